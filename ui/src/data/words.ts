/** What is brought in, as people know it. */
import { list } from '../base/format';
import { m } from '../paraglide/messages';

const formats: Record<string, () => string> = {
  'sleep-as-android': m.data_format_sleep_as_android,
  csv: m.data_format_csv,
  json: m.data_format_json,
  ics: m.data_format_ics,
};

/** A format's name; the slug itself for one this page does not know yet. */
export const formatName = (format: string): string => formats[format]?.() ?? format;

interface Counts {
  /** Nights and naps. */
  readonly records: number;
  /** How many of these are naps. */
  readonly naps: number;
  /** Days with their notes. */
  readonly days: number;
  readonly appointments: number;
}

/** How much comes in: `3 nights, 1 nap and the notes of 2 days`, `1 appointment`; nothing is empty. */
export function amount({ records, naps, days, appointments }: Counts): string {
  const parts = [
    [records - naps, m.data_nights],
    [naps, m.data_naps],
    [days, m.data_days],
    [appointments, m.data_appointments],
  ] as const;
  return list(parts.filter(([count]) => count > 0).map(([count, words]) => words({ count })));
}
