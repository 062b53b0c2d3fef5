/** Routines, the safety screen, the player and the log of sessions. */
import { Failure, type Verbs } from '../index';
import type { ActivePlayer, PlayerStep, RoutineCard, SafetyItem, SessionView } from '../types';
import type { Book } from './state';
import { afterNoon, nightOf, plusDays } from './time';

const step = (seconds: number, title: string, text: string, side: string, regions: string[], pressure = 4): PlayerStep => ({
  seconds, title, text, pressure, side, regions, breath_in_s: 4, breath_out_s: 6,
});

const neck: PlayerStep[] = [
  step(40, 'Let the shoulders drop', 'Sit with your back supported and both feet on the floor. Let the arms hang.', 'both', ['shoulder-left', 'shoulder-right'], 0),
  step(60, 'Left hand on the right shoulder', 'Slow squeeze for four seconds, release for four. Firm and pleasant, never sore.', 'right', ['shoulder-right'], 5),
  step(60, 'Right hand on the left shoulder', 'The same on the other side, just as slowly.', 'left', ['shoulder-left'], 5),
  step(50, 'Fingertips at the base of the skull', 'Small circles either side of the spine, never on it.', 'both', ['neck-back'], 3),
  step(50, 'Hands over the eyes', 'Warm the palms and rest them there. Nothing else to do.', 'both', ['face'], 1),
  step(40, 'Let go', 'Hands in your lap. Notice whether the neck feels different, and leave it at that.', 'both', ['hand-left', 'hand-right'], 0),
];

const total = (steps: PlayerStep[]) => steps.reduce((sum, { seconds }) => sum + seconds, 0);

const card = (id: string, title: string, summary: string, places: string[], regions: string[], steps: PlayerStep[], more: Partial<RoutineCard> = {}): RoutineCard => ({
  id, title, summary, places, seconds: total(steps), pressure: Math.max(...steps.map(({ pressure }) => pressure)), regions,
  known: 'People often say massage helps them settle; where sleep was measured, most trials found little or no change.',
  certainty: 'very-low',
  references: [{ id: 'li-2014', short: 'Li 2014', citation: 'Li Y et al. Massage therapy for fibromyalgia: a systematic review and meta-analysis. PLoS One 2014.', doi: '10.1371/journal.pone.0089304', pmid: '24586677' }],
  allowed: true, blocked: [], adjustments: [], ask_tonight: [], steps, ...more,
});

export const routines: RoutineCard[] = [
  card('neck-and-shoulders', 'Neck and shoulders', 'Five slow minutes for a neck that has held a screen all day.', ['desk', 'chair'], ['neck-back', 'shoulder-left', 'shoulder-right'], neck),
  card('hands-and-forearms', 'Hands and forearms', 'For hands that typed all day, at the desk or in bed.', ['desk', 'bed'], ['hand-left', 'hand-right', 'forearm-left', 'forearm-right'], neck.slice(0, 4)),
  card('feet', 'Feet before bed', 'Warm hands, slow thumbs, one foot after the other.', ['chair', 'bed'], ['foot-left', 'foot-right'], neck.slice(1, 5), { ask_tonight: ['fresh_injury'] }),
  card('lower-back-wall', 'Lower back at the wall', 'A soft ball between the back and the wall.', ['wall'], ['lower-back'], neck.slice(0, 3), {
    allowed: false,
    blocked: ['You said that you take blood thinners: firm pressure is left out until a clinician agrees.'],
  }),
];

export const safetyItems: SafetyItem[] = [
  { key: 'blood_thinners', question: 'Do you take medicine that thins the blood?', why: 'Bruises come more easily.', advice: 'Keep to light pressure, and ask whoever prescribed it.', care: 'clinician', answer: 'no', can_clear: true, stale: false },
  { key: 'fresh_injury', question: 'Do you have a fresh injury, wound or burn where you would massage?', why: 'It needs rest first.', advice: 'Leave that place alone until it has healed.', care: 'none', answer: 'no', can_clear: false, stale: false },
  { key: 'leg_swelling', question: 'Is one leg newly swollen, warm or painful?', why: 'It may be a clot.', advice: 'Do not massage it. See a doctor today.', care: 'same-day', answer: null, can_clear: false, stale: false },
];

type Massage = 'routines' | 'safety' | 'answerSafety' | 'startPlayer' | 'player' | 'movePlayer' | 'endPlayer' | 'logSession' | 'deleteSession' | 'sessions';

export function massage(book: Book): Pick<Verbs, Massage> {
  const seek = (player: ActivePlayer, to: number): ActivePlayer => {
    const at = Math.max(0, Math.min(player.steps.length - 1, to));
    const left = total(player.steps.slice(at));
    return { ...player, step: at, elapsed_s: 0, left_s: player.steps[at]?.seconds ?? 0, total_left_s: left, finished: to >= player.steps.length };
  };
  return {
    async routines() {
      return routines;
    },
    async safety() {
      const items = book.state.safety;
      return {
        items,
        complete: items.every(({ answer, stale }) => answer !== null && !stale),
        stop_symptoms: ['Sharp or shooting pain.', 'Numbness or tingling.', 'Dizziness or feeling faint.'],
        never: ['The front and sides of the throat.', 'The spine itself.', 'Varicose veins.'],
      };
    },
    async answerSafety(answers) {
      return book.change(['safety', 'massage'], 'Answers kept.', (state) => {
        const given = new Map(answers);
        state.safety = state.safety.map((item) => ({ ...item, answer: given.get(item.key) ?? item.answer, stale: given.has(item.key) ? false : item.stale }));
      });
    },
    async startPlayer(id, tension, pain) {
      const routine = routines.find((other) => other.id === id);
      if (!routine) throw new Failure('not-found', 'There is no such routine.');
      const player: ActivePlayer = {
        routine: id, title: routine.title, steps: routine.steps, step: 0, elapsed_s: 0, left_s: routine.steps[0]?.seconds ?? 0,
        total_left_s: routine.seconds, paused: false, finished: false, tension_before: tension, pain_before: pain,
      };
      return (book.state.player = player);
    },
    async player() {
      return book.state.player;
    },
    async movePlayer(to) {
      const { player } = book.state;
      if (!player) throw new Failure('not-found', 'Nothing is playing.');
      const moved = { pause: () => ({ ...player, paused: true }), resume: () => ({ ...player, paused: false }), back: () => seek(player, player.step - 1), next: () => seek(player, player.step + 1) }[to]();
      return (book.state.player = moved);
    },
    async endPlayer(tension, pain, log) {
      const { player } = book.state;
      if (!player) throw new Failure('not-found', 'Nothing is playing.');
      const id = book.id();
      return book.change(['massage'], log ? 'Massage kept in the diary.' : 'Ended without a note.', (state) => {
        state.player = null;
        if (!log) return;
        state.sessions.push({
          id, night: nightOf(state.now), at: state.now, routine: player.routine, title: player.title, professional: null,
          minutes: Math.round(total(player.steps) / 60), completed: player.finished, tension_before: player.tension_before, tension_after: tension,
          pain_before: player.pain_before, pain_after: pain, note: null,
        });
      });
    },
    async logSession(draft) {
      const id = book.id();
      return book.change(['massage'], 'Massage kept in the diary.', (state) => {
        const title = routines.find((other) => other.id === draft.routine)?.title ?? draft.professional ?? '';
        state.sessions.push({
          id, night: nightOf(draft.at), at: draft.at, routine: draft.routine ?? null, title, professional: draft.professional ?? null, minutes: draft.minutes,
          completed: draft.completed, tension_before: draft.tension_before ?? null, tension_after: draft.tension_after ?? null,
          pain_before: draft.pain_before ?? null, pain_after: draft.pain_after ?? null, note: draft.note ?? null,
        });
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
      professional: professional ? 'Massage with Ms Adler' : null, minutes: professional ? 45 : 5, completed: true, tension_before: 6 - (index % 2),
      tension_after: 3 + (index % 2), pain_before: 2, pain_after: 1, note: null,
    };
  });
}
