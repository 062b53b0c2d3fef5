/** Routines, the safety screen, the player and the log of sessions. */
import { Failure, type Verbs } from '../index';
import type { ActivePlayer, RoutineCard, SafetyItem, SessionView } from '../types';
import { m } from '../../paraglide/messages';
import { ownCard } from './own';
import { cardOf, questions, routines, safety } from './library';
import type { Book, State } from './state';
import { afterNoon, nightOf, plusDays } from './time';

/** A routine in the player. The seconds run on by themselves while `since` says since when. */
export interface Playing {
  card: RoutineCard;
  /** Seconds into the routine at `since`, or where it was paused. */
  at: number;
  /** Milliseconds of the computer's clock; null while paused. */
  since: number | null;
  tension: number | null;
  pain: number | null;
}

const BACK = 3;

/** Everything answered with no, but for an operated back. */
export function answered(): SafetyItem[] {
  return questions.map((item) => (item.tonight || item.confirms ? item : { ...item, answer: item.key === 'back-condition' ? 'yes' : 'no' }));
}

export const unanswered = (): SafetyItem[] => structuredClone(questions);

const atNow = ({ at, since, card }: Playing): number => Math.min(card.seconds, at + (since === null ? 0 : (Date.now() - since) / 1000));

function spans({ steps }: RoutineCard): { begin: number; end: number }[] {
  let end = 0;
  return steps.map(({ seconds }) => ({ begin: end, end: (end += seconds) }));
}

function shown(playing: Playing): ActivePlayer {
  const at = atNow(playing);
  const { card } = playing;
  const all = spans(card);
  const found = all.findIndex(({ end }) => at < end);
  const step = found < 0 ? all.length - 1 : found;
  const { begin, end } = all[step] ?? { begin: 0, end: 0 };
  return {
    routine: card.id, title: card.title, breath_cue: card.breath_cue, steps: card.steps, step, elapsed_s: at - begin, left_s: end - at,
    total_left_s: card.seconds - at, paused: playing.since === null, finished: at >= card.seconds, tension_before: playing.tension, pain_before: playing.pain,
  };
}

type Massage = 'routines' | 'safety' | 'answerSafety' | 'startPlayer' | 'player' | 'movePlayer' | 'endPlayer' | 'logSession' | 'editSession' | 'deleteSession' | 'sessions';

/** The routines' cards, the allowed ones first. */
export function cardsOf({ safety: items, tonight, own }: State): RoutineCard[] {
  const words = { unscreened: m.massage_unscreened(), ask: m.massage_ask(), locked: m.massage_locked() };
  const all = [...routines.map((routine) => cardOf(routine, items, tonight, words)), ...Object.entries(own).map(ownCard)];
  return [...all.filter(({ allowed }) => allowed), ...all.filter(({ allowed }) => !allowed)];
}

export function massage(book: Book): Pick<Verbs, Massage> {
  const cards = cardsOf;
  const playing = () => {
    const { player } = book.state;
    if (!player) throw new Failure('not-found', 'Nothing is playing.');
    return player;
  };
  return {
    async routines() {
      return cards(book.state);
    },
    async safety() {
      const items = book.state.safety;
      return {
        items,
        language: 'en',
        unreviewed: false,
        complete: items.every(({ answer, stale, tonight, confirms }) => tonight || confirms || (answer !== null && !stale)),
        comfort: safety.comfort,
        pressure: safety.pressure,
        breath: safety.breath,
        timing: safety.timing,
        stops: safety.stop,
        stop_symptoms: safety.stop.map(({ text, advice }) => `${text}. ${advice}`),
        never: safety.never.map(({ text }) => text),
      };
    },
    async answerSafety(answers) {
      return book.change(['safety', 'massage'], 'Answers kept.', (state) => {
        const given = new Map(answers);
        state.tonight = [...state.tonight, ...given.keys()];
        state.safety = state.safety.map((item) => {
          const text = given.get(item.key);
          if (text === undefined) return item;
          const [reply, spots = ''] = text.split('@');
          return { ...item, answer: reply as SafetyItem['answer'], spots: spots.split(',').filter(Boolean), stale: false };
        });
      });
    },
    async startPlayer(id, tension, pain) {
      const card = cards(book.state).find((other) => other.id === id);
      if (!card) throw new Failure('not-found', 'There is no such routine.');
      if (!card.allowed || card.ask_tonight.length > 0) throw new Failure('invalid', card.blocked.join(' ') || 'Answer tonight’s question first.', 'routine');
      book.state.player = { card, at: 0, since: Date.now(), tension, pain };
      return shown(book.state.player);
    },
    async player() {
      return book.state.player && shown(book.state.player);
    },
    async movePlayer(to) {
      const player = playing();
      const at = atNow(player);
      const all = spans(player.card);
      const { begin, end } = all.find((span) => at < span.end) ?? all.at(-1) ?? { begin: 0, end: 0 };
      const before = all.findLast((span) => span.begin < begin)?.begin ?? 0;
      const since = player.since === null ? null : Date.now();
      const moved = {
        pause: { at, since: null },
        resume: { at, since: Date.now() },
        back: { at: at - begin < BACK ? before : begin, since },
        next: { at: end, since },
      }[to];
      return shown((book.state.player = { ...player, ...moved }));
    },
    async endPlayer(tension, pain, log) {
      const player = playing();
      const { finished, title, routine, tension_before, pain_before } = shown(player);
      const id = book.id();
      return book.change(['massage'], log ? 'Massage kept in the diary.' : 'Ended without a note.', (state) => {
        state.player = null;
        if (!log) return;
        state.sessions.push({
          id, night: nightOf(state.now), at: state.now, routine, title, professional: null, kind: null, regions: [], cost: null, slept: null, minutes: Math.max(1, Math.round(atNow(player) / 60)),
          completed: finished, tension_before, tension_after: tension, pain_before, pain_after: pain, note: null,
        });
      });
    },
    async logSession(draft) {
      if (!draft.routine && !draft.professional?.trim()) throw new Failure('invalid', 'Say either which routine it was or which professional massage, not both and not neither.', 'routine');
      const id = book.id();
      return book.change(['massage'], 'Massage kept in the diary.', (state) => {
        const title = routines.find((other) => other.id === draft.routine)?.title ?? draft.professional ?? '';
        state.sessions.push({
          id, night: nightOf(draft.at), at: draft.at, routine: draft.routine ?? null, title, professional: draft.professional ?? null, kind: draft.kind ?? null,
          regions: draft.regions ?? [], cost: draft.cost ?? null, slept: null, minutes: draft.minutes,
          completed: draft.completed, tension_before: draft.tension_before ?? null, tension_after: draft.tension_after ?? null,
          pain_before: draft.pain_before ?? null, pain_after: draft.pain_after ?? null, note: draft.note ?? null,
        });
      });
    },
    async editSession(id, draft) {
      return book.change(['massage'], 'Massage changed.', (state) => {
        state.sessions = state.sessions.map((session) => (session.id === id ? { ...session, ...draft } : session));
      });
    },
    async deleteSession(id) {
      return book.change(['massage'], 'Massage removed.', (state) => {
        state.sessions = state.sessions.filter((session) => session.id !== id);
      });
    },
    async sessions() {
      return book.state.sessions.toReversed();
    },
  };
}

export function inventSessions(now: string): SessionView[] {
  return [22, 18, 15, 9, 6, 2].map((daysAgo, index): SessionView => {
    const at = afterNoon(plusDays(nightOf(now), -daysAgo), 575 + 9 * index);
    const professional = index === 2;
    return {
      id: 900 + index, night: nightOf(at), at, routine: professional ? null : 'neck-and-shoulders', title: professional ? 'Massage with Ms Adler' : 'Neck and shoulders',
      professional: professional ? 'Massage with Ms Adler' : null, kind: professional ? 'Swedish' : null, regions: professional ? ['shoulder'] : [], cost: professional ? '45 €' : null,
      slept: { sol_min: 22, se_pct: 86, quality: 4, in_words: 'That night: asleep after 22 min, quality 4 of 5.' }, minutes: professional ? 45 : 5, completed: index !== 3, tension_before: 6 - (index % 2),
      tension_after: 3 + (index % 2), pain_before: 2, pain_after: 1, note: null,
    };
  });
}
