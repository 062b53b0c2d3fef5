/** What the Tonight page says of the hour, and what a stop says of itself. */
import type { Stop, Tonight } from '../backend';
import { clock, duration, durationInWords } from '../base/format';
import { m } from '../paraglide/messages';

/** Minutes before and after its time for which a stop nobody answered is the one in hand. */
const SOON_MIN = 120;
const STILL_AT_HAND_MIN = 60;

const settled: ReadonlySet<Stop['state']> = new Set(['done', 'skipped', 'missed']);

const minutesSince = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

/** Whether nothing is left to be said about it. */
export const isSettled = (stop: Stop): boolean => settled.has(stop.state);

/** The stop in hand: the first that is open, not long gone and not hours away. */
export function atHand(tonight: Tonight): Stop | undefined {
  return tonight.stops.find((stop) => {
    const gone = minutesSince(stop.due, tonight.now);
    if (stop.state === 'started' || stop.state === 'snoozed') return true;
    return !isSettled(stop) && gone >= -SOON_MIN && gone <= STILL_AT_HAND_MIN;
  });
}

/** Whether its time has come, so that it can be put off. */
export const isDue = (stop: Stop, now: string): boolean => stop.state !== 'started' && minutesSince(stop.due, now) >= -5;

/** The page's title for the hour. */
export function title(tonight: Tonight): string {
  const left = tonight.minutes_left;
  if (tonight.part === 'morning') return tonight.log_last ? m.tonight_title_morning() : m.tonight_title_morning_kept();
  if (tonight.part === 'night') return m.tonight_title_night();
  if (tonight.part === 'day') return m.tonight_title_day();
  if (left <= 20) return m.tonight_title_nearly();
  return m.tonight_title_evening({ left: durationInWords(Math.round(left / 5) * 5) });
}

/** The line below the title. */
export function lead(tonight: Tonight): string {
  if (tonight.part === 'morning') return tonight.log_last ? m.tonight_lead_morning() : m.tonight_lead_day({ time: clock(tonight.lights_out) });
  if (tonight.part === 'night') return m.tonight_lead_night({ time: clock(tonight.rise) });
  if (tonight.part === 'day') return m.tonight_lead_day({ time: clock(tonight.lights_out) });
  return m.tonight_lead_evening();
}

/** The line below a stop's title: what became of it, or what it is. */
export function detail(stop: Stop): string {
  const became = {
    planned: undefined,
    shown: undefined,
    snoozed: stop.until_free ? m.tonight_until_free() : stop.snoozed_until ? m.tonight_snoozed({ time: clock(stop.snoozed_until) }) : undefined,
    started: m.tonight_started(),
    done: m.tonight_done(),
    skipped: m.tonight_skipped(),
    missed: m.tonight_missed(),
  }[stop.state];
  return [became, stop.detail].filter(Boolean).join(' · ');
}

/** The last stop: how long the night is planned to be. */
export function window(tonight: Tonight): string {
  return m.tonight_window({ rise: clock(tonight.rise), length: duration(minutesSince(tonight.lights_out, tonight.rise)) });
}
