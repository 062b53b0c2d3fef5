/** What the first screens set up: pure, done in one go at their end. */
import type { ReminderDraft, RoutineCard, Schedule, Weekday } from '../backend';
import { m } from '../paraglide/messages';
import { blank, draftOf } from '../settings/reminder';
import { week } from '../shell/prefs.svelte';

export interface Answers {
  bed: string;
  rise: string;
  /** Whether Friday and Saturday evenings go their own way. */
  weekends: boolean;
  weekendBed: string;
  weekendRise: string;
  massage: boolean;
  diary: boolean;
}

/** Minutes before lights out at which the first self-massage comes. */
export const MASSAGE_BEFORE_MIN = 45;
/** The routine it starts, where the guide has it: it needs nothing but a chair. */
const FIRST_ROUTINE = 'neck-and-shoulders';

const late: readonly Weekday[] = ['fri', 'sat'];

export const scheduleOf = (answers: Answers): Schedule =>
  week.map((day) =>
    answers.weekends && late.includes(day)
      ? { day, bed: answers.weekendBed, rise: answers.weekendRise }
      : { day, bed: answers.bed, rise: answers.rise },
  );

/** The reminders that were asked for; `today` is the civil date they begin on. */
export function remindersOf(answers: Answers, today: string, routines: readonly RoutineCard[]): ReminderDraft[] {
  const routine = routines.find(({ id }) => id === FIRST_ROUTINE);
  const massage = draftOf({ ...blank('self-massage', today), before: MASSAGE_BEFORE_MIN, title: routine?.title ?? m.settings_title_self_massage(), routine: routine?.id ?? '' });
  const diary = draftOf({ ...blank('morning-diary', today), at: answers.rise });
  return [...(answers.massage ? [massage] : []), ...(answers.diary ? [diary] : [])];
}
