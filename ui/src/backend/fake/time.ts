/** Berlin's clock, as far as the fake's invented weeks need it: summer time until 25 October 2026. */
const MINUTE = 60_000;

const offsetOf = (civil: string): string => (civil < '2026-10-25' && civil > '2026-03-29' ? '+02:00' : '+01:00');

export const ZONE = 'Europe/Berlin';

/** The civil date `days` after `civil`. */
export function plusDays(civil: string, days: number): string {
  return new Date(Date.parse(`${civil}T00:00:00Z`) + days * 1440 * MINUTE).toISOString().slice(0, 10);
}

/** The instant that the wall clock shows `minutes` after noon of the evening `night`. */
export function afterNoon(night: string, minutes: number): string {
  const wall = new Date(Date.parse(`${night}T12:00:00Z`) + minutes * MINUTE).toISOString();
  return `${wall.slice(0, 19)}${offsetOf(wall.slice(0, 10))}`;
}

/** Minutes after noon of `night` that a clock time `HH:MM` stands at. */
export function noonMinutes(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (((hours - 12) * 60 + minutes) % 1440 + 1440) % 1440;
}

/** The clock time that stands `minutes` after noon. */
export const clockAt = (minutes: number): string => afterNoon('2026-11-01', minutes).slice(11, 16);

/** Minutes from one instant to another. */
export const minutesBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / MINUTE);

/** An instant `minutes` later, on Berlin's clock. */
export function later(instant: string, minutes: number): string {
  const date = instant.slice(0, 10);
  return afterNoon(date, noonOffset(instant) + minutes);
}

const noonOffset = (instant: string): number => (Number(instant.slice(11, 13)) - 12) * 60 + Number(instant.slice(14, 16));

/** The evening an instant belongs to. */
export const nightOf = (instant: string): string => (instant.slice(11, 13) < '12' ? plusDays(instant.slice(0, 10), -1) : instant.slice(0, 10));
