/** A reminder's form: what it holds, and the draft it makes. Pure. */
import type { Appointment, KindOfDay, NoticeAction, ReminderDraft, ReminderKind, Sound, State, Weekday, When } from '../backend';
import { instantOf, wallClockHere, wallDate, wallTime } from '../base/format';
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

/** How long all reminders can be paused at a press. */
export const pauses: readonly { readonly days: number; readonly name: () => string }[] = [
  { days: 1, name: m.settings_pause_day },
  { days: 3, name: m.settings_pause_three },
  { days: 7, name: m.settings_pause_week },
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
  /** An appointment's particulars as they are on record; null lets the core take the usual ones. */
  appointment: Appointment | null;
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

/** The form for a new reminder; `today` is the civil date it begins on. */
export function blank(kind: ReminderKind, today: string): Form {
  return {
    kind, title: titles[kind](), body: '', routine: '', way: 'at', before: 45, at: '20:00', onceDate: today, onceTime: '20:00', days: [],
    kindOfDay: null, everyWeeks: 1, start: today, ends: 'never', until: today, count: 10, sound: 'none', appointment: null, enabled: true, ...usual[kind],
  };
}

/** The form after another kind was chosen: the usual times of that kind, and its title unless the person wrote their own. */
export function ofKind(form: Form, kind: ReminderKind): Form {
  const own = form.title.trim() !== '' && form.title !== titles[form.kind]();
  const fresh = blank(kind, form.start);
  return { ...form, ...usual[kind], kind, title: own ? form.title : fresh.title, routine: kind === 'self-massage' ? form.routine : '' };
}

/** The form of a reminder on record. */
export function formOf(draft: ReminderDraft, today: string): Form {
  const { when, days, kind_of_day, every_weeks, start, until, count } = draft.rule;
  const form: Form = {
    ...blank(draft.kind, today), title: draft.title, body: draft.body ?? '', routine: draft.routine ?? '', days, kindOfDay: kind_of_day ?? null, everyWeeks: every_weeks, start,
    ends: until !== null ? 'until' : count !== null ? 'count' : 'never', until: until ?? today, count: count ?? 10, grace: draft.grace_min,
    sound: draft.sound, actions: draft.actions, appointment: draft.appointment, enabled: draft.enabled,
  };
  if (when.at !== undefined) return { ...form, way: 'at', at: when.at.slice(0, 5) };
  if (when.once === undefined) return { ...form, way: 'before', before: when['before-lights-out'] };
  const wall = wallClockHere(when.once);
  return { ...form, way: 'once', onceDate: wallDate(wall), onceTime: wallTime(wall) };
}

function whenOf(form: Form): When {
  if (form.way === 'before') return { 'before-lights-out': form.before };
  return form.way === 'at' ? { at: form.at } : { once: instantOf(form.onceDate, form.onceTime) };
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
    appointment: form.kind === 'professional-massage' ? form.appointment : null,
    enabled: form.enabled,
  };
}
