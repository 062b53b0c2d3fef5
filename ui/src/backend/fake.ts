/**
 * A backend in memory with invented weeks, for the tests and the page in `dev/`: it never enters the window.
 *
 * Its answers have the wire's shapes; its arithmetic is only good enough to look at.
 */
import { systemLanguage } from '../base/locale';
import { Failure, type Backend } from './index';
import { body, inventEvenings } from './fake/body';
import { diary, inventFactors } from './fake/diary';
import { asReminder, evening } from './fake/evening';
import { Channel, exchange, type Channels } from './fake/exchange';
import { guide } from './fake/guide';
import { answered, inventSessions, massage, unanswered } from './fake/massage';
import { inventNap, inventNights } from './fake/nights';
import { own } from './fake/own';
import { inventCourse, programme } from './fake/programme';
import { Book, type State } from './fake/state';
import { nightOf, plusDays } from './fake/time';
import { inventTrials, trial } from './fake/trial';
import type { ReminderDraft, Weekday } from './types';

/** The fake, and the strings by which a test pulls it. */
export interface Fake extends Backend {
  book: Book;
  channels: Channels;
}

export interface Scene {
  /** The present instant, RFC 3339 in Berlin. */
  now?: string;
  /** Nights on record up to yesterday; none for someone who just came. */
  nights?: number;
  onboarded?: boolean;
  /** Whether the safety questions were answered. */
  screened?: boolean;
  /** Whether there are trials: one under way, one finished, one ended early. */
  trials?: boolean;
}

const days: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const draft = (kind: ReminderDraft['kind'], title: string, body: string | null, when: ReminderDraft['rule']['when'], more: Partial<ReminderDraft> = {}): ReminderDraft => ({
  kind, title, body, routine: null, rule: { when, days: [], kind_of_day: null, every_weeks: 1, start: '2026-09-28', until: null, count: null }, grace_min: 45, sound: 'none',
  actions: ['done', 'snooze', 'skip'], appointment: null, enabled: true, ...more,
});

function invent({ now = '2026-11-23T22:05:00+01:00', nights = 42, onboarded = true, screened = onboarded, trials = false }: Scene): State {
  const records = nights === 0 ? [] : inventNights(plusDays(nightOf(now), -1), nights);
  const reminders = [
    asReminder(1, draft('dim-lights', 'Dim the lights', 'Warm lamps only from here.', { 'before-lights-out': 105 })),
    asReminder(2, draft('self-massage', 'Neck and shoulders', '5 min at the desk', { 'before-lights-out': 65 }, { routine: 'neck-and-shoulders', actions: ['start', 'snooze', 'skip'] })),
    asReminder(3, draft('wind-down', 'Put tomorrow on paper', 'Ten minutes for what is on your mind.', { 'before-lights-out': 30 })),
    asReminder(4, draft('morning-diary', 'How was the night?', null, { at: '07:30' }, { actions: ['start', 'snooze', 'skip'] })),
    asReminder(5, draft('professional-massage', 'Massage with Ms Adler', null, { once: '2026-11-26T17:30:00+01:00' }, {
      sound: 'soft', actions: ['done', 'snooze'],
      appointment: { therapist: 'Ms Adler', place: 'Hauptstrasse 12', minutes: 60, zone: 'Europe/Berlin', heads_ups: [1440, 60] },
    })),
  ];
  const skippable = reminders[1];
  return {
    now,
    settings: { language: null, light: 'auto', clock_style: 'auto', first_weekday: null, rollover: '12:00', free_days: ['sat', 'sun'], alarm_on_free_days: false, preferred_source: null, ignored_signs: [], text_percent: 100, onboarded },
    schedule: days.map((day) => ({ day, bed: day === 'fri' || day === 'sat' ? '23:45' : '23:15', rise: day === 'fri' || day === 'sat' ? '07:45' : '06:45' })),
    records,
    naps: nights === 0 ? [] : [inventNap(plusDays(nightOf(now), -5))],
    factors: inventFactors(records),
    sessions: nights === 0 ? [] : inventSessions(now),
    own: {},
    body: nights === 0 ? [] : inventEvenings(now),
    trials: trials ? inventTrials(now) : [],
    courses: nights === 0 ? [] : [inventCourse(now, 1, 10)],
    reminders: onboarded ? reminders : [],
    ledger:
      skippable && onboarded
        ? ([['2026-11-22', 'done'], ['2026-11-21', 'missed'], ['2026-11-20', 'skipped'], ['2026-11-19', 'shown']] as const).map(([night, state]) => ({
            id: skippable.id, kind: skippable.kind, title: skippable.title, due: `${night}T22:10:00+01:00`, night, state, snoozed_until: null, until_free: false, routine: skippable.routine, announces: null,
          }))
        : [],
    safety: screened ? answered() : unanswered(),
    tonight: [],
    player: null,
    imports: nights === 0 ? [] : [{ batch: 1, at: '2026-11-09T19:12:00+01:00', format: 'sleep-as-android', file_name: 'sleep-export.zip', records: 14, naps: 1, days: 0, appointments: 0 }],
    pausedUntil: null,
    trial: null,
    bookmarks: [],
    stopped: [],
    agent: { running: true, start_at_login: true },
    nextId: 1000,
  };
}

export function fakeBackend(scene: Scene = {}): Fake {
  const book = new Book(invent(scene));
  const channels: Channels = { elsewhere: new Channel(), dropped: new Channel(), mediaKey: new Channel(), progress: new Channel(), place: new Channel() };
  const verbs: Backend = {
    ...evening(book),
    ...diary(book),
    ...massage(book),
    ...own(book),
    ...body(book),
    ...programme(book),
    ...trial(book),
    ...guide(book),
    ...exchange(book, channels),
    async placeAtStart() {
      return null;
    },
    async startupFailure() {
      return null;
    },
    async openAgain() {
      return null;
    },
    async undo(token) {
      const changed = book.undo(token);
      if (!changed) throw new Failure('not-found', 'That is too long ago to be undone. Nothing was changed.');
      return changed;
    },
    async settings() {
      return book.state.settings;
    },
    async locale() {
      const { language, clock_style } = book.state.settings;
      return { language: language ?? systemLanguage(), hours: clock_style === '12' ? '12' : '24' };
    },
    async setSettings(settings) {
      return book.change(['settings'], 'Settings kept.', (state) => (state.settings = { ...state.settings, ...settings }));
    },
    async schedule() {
      return book.state.schedule;
    },
    async setSchedule(schedule) {
      return book.change(['schedule', 'reminders'], 'Plan kept.', (state) => {
        state.schedule = state.schedule.map((day) => schedule.find((other) => other.day === day.day) ?? day);
      });
    },
    async printPage() {
      return null;
    },
    async zoom() {
      return null;
    },
    async agentState() {
      return book.state.agent;
    },
    async signs() {
      return [
        { sign: 'do-not-disturb', available: true, busy: false, says: 'It is off just now.' },
        { sign: 'full-screen', available: true, busy: false, says: 'None has the focus just now.' },
        { sign: 'microphone', available: true, busy: true, says: 'It is in use just now.' },
        { sign: 'camera', available: false, busy: false, says: 'There is none that this computer tells of.' },
        { sign: 'away', available: true, busy: false, says: 'Somebody is here just now.' },
      ];
    },
    async setStartAtLogin(on) {
      return (book.state.agent = { ...book.state.agent, start_at_login: on });
    },
    onChangedElsewhere: channels.elsewhere.on,
    onFileDropped: channels.dropped.on,
    onImportProgress: channels.progress.on,
    onMediaKey: channels.mediaKey.on,
    onOpenPlace: channels.place.on,
  };
  return { ...verbs, book, channels };
}
