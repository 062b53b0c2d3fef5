/** Words that several pages of the diary share. */
import type { RasterRow } from '../backend';
import { clock, date, duration, durationInWords, timeAfterNoon } from '../base/format';
import { m } from '../paraglide/messages';

const known: Record<string, () => string> = {
  diary: m.diary_source_diary,
  'sleep-as-android': m.data_format_sleep_as_android,
};

/** A source's name as people know it. */
export function sourceName(source: string): string {
  const words = source.replaceAll('-', ' ');
  return known[source]?.() ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export const isDiary = (source: string): boolean => source === 'diary';

/** The first and the last minute that a row draws. */
export function edges(row: Pick<RasterRow, 'segments'>): { from: number; to: number } | undefined {
  const first = row.segments[0];
  const last = row.segments.at(-1);
  return first && last ? { from: first.start, to: last.end } : undefined;
}

/** From when to when a row reaches, in words. */
export function spanInWords(row: Pick<RasterRow, 'segments'>): string | undefined {
  const drawn = edges(row);
  return drawn && m.diary_row_span({ from: clock(timeAfterNoon(drawn.from)), to: clock(timeAfterNoon(drawn.to)) });
}

/** A night's records and the naps of its day read out in one go. */
export function nightInWords(night: string, rows: readonly RasterRow[], naps: readonly RasterRow[] = []): string {
  const parts = rows.map((row) => {
    const asleep = row.tst_min === null ? undefined : m.diary_row_asleep({ duration: durationInWords(row.tst_min) });
    const words = [spanInWords(row), asleep].filter(Boolean).join(', ');
    return rows.length > 1 ? m.diary_row_source({ source: sourceName(row.source), words }) : words;
  });
  const massages = [...new Set(rows.flatMap((row) => row.massages))].map((at) => m.diary_row_massage({ time: clock(timeAfterNoon(at)) }));
  const note = rows.some((row) => row.has_note) ? [m.diary_row_note()] : [];
  const napped = naps.map((nap) => m.diary_row_nap({ span: spanInWords(nap) ?? m.diary_unknown() }));
  const said = [...(rows.length === 0 ? [m.diary_row_nothing()] : parts), ...napped, ...massages, ...note];
  return `${date(night, 'whole')}: ${said.join('; ')}`;
}

/** A length, or a dash where it is not known. */
export const length = (minutes: number | null): string => (minutes === null ? m.diary_unknown() : duration(minutes));
