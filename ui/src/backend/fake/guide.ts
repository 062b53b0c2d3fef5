/** A few pages of the guide. */
import { Failure, type Verbs } from '../index';
import type { Article, ArticleSummary } from '../types';

const summaries: ArticleSummary[] = [
  { id: 'does-massage-help', title: 'Does massage help you sleep?', summary: 'Usually calming for some hours; for sleep itself the evidence is thin.', minutes: 4, topics: ['massage'] },
  { id: 'cbt-i', title: 'The treatment that works best', summary: 'Cognitive behavioural therapy for insomnia: what it is and where to find it.', minutes: 7, topics: ['treatment'] },
  { id: 'awake-at-three', title: 'Awake at three in the morning', summary: 'Why it happens, and what to do that does not make it worse.', minutes: 3, topics: ['causes'] },
  { id: 'caffeine', title: 'Coffee, tea and the evening', summary: 'How long caffeine stays, and how to find your own last cup.', minutes: 3, topics: ['habits'] },
];

const article = (summary: ArticleSummary): Article => ({
  ...summary,
  html: '<p>Being massaged usually feels calming for some hours. Whether you then <em>sleep</em> better is less certain: people often say so, but where sleep was measured, <a href="#claim-massage-sleep" data-claim="massage-sleep">most trials found little or no change</a>.</p><h2>What to make of it</h2><p>So treat it as comfort. If pain or tension keeps you up, easing them before bed is a fair thing to try. Read on in <a href="#guide/cbt-i" data-article="cbt-i">the treatment that works best</a>.</p><p><a class="feature" data-place="massage">See the routines</a></p>',
  claims: [
    {
      id: 'massage-sleep', statement: 'Massage before bed lengthens sleep.', verdict: 'not-supported', certainty: 'very-low', numbers: 'Few, small trials; where sleep was measured, little or no change.',
      references: [{ id: 'li-2014', short: 'Li 2014', citation: 'Li Y et al. PLoS One 2014.', doi: '10.1371/journal.pone.0089304', pmid: '24586677' }],
    },
  ],
  related: summaries.filter(({ id }) => id !== summary.id).slice(0, 2),
  reviewed: '2026-11-01',
});

export function guide(): Pick<Verbs, 'articles' | 'article' | 'searchGuide' | 'openDoi'> {
  return {
    async articles() {
      return summaries;
    },
    async article(id) {
      const found = summaries.find((summary) => summary.id === id);
      if (!found) throw new Failure('not-found', 'The guide has no such article.');
      return article(found);
    },
    async searchGuide(words) {
      const wanted = words.trim().toLowerCase();
      if (wanted === '') return [];
      return summaries
        .filter(({ title, summary }) => `${title} ${summary}`.toLowerCase().includes(wanted))
        .map((summary) => ({ article: summary, excerpt: [{ text: summary.summary, hit: false }] }));
    },
    async openDoi() {
      return null;
    },
  };
}
