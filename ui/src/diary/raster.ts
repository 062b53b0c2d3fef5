/** How the raster lies: one row a night, newest first, weeks set apart, a heading a month. Pure; lengths are in rem. */
import type { RasterRow, Weekday } from '../backend';
import { addDays, weekdayOf } from '../base/format';
import { spanAround, type Span } from '../ribbon/geometry';
import { week } from '../shell/prefs.svelte';

/** A night's row. Without records it is a night nobody wrote down. */
export interface NightItem {
  readonly kind: 'night';
  readonly night: string;
  /** The diary's or the preferred record, and below it what devices saw. */
  readonly rows: readonly RasterRow[];
  /** The naps of its day. */
  readonly naps: readonly RasterRow[];
  /** Its place among the nights, from 0. */
  readonly index: number;
}
export interface MonthItem {
  readonly kind: 'month';
  /** The first day of the month. */
  readonly month: string;
  readonly newYear: boolean;
}
/** A long time without records. */
export interface GapItem {
  readonly kind: 'gap';
  readonly from: string;
  readonly to: string;
  readonly nights: number;
}
export type Item = (NightItem | MonthItem | GapItem) & { readonly top: number; readonly height: number };

/** The hours that are drawn: the records' own, from minute `from` to `to` after noon, and those of every massage. */
export function spanOf(rows: readonly RasterRow[], from: number, to: number): Span {
  const massages = rows.flatMap((row) => row.massages);
  const first = massages.reduce((one, other) => Math.min(one, other), from);
  const last = massages.reduce((one, other) => Math.max(one, other), to);
  return spanAround(first, last, 30);
}

export interface Layout {
  readonly items: readonly Item[];
  /** The nights alone, in their order. */
  readonly nights: readonly (NightItem & { readonly top: number; readonly height: number })[];
  readonly height: number;
}

export const size = { night: 1.5, device: 0.7, week: 0.5, month: 2.75, gap: 2 } as const;
/** Up to so many nights in a row that nobody wrote down stand as empty rows. */
const EMPTY_ROWS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days of the calendar since 1970: civil dates have no zone, so that their days are all alike. */
const dayNumber = (civil: string): number => Math.round(Date.parse(`${civil}T00:00:00Z`) / DAY_MS);

/** The nights from the later to the earlier one, both left out. */
const between = (later: string, earlier: string): number => dayNumber(later) - dayNumber(earlier) - 1;

/** Numbers the weeks: two nights of one week have the same. The first of January 1970 was a Thursday. */
export const weekNumber = (civil: string, first: Weekday): number => Math.floor((dayNumber(civil) + 3 - week.indexOf(first)) / 7);

export const isWeekend = (civil: string): boolean => ['sat', 'sun'].includes(weekdayOf(civil));

function byNightOf(rows: readonly RasterRow[]): Map<string, RasterRow[]> {
  const byNight = new Map<string, RasterRow[]>();
  for (const row of rows) byNight.set(row.night, [...(byNight.get(row.night) ?? []), row]);
  return byNight;
}

/** Lays out the rows, which come newest first and within a night with the primary record first, and the naps upon them. */
export function lay(rows: readonly RasterRow[], naps: readonly RasterRow[], firstWeekday: Weekday): Layout {
  const byNight = byNightOf(rows);
  const napsOf = byNightOf(naps);
  const known = [...new Set([...byNight.keys(), ...napsOf.keys()])].toSorted().toReversed();

  const items: Item[] = [];
  const nights: Layout['nights'][number][] = [];
  let top = 0;
  let before: string | undefined;
  /** The night laid down last, whatever lies between. */
  let above: string | undefined;
  const put = <T extends NightItem | MonthItem | GapItem>(item: T, height: number) => {
    const placed = { ...item, top, height };
    items.push(placed);
    top += height;
    return placed;
  };
  const putNight = (night: string, of: readonly RasterRow[]) => {
    if (above?.slice(0, 7) !== night.slice(0, 7)) put({ kind: 'month', month: `${night.slice(0, 7)}-01`, newYear: above?.slice(0, 4) !== night.slice(0, 4) }, size.month);
    else if (before !== undefined && weekNumber(before, firstWeekday) !== weekNumber(night, firstWeekday)) top += size.week;
    nights.push(put({ kind: 'night', night, rows: of, naps: napsOf.get(night) ?? [], index: nights.length }, size.night + Math.max(0, of.length - 1) * size.device));
    before = night;
    above = night;
  };

  for (const night of known) {
    const missing = before === undefined ? 0 : between(before, night);
    if (before !== undefined && missing > EMPTY_ROWS) {
      put({ kind: 'gap', from: addDays(night, 1), to: addDays(before, -1), nights: missing }, size.gap);
      before = undefined;
    } else {
      for (let n = 0; n < missing && before !== undefined; n += 1) putNight(addDays(before, -1), []);
    }
    putNight(night, byNight.get(night) ?? []);
  }
  return { items, nights, height: top };
}

/** The items that reach into a stretch. */
export function visible(items: readonly Item[], from: number, to: number): readonly Item[] {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item && item.top + item.height < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < items.length && (items[end]?.top ?? 0) <= to) end += 1;
  return items.slice(low, end);
}

/** The row of a night, or of the nearest one before it, or the oldest. */
export function nearest(nights: Layout['nights'], night: string): number {
  const at = nights.findIndex((item) => item.night <= night);
  return at < 0 ? nights.length - 1 : at;
}
