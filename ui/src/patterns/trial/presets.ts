/** What a new trial starts from: a kind, with words that a person may change. Pure. */
import type { TrialDraft } from '../../backend';
import { m } from '../../paraglide/messages';

/** Stands for any massage at all, as the core has it. */
export const ANY = 'any';

export type Kind = 'massage' | 'routines' | 'habit';
export type Habit = 'bath' | 'caffeine' | 'screens' | 'own';

/** The words of a trial, and when its evenings are best told. */
export interface Preset {
  readonly title: string;
  readonly a: string;
  readonly b: string;
  /** Absent where the usual time before lights out serves. */
  readonly at?: string;
}

/** Named when they are shown, so that they are said in the language that is chosen then. */
export const kinds = (): { value: Kind; label: string }[] => [
  { value: 'massage', label: m.trial_kind_massage() },
  { value: 'routines', label: m.trial_kind_routines() },
  { value: 'habit', label: m.trial_kind_habit() },
];

export const habits = (): { value: Habit; label: string }[] => [
  { value: 'bath', label: m.trial_habit_bath() },
  { value: 'caffeine', label: m.trial_habit_caffeine() },
  { value: 'screens', label: m.trial_habit_screens() },
  { value: 'own', label: m.trial_habit_own() },
];

const ofHabit: Record<Habit, () => Preset> = {
  bath: () => ({ title: m.trial_habit_bath(), a: m.trial_habit_bath_with(), b: m.trial_habit_bath_without() }),
  // It has to be known before the afternoon's coffee, and is not told before noon.
  caffeine: () => ({ title: m.trial_habit_caffeine(), a: m.trial_habit_caffeine_with(), b: m.trial_habit_caffeine_without(), at: '12:05' }),
  screens: () => ({ title: m.trial_habit_screens(), a: m.trial_habit_screens_with(), b: m.trial_habit_screens_without() }),
  own: () => ({ title: '', a: '', b: m.trial_without() }),
};

/** The words that a choice stands for; `named` gives a routine's title. */
export function preset(kind: Kind, habit: Habit, routines: readonly [a: string, b: string], named: (routine: string) => string): Preset {
  if (kind === 'habit') return ofHabit[habit]();
  if (kind === 'routines') return { title: m.trial_routines_title(), a: named(routines[0]), b: named(routines[1]) };
  return { title: m.trial_massage_title(), a: routines[0] === ANY ? m.trial_massage_words() : named(routines[0]), b: m.trial_without() };
}

/** The massages of the two arms, as the draft has them. */
export function massages(kind: Kind, [a, b]: readonly [a: string, b: string]): [TrialDraft['a']['massage'], TrialDraft['b']['massage']] {
  if (kind === 'habit') return [null, null];
  return [a, kind === 'routines' ? b : null];
}
