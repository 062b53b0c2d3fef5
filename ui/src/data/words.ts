/** What is brought in, as people know it. */
import { list } from '../base/format';
import { m } from '../paraglide/messages';

const formats: Record<string, () => string> = {
  'sleep-as-android': m.data_format_sleep_as_android,
  csv: m.data_format_csv,
  json: m.data_format_json,
};

/** A format's name; the slug itself for one this page does not know yet. */
export const formatName = (format: string): string => formats[format]?.() ?? format;

/** How much comes in: `3 nights, 1 nap and the notes of 2 days`; nothing is empty. */
export function amount(records: number, naps: number, days: number): string {
  const parts = [
    [records - naps, m.data_nights],
    [naps, m.data_naps],
    [days, m.data_days],
  ] as const;
  return list(parts.filter(([count]) => count > 0).map(([count, words]) => words({ count })));
}
