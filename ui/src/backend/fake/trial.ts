/** Trials on oneself: pairs that begin with the one kind and the other in turn, and an answer whose verdict is given. */
import { Failure, type Verbs } from '../index';
import type { Adherence, TrialDraft, TrialNight, TrialResult, TrialState, TrialVerdict, TrialView } from '../types';
import type { Book, State } from './state';
import { nightOf, plusDays } from './time';

type Trials = 'trials' | 'trial' | 'startTrial' | 'trialOutlook' | 'logTrialNight' | 'analyseTrial' | 'endTrial' | 'removeTrial';
type Pair = TrialResult['pairs'][number];

export interface KeptTrial {
  id: number;
  draft: TrialDraft;
  ended: string | null;
  said: Record<string, Adherence>;
  /** What it comes to once it is over. */
  verdict: TrialVerdict;
}

const SEED = 7;
const FEWEST = 6;
const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
const evenings = ({ pairs, block_nights, washout_nights }: TrialDraft) => 2 * pairs * (block_nights + washout_nights) - washout_nights;

export const trialDraft = (start: string, more: Partial<TrialDraft> = {}): TrialDraft => ({
  title: 'Evening massage', outcome: 'sol', a: { words: 'a massage in the evening', massage: 'any' }, b: { words: 'an ordinary evening', massage: null },
  pairs: 8, block_nights: 2, washout_nights: 0, start, seed: null, remind: { 'before-lights-out': 90 }, ...more,
});

/** One trial of each kind, seen from `now`: under way, finished, ended early. */
export function inventTrials(now: string): KeptTrial[] {
  const tonight = nightOf(now);
  const bath = { title: 'Foot bath', a: { words: 'a warm foot bath', massage: null }, b: { words: 'no foot bath', massage: null } };
  const screens = { title: 'Screens off', a: { words: 'screens off an hour before bed', massage: null }, b: { words: 'screens as usual', massage: null } };
  return [
    { id: 3, draft: trialDraft(plusDays(tonight, -8)), ended: null, said: { [plusDays(tonight, -8)]: 'done', [plusDays(tonight, -6)]: 'not' }, verdict: 'helps' },
    { id: 2, draft: trialDraft(plusDays(tonight, -41), bath), ended: null, said: { [plusDays(tonight, -40)]: 'not' }, verdict: 'helps' },
    { id: 1, draft: trialDraft(plusDays(tonight, -60), screens), ended: plusDays(tonight, -48), said: {}, verdict: 'too-early' },
  ];
}

function slot({ start, pairs, block_nights, washout_nights }: TrialDraft, night: string): Pick<TrialNight, 'arm' | 'pair' | 'block'> | undefined {
  const day = days(start, night);
  const period = block_nights + washout_nights;
  const nth = Math.floor(day / period);
  if (day < 0 || nth >= 2 * pairs) return undefined;
  if (day % period >= block_nights) return { arm: null, pair: null, block: null };
  const [pair, block] = [Math.floor(nth / 2) + 1, (nth % 2) + 1];
  return { arm: (pair + block) % 2 === 0 ? 'a' : 'b', pair, block };
}

function view(state: State, { id, draft, ended, said }: KeptTrial): TrialView {
  const tonight = nightOf(state.now);
  const last = ended ?? plusDays(draft.start, evenings(draft) - 1);
  const come = Math.max(0, Math.min(days(draft.start, tonight), days(draft.start, last)) + 1);
  const nights = Array.from({ length: come }, (_, index): TrialNight => {
    const night = plusDays(draft.start, index);
    const record = state.records.find((one) => one.night === night && one.primary);
    const { arm = null, pair = null, block = null } = slot(draft, night) ?? {};
    return { night, arm, pair, block, value: record?.sol_min ?? null, adherence: said[night] ?? 'unknown', by_session: false };
  });
  const trialState: TrialState = ended !== null ? 'ended' : tonight > last ? 'over' : tonight < draft.start ? 'planned' : 'running';
  const over = nights.filter((one) => one.arm !== null && one.night < tonight);
  const count = (fits: (one: TrialNight) => boolean) => over.filter(fits).length;
  const now = slot(draft, tonight);
  const plan = now?.arm === 'a' ? draft.a : draft.b;
  const { title, outcome, a, b, pairs, block_nights, washout_nights, start } = draft;
  return {
    id, title, outcome, a: { words: a.words, massage: a.massage ?? null }, b: { words: b.words, massage: b.massage ?? null }, pairs, block_nights, washout_nights, start, last, state: trialState, nights, reminder: null,
    seed: trialState === 'over' || trialState === 'ended' ? SEED : null,
    progress: {
      evenings: days(start, last) + 1, come, counted: over.length, on_record: count((one) => one.value !== null),
      as_planned: count((one) => one.adherence === 'done'), otherwise: count((one) => one.adherence === 'not'),
    },
    tonight:
      now && tonight <= last
        ? { id, title, night: tonight, ...now, words: now.arm === null ? 'an evening in between, which does not count' : plan.words, routine: plan.massage && plan.massage !== 'any' ? plan.massage : null }
        : null,
  };
}

const told: Record<TrialVerdict, string> = {
  helps: 'you fell asleep about 9 min sooner; anything from 3 min sooner to 15 min sooner fits your nights. Chance alone would make a difference this large about 2 times in 100 such trials.',
  hurts: 'you fell asleep about 9 min later; anything from 15 min later to 3 min later fits your nights. Chance alone would make a difference this large about 2 times in 100 such trials.',
  'no-clear-difference': 'you fell asleep about 2 min sooner; anything from 4 min later to 8 min sooner fits your nights. Not settled: a difference this small would take a longer trial than is sensible.',
  'too-early': '',
};
const NOT_BLINDED = 'You knew which evening was which, so part of any difference may be what you expected.';
const means: Record<TrialVerdict, number> = { helps: -9, hurts: 9, 'no-clear-difference': -2, 'too-early': 0 };

function result(trial: TrialView, verdict: TrialVerdict): TrialResult {
  const over = trial.state === 'over' || trial.state === 'ended';
  const counted = trial.nights.filter(({ arm }) => arm !== null);
  const missing = counted.filter(({ value }) => value === null).length;
  const complete = Math.floor(counted.length / (2 * trial.block_nights));
  const early = !over || complete < FEWEST || verdict === 'too-early';
  const base = { id: trial.id, title: trial.title, outcome: trial.outcome, missing, dropped_pairs: 0, n_pairs: complete, pairs_needed: null };
  if (early) {
    const nothing = { estimate: null, interval: null, p: null };
    return {
      ...base, ...nothing, verdict: 'too-early', pairs: [], t: null, per_protocol: { ...nothing, n_pairs: complete, missing, dropped_pairs: 0 }, per_protocol_sentence: null, check_sentence: null,
      sentence: over
        ? `Too early to say: ${complete} pairs are complete, and fewer than ${FEWEST} cannot tell a difference from chance, however large it is.`
        : 'Too early to say: the course is not over. The answer waits for its end, since looking on the way makes chance look like an effect.',
      if_ended: over ? null : `Complete pairs: ${complete}. Fewer than ${FEWEST} cannot tell a difference from chance, so there would be no answer.`,
    };
  }
  const mean = means[verdict];
  const swings = [-6, 4, -9, 7, 2, -3, 8, -3];
  const pairs = Array.from({ length: complete }, (_, index): Pair => {
    const difference = mean + (swings[index % swings.length] ?? 0);
    return { pair: index + 1, a: 32 + difference / 2, b: 32 - difference / 2, difference, a_nights: trial.block_nights, b_nights: trial.block_nights };
  });
  const compared = { n_pairs: complete, missing, dropped_pairs: 0, estimate: mean, interval: [mean - 6, mean + 6] as [number, number], p: verdict === 'no-clear-difference' ? 0.4 : 0.02 };
  return {
    ...base, ...compared, verdict, pairs, t: { interval: [mean - 5, mean + 5], p: 0.02 }, per_protocol: compared, if_ended: null,
    sentence: `With ${trial.a.words} ${told[verdict]} ${NOT_BLINDED}`,
    per_protocol_sentence: trial.progress.otherwise > 0 ? `On the evenings that went as planned: With ${trial.a.words} you fell asleep about ${Math.abs(mean) + 1} min sooner; anything from 3 min sooner to 17 min sooner fits your nights.` : null,
    check_sentence: 'A t-test over the same pairs, which takes their differences for normally spread: anything from 4 min sooner to 14 min sooner fits. Chance alone would make a difference this large about once in 100 such trials.',
  };
}

function checked(draft: TrialDraft): TrialDraft {
  for (const [field, words] of [['title', draft.title], ['with', draft.a.words], ['without', draft.b.words]] as const) {
    if (words.trim() === '') throw new Failure('invalid', 'This is empty. A few words are enough.', field);
  }
  if (draft.a.words === draft.b.words) throw new Failure('invalid', 'Both kinds of evening are called the same. A trial needs two that differ.', 'without');
  if (draft.pairs < 2 || draft.pairs > 40) throw new Failure('invalid', 'This goes from 2 to 40. Choose a number in between.', 'pairs');
  return draft;
}

export function trial(book: Book): Pick<Verbs, Trials> {
  const of = (id: number): KeptTrial => {
    const kept = book.state.trials.find((other) => other.id === id);
    if (!kept) throw new Failure('not-found', 'There is no such trial (any more).');
    return kept;
  };
  const put = (id: number, to: KeptTrial | null, done: string) =>
    book.change(['trial', 'reminders'], done, (state) => {
      state.trials = state.trials.flatMap((other) => (other.id === id ? (to ? [to] : []) : [other]));
    });
  return {
    async trials() {
      return book.state.trials.map((kept) => view(book.state, kept));
    },
    async trial(id) {
      return view(book.state, of(id));
    },
    async startTrial(draft) {
      const kept: KeptTrial = { id: book.id(), draft: checked(draft as TrialDraft), ended: null, said: {}, verdict: 'no-clear-difference' };
      return [kept.id, book.change(['trial', 'reminders'], 'The trial is set.', (state) => (state.trials = [kept, ...state.trials]))];
    },
    async trialOutlook(draft) {
      const whole = checked(draft as TrialDraft);
      const nights = book.state.records.filter(({ primary }) => primary).length;
      const all = evenings(whole);
      const powers = nights < 14 ? [] : [6, 8, 10, 12, 16, 20].map((pairs) => ({ pairs, nights: evenings({ ...whole, pairs }), detectable: 32 / Math.sqrt(pairs) }));
      return {
        nights, powers, evenings: all, last: plusDays(whole.start, all - 1),
        reading:
          powers.length === 0
            ? 'How small a difference such a trial could show, your own nights will tell: two weeks of them with this on record give a first figure.'
            : `With ${whole.pairs} pairs, ${all} evenings in all, a true difference of ${Math.round(32 / Math.sqrt(whole.pairs))} min would show 8 times in 10. A smaller one may stay hidden.`,
      };
    },
    async logTrialNight(id, night, adherence) {
      const kept = of(id);
      if (night > nightOf(book.state.now)) throw new Failure('invalid', 'An evening is told from its own noon on, and not before.', 'night');
      return put(id, { ...kept, said: { ...kept.said, [night]: adherence } }, `Noted for ${night}.`);
    },
    async analyseTrial(id) {
      const kept = of(id);
      return result(view(book.state, kept), kept.verdict);
    },
    async endTrial(id) {
      return put(id, { ...of(id), ended: plusDays(nightOf(book.state.now), -1) }, 'The trial is ended. What it has so far is kept.');
    },
    async removeTrial(id) {
      of(id);
      return put(id, null, 'Trial removed.');
    },
  };
}
