/** Tonight, reminders and their ledger. */
import type { Verbs } from '../index';
import { Failure } from '../index';
import type { Occurrence, Reminder, ReminderDraft, ScheduleDay, Stop, Tonight, Weekday } from '../types';
import type { Book, State } from './state';
import { afterNoon, later, minutesBetween, nightOf, noonMinutes, plusDays, ZONE } from './time';

const weekdays: Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekdayOf = (civil: string): Weekday => weekdays[new Date(`${civil}T00:00:00Z`).getUTCDay()] ?? 'mon';
const planned = (state: State, night: string): ScheduleDay =>
  state.schedule.find((day) => day.day === weekdayOf(night)) ?? { day: weekdayOf(night), bed: '23:00', rise: '07:00' };

const lightsOut = (state: State, night: string) => afterNoon(night, noonMinutes(planned(state, night).bed));

function dueOn(state: State, reminder: Reminder, night: string): string | undefined {
  const { when, days, start, until } = reminder.rule;
  if (when.once !== undefined) return when.once.slice(0, 10) === night ? when.once : undefined;
  if (!reminder.enabled || night < start || (until !== null && night > until)) return undefined;
  if (days.length > 0 && !days.includes(weekdayOf(night))) return undefined;
  return when.at !== undefined ? afterNoon(night, noonMinutes(when.at)) : later(lightsOut(state, night), -when['before-lights-out']);
}

function occurrences(state: State, from: string, days: number): Occurrence[] {
  const nights = Array.from({ length: days }, (_, index) => plusDays(from, index));
  return nights
    .flatMap((night) =>
      state.reminders.flatMap((reminder): Occurrence[] => {
        const due = dueOn(state, reminder, night);
        if (due === undefined) return [];
        const known = state.ledger.find((row) => row.id === reminder.id && row.due === due);
        const { id, kind, title, routine } = reminder;
        return [known ?? { id, kind, title, due, night, state: 'planned', snoozed_until: null, until_free: false, routine, announces: null }];
      }),
    )
    .sort((one, other) => Date.parse(one.due) - Date.parse(other.due));
}

function words(draft: ReminderDraft): string {
  const { when, days, every_weeks } = draft.rule;
  const names: Record<Weekday, string> = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' };
  if (when.once !== undefined) return `Once, ${when.once.slice(0, 10)} at ${when.once.slice(11, 16)}`;
  const on = days.length === 0 ? 'Every day' : days.map((day) => names[day]).join(', ');
  const at = when.at !== undefined ? `at ${when.at}` : `${when['before-lights-out']} min before lights out`;
  return `${on}${every_weeks > 1 ? ` every ${every_weeks} weeks` : ''}, ${at}`;
}

export const asReminder = (id: number, draft: ReminderDraft): Reminder => ({ ...draft, id, in_words: words(draft) });

type Evening =
  | 'tonight' | 'reminders' | 'addReminder' | 'editReminder' | 'removeReminder' | 'upcoming' | 'reminderHistory' | 'actOnOccurrence'
  | 'pause' | 'setPause' | 'pauseFor' | 'reminderSummary' | 'waiting' | 'leaveWaiting';

export function evening(book: Book): Pick<Verbs, Evening> {
  const details = (state: State, row: Occurrence): string | null => state.reminders.find(({ id }) => id === row.id)?.body ?? null;
  /** What can be done with it, as the core offers it on a computer that tells of meetings, and where. */
  const answers = (state: State, row: Occurrence): Pick<Stop, 'actions' | 'place'> => ({
    actions: (state.reminders.find(({ id }) => id === row.id)?.actions ?? []).flatMap((action) => (action === 'snooze' ? ['snooze', 'until-free'] as const : [action])),
    place: row.routine !== null ? `massage/${row.routine}` : row.kind === 'morning-diary' ? 'diary/log' : 'tonight',
  });
  return {
    async tonight(): Promise<Tonight> {
      const { state } = book;
      const night = nightOf(state.now);
      const out = lightsOut(state, night);
      const rise = afterNoon(night, noonMinutes(planned(state, night).rise));
      const left = minutesBetween(state.now, out);
      const lastNight = plusDays(night, -1);
      const hour = Number(state.now.slice(11, 13));
      const morning = hour >= 5 && hour < 12;
      // In the morning the night that was is the last; the one that comes is this evening's.
      const shown = morning ? plusDays(night, 1) : night;
      const last = state.records.find((record) => record.primary && record.night === (morning ? night : lastNight)) ?? null;
      const part = morning ? 'morning' : left < 0 ? 'night' : left <= 120 ? 'evening' : 'day';
      const stops: Stop[] = occurrences(state, shown, 1)
        .filter(({ kind }) => kind !== 'morning-diary')
        .map((row) => ({ ...row, past: Date.parse(row.due) < Date.parse(state.now), detail: details(state, row), ...answers(state, row) }));
      return {
        now: state.now,
        zone: ZONE,
        part,
        light: part === 'evening' || part === 'night' ? 'evening' : 'day',
        night: shown,
        lights_out: morning ? lightsOut(state, shown) : out,
        rise: morning ? afterNoon(shown, noonMinutes(planned(state, shown).rise)) : rise,
        minutes_left: morning ? minutesBetween(state.now, lightsOut(state, shown)) : left,
        stops,
        last_night: morning ? night : lastNight,
        last,
        last_reading: last && `About ${Math.floor((last.metrics.tst_min ?? 0) / 60)} h ${(last.metrics.tst_min ?? 0) % 60} min of sleep, ${last.sol_min} min to fall asleep. An ordinary night for you.`,
        log_last: last === null && morning,
        paused_until: state.pausedUntil,
        trial: state.trial,
      };
    },
    async reminders() {
      return book.state.reminders;
    },
    async addReminder(draft) {
      if (draft.title.trim() === '') throw new Failure('invalid', 'A reminder needs a few words of its own. Nothing was changed.', 'title');
      const id = book.id();
      return book.change(['reminders'], 'Reminder added.', (state) => state.reminders.push(asReminder(id, draft as ReminderDraft)));
    },
    async editReminder(id, draft) {
      return book.change(['reminders'], 'Reminder changed.', (state) => {
        state.reminders = state.reminders.map((reminder) => (reminder.id === id ? asReminder(id, draft as ReminderDraft) : reminder));
      });
    },
    async removeReminder(id) {
      return book.change(['reminders'], 'Reminder removed.', (state) => {
        state.reminders = state.reminders.filter((reminder) => reminder.id !== id);
      });
    },
    async upcoming(days) {
      const { state } = book;
      const { pausedUntil } = state;
      const from = Math.max(Date.parse(state.now), Date.parse(pausedUntil ?? state.now));
      return occurrences(state, nightOf(state.now), days)
        .filter((row) => Date.parse(row.due) > from)
        .map((row) => ({ ...row, comes: row.due, words: row.title }));
    },
    async reminderHistory() {
      return book.state.ledger.toSorted((one, other) => Date.parse(other.due) - Date.parse(one.due));
    },
    async reminderSummary() {
      const { ledger } = book.state;
      const kinds = [...new Set(ledger.map(({ kind }) => kind))];
      return kinds.map((kind) => {
        const count = (state?: Occurrence['state']) => ledger.filter((row) => row.kind === kind && (state === undefined || row.state === state)).length;
        return { kind, due: count(), done: count('done'), skipped: count('skipped'), missed: count('missed'), share_done: null, best: null };
      });
    },
    async actOnOccurrence(id, due, action) {
      const { state } = book;
      const found = occurrences(state, nightOf(due), 1).find((row) => row.id === id && Date.parse(row.due) === Date.parse(due));
      if (!found) throw new Failure('not-found', 'That reminder is no longer there. Nothing was changed.');
      const said = { start: 'Started.', snooze: 'Put off.', 'snooze-until-free': 'Put off.', skip: 'Left out tonight.', done: 'Done.' }[action.act];
      return book.change(['reminders'], said, (after) => {
        const row: Occurrence = {
          ...found,
          state: ({ start: 'started', snooze: 'snoozed', 'snooze-until-free': 'snoozed', skip: 'skipped', done: 'done' } as const)[action.act],
          snoozed_until: action.act === 'snooze' ? later(after.now, action.minutes) : action.act === 'snooze-until-free' ? later(after.now, 5) : null,
          until_free: action.act === 'snooze-until-free',
        };
        after.ledger = [...after.ledger.filter((other) => other.id !== id || other.due !== found.due), row];
      });
    },
    async waiting() {
      const { state } = book;
      const now = Date.parse(state.now);
      return occurrences(state, nightOf(state.now), 1)
        .filter((row) => row.state === 'planned' && Date.parse(row.due) <= now)
        .map((row) => {
          const grace = state.reminders.find(({ id }) => id === row.id)?.grace_min ?? 0;
          return { ...row, words: row.title, body: details(state, row), until: later(row.due, grace), ...answers(state, row) };
        })
        .filter((row) => now < Date.parse(row.until));
    },
    async leaveWaiting() {
      return null;
    },
    async pauseFor(span) {
      const { state } = book;
      const tomorrow = afterNoon(nightOf(state.now), noonMinutes(planned(state, nightOf(state.now)).rise));
      const until = span === 'until-morning' ? tomorrow : 'minutes' in span ? later(state.now, span.minutes ?? 0) : `${span['until-date']}T07:00:00+01:00`;
      return book.change(['reminders'], 'Reminders are paused.', (after) => {
        after.pausedUntil = until;
      });
    },
    async pause() {
      return { until: book.state.pausedUntil };
    },
    async setPause(pause) {
      return book.change(['reminders'], pause.until ? 'Reminders are paused.' : 'Reminders are on again.', (state) => {
        state.pausedUntil = pause.until ?? null;
      });
    },
  };
}
