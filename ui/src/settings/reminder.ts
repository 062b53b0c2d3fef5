/** A reminder's form: what it holds, and the draft it makes. Pure. */
import type { Appointment, KindOfDay, NoticeAction, PauseFor, ReminderDraft, ReminderKind, Sound, State, Weekday, When } from '../backend';
import { addDays, duration, instantIn, instantOf, wallClockHere, wallClockIn, wallDate, wallTime } from '../base/format';
import { m } from '../paraglide/messages';

export const kinds: readonly ReminderKind[] = ['self-massage', 'professional-massage', 'wind-down', 'dim-lights', 'bedtime', 'morning-diary', 'custom'];

export const kindName = (kind: ReminderKind): string =>
  ({
    'self-massage': m.settings_kind_self_massage,
    'professional-massage': m.settings_kind_professional_massage,
    'wind-down': m.settings_kind_wind_down,
    'dim-lights': m.settings_kind_dim_lights,
    bedtime: m.settings_kind_bedtime,
    'morning-diary': m.settings_kind_morning_diary,
    custom: m.settings_kind_custom,
  })[kind]();

export const stateName = (state: State): string =>
  ({
    planned: m.reminder_state_planned,
    shown: m.reminder_state_shown,
    snoozed: m.reminder_state_snoozed,
    started: m.reminder_state_started,
    done: m.reminder_state_done,
    skipped: m.reminder_state_skipped,
    missed: m.reminder_state_missed,
  })[state]();

export const sounds: readonly Sound[] = ['none', 'soft', 'bell', 'chime'];

export const soundName = (sound: Sound): string =>
  ({ none: m.settings_sound_none, soft: m.settings_sound_soft, bell: m.settings_sound_bell, chime: m.settings_sound_chime })[sound]();

/** What a person can choose. To put off until one is free comes with putting off, where the computer tells of that. */
export const actions = ['start', 'done', 'snooze', 'skip'] as const satisfies readonly NoticeAction[];

export const actionName = (action: (typeof actions)[number]): string =>
  ({ start: m.settings_action_start, done: m.settings_action_done, snooze: m.settings_action_snooze, skip: m.settings_action_skip })[action]();

/** This computer's zone. */
const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone there is to choose, `own` among them. */
export const zones = (own: string): string[] => [...new Set([own, here(), ...Intl.supportedValuesOf('timeZone')])].toSorted();

/** How long before an appointment it can be announced at a press, and what else is chosen. */
export function headsUps(chosen: readonly number[]): { value: number; label: string }[] {
  const usual = [10_080, 2_880, 1_440, 180, 60, 30];
  const name = (minutes: number) => (minutes % 1_440 === 0 ? m.settings_days_before({ count: minutes / 1_440 }) : m.settings_time_before({ time: duration(minutes) }));
  return [...new Set([...usual, ...chosen])].toSorted((one, other) => other - one).map((value) => ({ value, label: name(value) }));
}

/** How long all reminders can be paused at a press, given the civil date of today. */
export const pauses: readonly { readonly span: (today: string) => PauseFor; readonly name: () => string }[] = [
  { span: () => ({ minutes: 60 }), name: m.settings_pause_hour },
  { span: () => 'until-morning', name: m.settings_pause_tomorrow },
  { span: (today) => ({ 'until-date': addDays(today, 3) }), name: m.settings_pause_three },
  { span: (today) => ({ 'until-date': addDays(today, 7) }), name: m.settings_pause_week },
];

/** What the form holds: every way of recurring at once, so that trying another loses nothing. */
export interface Form {
  kind: ReminderKind;
  title: string;
  body: string;
  /** The routine's slug; empty for none. */
  routine: string;
  way: 'before' | 'at' | 'once';
  before: number;
  at: string;
  /** The date and time of a one-off, on this computer's wall clock. */
  onceDate: string;
  onceTime: string;
  days: Weekday[];
  /** On work days or free days in place of chosen weekdays. */
  kindOfDay: KindOfDay | null;
  everyWeeks: number;
  start: string;
  ends: 'never' | 'until' | 'count';
  until: string;
  count: number;
  grace: number;
  sound: Sound;
  actions: NoticeAction[];
  /** An appointment's particulars; no other kind keeps them. */
  therapist: string;
  place: string;
  minutes: number;
  /** The zone an appointment's clock time is read in. */
  zone: string;
  /** Minutes before the appointment at which it is announced. */
  headsUps: number[];
  enabled: boolean;
}

/** Each kind's usual times. The grace and the actions are the core's (`default_grace`, `default_actions`), and a test there holds them. */
const usual: Record<ReminderKind, Partial<Form> & Pick<Form, 'grace' | 'actions'>> = {
  'self-massage': { way: 'before', before: 45, grace: 45, actions: ['start', 'snooze', 'skip'] },
  'professional-massage': { way: 'once', onceTime: '17:00', grace: 30, sound: 'soft', actions: ['done', 'snooze'] },
  'wind-down': { way: 'before', before: 60, grace: 45, actions: ['done', 'snooze', 'skip'] },
  'dim-lights': { way: 'before', before: 120, grace: 60, actions: ['done', 'snooze', 'skip'] },
  bedtime: { way: 'before', before: 15, grace: 30, actions: ['done', 'snooze'] },
  'morning-diary': { way: 'at', at: '08:00', grace: 240, actions: ['start', 'snooze', 'skip'] },
  custom: { way: 'at', at: '20:00', grace: 30, actions: ['done', 'snooze', 'skip'] },
};

const titles: Record<ReminderKind, () => string> = {
  'self-massage': m.settings_title_self_massage,
  'professional-massage': m.settings_title_professional_massage,
  'wind-down': m.settings_title_wind_down,
  'dim-lights': m.settings_title_dim_lights,
  bedtime: m.settings_title_bedtime,
  'morning-diary': m.settings_title_morning_diary,
  custom: () => '',
};

/** The form for a new reminder; `today` is the civil date it begins on. An appointment is proposed for the day after: none of its times has passed. */
export function blank(kind: ReminderKind, today: string): Form {
  return {
    kind, title: titles[kind](), body: '', routine: '', way: 'at', before: 45, at: '20:00', onceDate: kind === 'professional-massage' ? addDays(today, 1) : today, onceTime: '20:00', days: [],
    kindOfDay: null, everyWeeks: 1, start: today, ends: 'never', until: today, count: 10, sound: 'none', therapist: '', place: '', minutes: 60, zone: here(), headsUps: [1440, 60], enabled: true, ...usual[kind],
  };
}

/** The form after another kind was chosen: the usual times of that kind, and its title unless the person wrote their own. */
export function ofKind(form: Form, kind: ReminderKind): Form {
  const own = form.title.trim() !== '' && form.title !== titles[form.kind]();
  const fresh = blank(kind, form.start);
  const onceDate = form.onceDate === blank(form.kind, form.start).onceDate ? fresh.onceDate : form.onceDate;
  return { ...form, ...usual[kind], kind, onceDate, title: own ? form.title : fresh.title, routine: kind === 'self-massage' ? form.routine : '' };
}

const particularsOf = (appointment: Appointment | null): Partial<Form> =>
  appointment && {
    therapist: appointment.therapist ?? '', place: appointment.place ?? '', minutes: appointment.minutes, zone: appointment.zone, headsUps: appointment.heads_ups,
  } || {};

/** The form of a reminder on record. */
export function formOf(draft: ReminderDraft, today: string): Form {
  const { when, days, kind_of_day, every_weeks, start, until, count } = draft.rule;
  const form: Form = {
    ...blank(draft.kind, today), title: draft.title, body: draft.body ?? '', routine: draft.routine ?? '', days, kindOfDay: kind_of_day ?? null, everyWeeks: every_weeks, start,
    ends: until !== null ? 'until' : count !== null ? 'count' : 'never', until: until ?? today, count: count ?? 10, grace: draft.grace_min,
    sound: draft.sound, actions: draft.actions, enabled: draft.enabled, ...particularsOf(draft.appointment),
  };
  if (when.at !== undefined) return { ...form, way: 'at', at: when.at.slice(0, 5) };
  if (when.once === undefined) return { ...form, way: 'before', before: when['before-lights-out'] };
  const wall = draft.appointment ? wallClockIn(when.once, draft.appointment.zone) : wallClockHere(when.once);
  return { ...form, way: 'once', onceDate: wallDate(wall), onceTime: wallTime(wall) };
}

const isAppointment = (form: Form) => form.kind === 'professional-massage';

function whenOf(form: Form): When {
  if (form.way === 'before') return { 'before-lights-out': form.before };
  if (form.way === 'at') return { at: form.at };
  return { once: isAppointment(form) ? instantIn(form.onceDate, form.onceTime, form.zone) : instantOf(form.onceDate, form.onceTime) };
}

/** The draft the form makes. A one-off has no weekdays, no interval and no end. */
export function draftOf(form: Form): ReminderDraft {
  const once = form.way === 'once';
  return {
    kind: form.kind,
    title: form.title.trim(),
    body: form.body.trim() || null,
    routine: form.routine || null,
    rule: {
      when: whenOf(form),
      days: once || form.kindOfDay !== null || form.days.length === 7 ? [] : form.days,
      kind_of_day: once ? null : form.kindOfDay,
      every_weeks: once ? 1 : form.everyWeeks,
      start: once ? form.onceDate : form.start,
      until: !once && form.ends === 'until' ? form.until : null,
      count: !once && form.ends === 'count' ? form.count : null,
    },
    grace_min: form.grace,
    sound: form.sound,
    actions: form.actions,
    appointment: isAppointment(form)
      ? { therapist: form.therapist.trim() || null, place: form.place.trim() || null, minutes: form.minutes, zone: form.zone, heads_ups: form.headsUps.toSorted((one, other) => other - one) }
      : null,
    enabled: form.enabled,
  };
}
