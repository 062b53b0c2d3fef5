/** Formats as people know them. */
import { m } from '../paraglide/messages';

const formats: Record<string, () => string> = {
  'sleep-as-android': m.data_format_sleep_as_android,
  csv: m.data_format_csv,
  json: m.data_format_json,
};

/** A format's name; the slug itself for one this page does not know yet. */
export const formatName = (format: string): string => formats[format]?.() ?? format;
