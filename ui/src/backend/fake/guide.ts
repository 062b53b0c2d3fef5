/** The guide, read from its own files; its Markdown is rendered just well enough to look at. */
import { parse } from 'smol-toml';

import { Failure, type Verbs } from '../index';
import type { Article, ArticleSummary, Claim, Fragment } from '../types';
import { referencesOf } from './bibliography';
import type { Book } from './state';

const files = import.meta.glob<string>('../../../../guide/en/articles/*.md', { query: '?raw', import: 'default', eager: true });
const toml = import.meta.glob<string>('../../../../guide/en/{claims,contents}.toml', { query: '?raw', import: 'default', eager: true });
const fileOf = (name: string): unknown => parse(Object.entries(toml).find(([path]) => path.endsWith(name))?.[1] ?? '');

type Written = Omit<Claim, 'language' | 'references' | 'numbers' | 'certainty_of'> & Partial<Pick<Claim, 'certainty_of'>> & { references: string[]; numbers: string[] };
const { claim: written } = fileOf('claims.toml') as { claim: Written[] };
const { articles: order } = fileOf('contents.toml') as { articles: string[] };

const claims = written.map(({ id, statement, verdict, certainty, certainty_of, numbers, references }): Claim => ({
  id, language: 'en', statement, verdict, certainty,
  certainty_of: certainty_of ?? (verdict === 'not-supported' ? (numbers.some((number) => /\bsure\b.*\bwrong\b/.test(number)) ? 'wrong' : 'offered') : 'verdict'),
  numbers: numbers.join(' '),
  references: referencesOf(references),
}));

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function inline(text: string, lone: boolean): string {
  const link = (words: string, kind: string, to: string) =>
    ({
      claim: `<a href="#claim-${to}" data-claim="${to}">${words}</a>`,
      guide: `<a href="#guide/${to}" data-article="${to}">${words}</a>`,
      vesper: `<a ${lone ? 'class="feature" ' : ''}href="#${to}" data-place="${to}">${words}</a>`,
    })[kind] ?? words;
  return escape(text)
    .replace(/\[([^\]]+)\]\((\w+):([\w/#-]+)\)/g, (_, words: string, kind: string, to: string) => link(words, kind, to))
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>');
}

function html(markdown: string): string {
  return markdown
    .trim()
    .split(/\n{2,}/)
    .map((block) => {
      const [, marks = '', heading = ''] = /^(#+) (.*)$/.exec(block) ?? [];
      if (marks) return `<h${marks.length} id="${heading.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}">${inline(heading, false)}</h${marks.length}>`;
      const list = /^(-|\d+\.) /.exec(block)?.[1];
      const items = block.split(/\n(?=(?:-|\d+\.) )/).map((item) => `<li>${inline(item.replace(/^(-|\d+\.) /, ''), false)}</li>`);
      if (list) return list === '-' ? `<ul>${items.join('')}</ul>` : `<ol>${items.join('')}</ol>`;
      const figure = /^\[[^\]]+\]\(figure:([\w-]+)\)$/.exec(block)?.[1];
      if (figure) return `<p class="figure" data-figure="${figure}">Your last 14 nights: 38 min, on average.</p>`;
      return `<p>${inline(block, /^\[[^\]]+\]\(vesper:[^)]+\)$/.test(block))}</p>`;
    })
    .join('\n');
}

const pages = Object.entries(files)
  .map(([path, file]) => {
    const [, front = '', body = ''] = file.split('+++');
    const { title, summary, minutes, topics, related, reviewed } = parse(front) as unknown as ArticleSummary & { related: string[]; reviewed: Date };
    const id = path.split('/').at(-1)?.replace('.md', '') ?? '';
    return { summary: { id, language: 'en' as const, title, summary, minutes, topics }, related, reviewed: reviewed.toISOString().slice(0, 10), body };
  })
  .sort((one, other) => order.indexOf(one.summary.id) - order.indexOf(other.summary.id));

const plain = (markdown: string) => markdown.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('*', '');

/** The first sentence that holds the words, cut at the words. */
function excerpt(body: string, wanted: string): Fragment[] {
  const sentences = plain(body).split(/(?<=[.?!])\s+/);
  const sentence = sentences.find((one) => one.toLowerCase().includes(wanted)) ?? '';
  const at = sentence.toLowerCase().indexOf(wanted);
  const cut = [
    { text: sentence.slice(0, at), hit: false },
    { text: sentence.slice(at, at + wanted.length), hit: true },
    { text: sentence.slice(at + wanted.length), hit: false },
  ];
  return cut.filter(({ text }) => text !== '');
}

export function guide(book: Book): Pick<Verbs, 'articles' | 'article' | 'searchGuide' | 'openDoi' | 'keptOfGuide' | 'setBookmark' | 'keepStopped'> {
  const summary = (id: string) => pages.filter((page) => page.summary.id === id).map((page) => page.summary);
  return {
    async keptOfGuide() {
      const { bookmarks, stopped } = book.state;
      return {
        bookmarks: bookmarks.toReversed().flatMap(summary),
        stopped: stopped.toReversed().flatMap(([id, block]) => summary(id).map((article) => ({ article, block }))),
      };
    },
    async setBookmark(id, on) {
      return book.change(['guide'], on ? 'Bookmark set.' : 'Bookmark removed.', (state) => {
        state.bookmarks = [...state.bookmarks.filter((other) => other !== id), ...(on ? [id] : [])];
      });
    },
    async keepStopped(id, block) {
      book.state.stopped = [...book.state.stopped.filter(([other]) => other !== id), ...(block === null ? [] : [[id, block] as [string, number]])];
      return null;
    },
    async articles() {
      return pages.map(({ summary }) => summary);
    },
    async article(id): Promise<Article> {
      const page = pages.find(({ summary }) => summary.id === id);
      if (!page) throw new Failure('not-found', 'The guide has no such article.');
      const rendered = html(page.body);
      const linked = new Set([...rendered.matchAll(/data-claim="([^"]+)"/g)].map(([, claim]) => claim));
      return {
        ...page.summary,
        html: rendered,
        claims: [...linked].flatMap((claim) => claims.filter((other) => other.id === claim)),
        related: page.related.flatMap((other) => pages.filter(({ summary }) => summary.id === other).map(({ summary }) => summary)),
        unreviewed: false,
        reviewed: page.reviewed,
      };
    },
    async searchGuide(words) {
      const wanted = words.trim().toLowerCase();
      if (wanted === '') return [];
      return pages.filter(({ body }) => plain(body).toLowerCase().includes(wanted)).map(({ summary, body }) => ({ article: summary, excerpt: excerpt(body, wanted) }));
    },
    async openDoi() {
      return null;
    },
  };
}
