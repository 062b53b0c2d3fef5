/**
 * Times and lengths as people read them.
 *
 * An instant arrives as RFC 3339 with the offset of the zone it was lived in; its wall clock is read from the text, never converted
 * into the computer's zone. The language is the catalogue's; the order of a date follows the computer's region.
 */
import { prefs } from '../shell/prefs.svelte';
import { locale } from './locale';
import { m } from '../paraglide/messages';
import type { Weekday } from '../backend';
import { week } from '../shell/prefs.svelte';

const DAY = 24 * 60;

function language(): string {
  const region = locale().maximize().region;
  return region ? `${prefs.language}-${region}` : prefs.language;
}

/** `HH:MM` of an RFC 3339 instant, on the wall clock it was lived by. */
export const wallTime = (instant: string): string => instant.slice(11, 16);

/** The civil date of an RFC 3339 instant, on the wall clock it was lived by. */
export const wallDate = (instant: string): string => instant.slice(0, 10);

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** `HH:MM` of minutes since midnight, wrapped into a day. */
export function timeOf(minutes: number): string {
  const wrapped = ((Math.round(minutes) % DAY) + DAY) % DAY;
  return `${String(Math.floor(wrapped / 60)).padStart(2, '0')}:${String(wrapped % 60).padStart(2, '0')}`;
}

/** `HH:MM` of minutes since noon of the evening: a ribbon's or raster's own measure. */
export const timeAfterNoon = (minutes: number): string => timeOf(minutes + DAY / 2);

/** A wall-clock time, `HH:MM` or a whole instant, as the person reads it: `22:05` or `10:05 pm`. */
export function clock(time: string, hour12: boolean = prefs.hour12): string {
  const plain = time.length > 8 ? wallTime(time) : time.slice(0, 5);
  if (!hour12) return plain;
  const minutes = minutesOf(plain);
  const hours = Math.floor(minutes / 60);
  return `${hours % 12 === 0 ? 12 : hours % 12}:${plain.slice(3)} ${hours < 12 ? m.shell_am() : m.shell_pm()}`;
}

/**
 * A clock time as it was typed, as `HH:MM`: `22:05`, `2205`, `22.05`, `10:05 pm`, `10p`, `7`, `22 Uhr 05`. Undefined where it is none.
 *
 * Someone who reads am and pm often types neither: then the half of the day nearer to `near` is meant.
 */
export function readTime(typed: string, near: string | null = null): string | undefined {
  const match = /^\s*(\d{1,2})(?:(?:[:.h\s]?|\s*uhr\s*)(\d{2}))?\s*(?:uhr)?\s*([ap])?\.?\s*m?\.?\s*$/i.exec(typed);
  if (!match) return undefined;
  const half = match[3]?.toLowerCase();
  let hours = Number(match[1]);
  const minutes = Number(match[2] ?? 0);
  if (half) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half === 'p' ? 12 : 0);
  } else if (near !== null && hours >= 1 && hours <= 12) {
    const apart = (hour: number) => Math.abs(((hour * 60 + minutes - minutesOf(near) + DAY + DAY / 2) % DAY) - DAY / 2);
    hours = hours % 12;
    if (apart(hours + 12) < apart(hours)) hours += 12;
  }
  return hours < 24 && minutes < 60 ? timeOf(hours * 60 + minutes) : undefined;
}

/** A length in minutes: `7 h 05`, `7 h`, `45 min`. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return m.duration_min({ minutes: rest });
  return rest === 0 ? m.duration_h({ hours }) : m.shell_hours_minutes({ hours, minutes: String(rest).padStart(2, '0') });
}

/** A length for a screen reader or inside a sentence: `7 hours 12 minutes`. */
export function durationInWords(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const inHours = hours === 0 ? '' : m.shell_hours_words({ count: hours });
  const inMinutes = rest === 0 && hours > 0 ? '' : m.shell_minutes_words({ count: rest });
  return [inHours, inMinutes].filter(Boolean).join(' ');
}

const styles = {
  /** Sun 22 Nov */
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  /** Sunday 22 November */
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  /** Sunday 22 November 2026 */
  whole: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** 22 November 2026 */
  full: { day: 'numeric', month: 'long', year: 'numeric' },
  /** November 2026 */
  month: { month: 'long', year: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A civil date (`2026-11-22`) in words. */
export function date(civil: string, style: keyof typeof styles = 'short'): string {
  return new Intl.DateTimeFormat(language(), { ...styles[style], timeZone: 'UTC' }).format(new Date(`${civil}T00:00:00Z`));
}

/** The civil date `days` after `civil`. */
export function addDays(civil: string, days: number): string {
  const at = new Date(`${civil}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The instant, in UTC, at which this computer's wall clock shows `time` on `civil`. */
export const instantOf = (civil: string, time: string): string => new Date(`${civil}T${time}:00`).toISOString().replace('.000', '');

/** An instant, however written, as this computer's wall clock shows it: `2026-11-22T21:30:00`. */
export function wallClockHere(instant: string): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}:00`;
}

/** An instant, however written, as a wall clock in `zone` shows it: `2026-11-22T21:30:00`. */
export function wallClockIn(instant: string, zone: string): string {
  const style = { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en', style).formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`;
}

/** The instant, in UTC, at which a wall clock in `zone` shows `time` on `civil`; the first after a gap, the first of a fold. */
export function instantIn(civil: string, time: string, zone: string): string {
  const wanted = `${civil}T${time}:00`;
  const meant = Date.parse(`${wanted}Z`);
  const offset = (at: number) => Date.parse(`${wallClockIn(new Date(at).toISOString(), zone)}Z`) - at;
  // No zone is further than a day from UTC: the offsets of the days around are all there are.
  const tries = [...new Set([offset(meant - 86_400_000), offset(meant + 86_400_000)])].map((shift) => meant - shift).toSorted((one, other) => one - other);
  const at = tries.find((candidate) => meant - offset(candidate) === candidate) ?? tries.at(-1) ?? meant;
  return new Date(at).toISOString().replace('.000', '');
}

/** The weekday of a civil date. */
export function weekdayOf(civil: string): Weekday {
  return week[(new Date(`${civil}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
}

/** A weekday's name. */
export function weekdayName(day: Weekday, style: 'short' | 'long' = 'long'): string {
  const monday = '2024-01-01';
  return new Intl.DateTimeFormat(language(), { weekday: style, timeZone: 'UTC' }).format(
    new Date(`${addDays(monday, week.indexOf(day))}T00:00:00Z`),
  );
}

/** A number as the locale writes it. */
export const number = (value: number, digits = 0): string => new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value);

/** Names in a row: `a`, `a and b`, `a, b and c`. */
export const list = (items: readonly string[]): string => new Intl.ListFormat(language()).format(items);
