import { describe, expect, it } from 'vitest';

import type { RasterRow, Weekday } from '../backend';
import { addDays } from '../base/format';
import { week } from '../shell/prefs.svelte';
import { isWeekend, lay, nearest, size, spanOf, visible, weekNumber } from './raster';

const row = (night: string, source = 'diary'): RasterRow => ({
  night,
  id: Number(night.replaceAll('-', '')) * 10 + (source === 'diary' ? 0 : 1),
  source,
  primary: source === 'diary',
  segments: [{ kind: 'asleep', start: 660, end: 1140 }],
  tst_min: 480,
  massages: [],
  has_note: false,
});
/** Newest first. */
const nights = (last: string, count: number) => Array.from({ length: count }, (_, n) => addDays(last, -n));

describe('the raster', () => {
  it('draws_the_hours_of_every_massage_however_early_or_late_in_the_day', () => {
    const rows = [row('2026-11-22'), { ...row('2026-11-21'), massages: [15, 1410] }];
    const { from, to } = spanOf(rows, 660, 1140);
    expect(from, 'a quarter past noon').toBeLessThanOrEqual(15);
    expect(to, 'half past eleven the next morning').toBeGreaterThanOrEqual(1410);
    expect(spanOf([row('2026-11-22')], 660, 1140), 'the records alone, where there is none').toEqual({ from: 600, to: 1200 });
  });

  it('lays_every_night_below_the_one_before_without_overlap', () => {
    const { items, height } = lay(nights('2026-11-22', 400).map((night) => row(night)), [], 'mon');
    items.forEach((item, n) => expect(item.top, 'below what stands above it').toBeGreaterThanOrEqual((items[n - 1]?.top ?? 0) + (items[n - 1]?.height ?? 0) - 1e-9));
    expect(height, 'and all of it is in').toBeCloseTo((items.at(-1)?.top ?? 0) + (items.at(-1)?.height ?? 0), 6);
  });

  it('heads_each_month_once_and_tells_where_a_year_begins', () => {
    const { items } = lay(nights('2026-02-10', 100).map((night) => row(night)), [], 'mon');
    const months = items.filter((item) => item.kind === 'month');
    expect(months.map(({ month }) => month)).toEqual(['2026-02-01', '2026-01-01', '2025-12-01', '2025-11-01']);
    expect(months.map(({ newYear }) => newYear)).toEqual([true, false, true, false]);
  });

  it('heads_a_month_once_though_a_long_time_without_records_lies_within_it', () => {
    const { items } = lay([row('2020-11-28'), row('2020-11-03'), row('2020-01-02'), row('2019-12-02')], [], 'mon');
    expect(items.map((item) => (item.kind === 'month' ? item.month : item.kind))).toEqual([
      '2020-11-01', 'night', 'gap', 'night', 'gap', '2020-01-01', 'night', 'gap', '2019-12-01', 'night',
    ]);
    expect(items.filter((item) => item.kind === 'month').map(({ newYear }) => newYear), 'a year begins where it changes').toEqual([true, false, true]);
  });

  it('sets_weeks_apart_where_the_persons_week_begins', () => {
    for (const first of ['mon', 'sun', 'sat'] satisfies Weekday[]) {
      const { nights: laid } = lay(nights('2026-11-22', 15).map((night) => row(night)), [], first);
      laid.slice(1).forEach((item, n) => {
        const above = laid[n];
        if (!above || above.night.slice(0, 7) !== item.night.slice(0, 7)) return;
        const gap = item.top - above.top - above.height;
        const begins = new Date(`${above.night}T00:00:00Z`).getUTCDay() === (week.indexOf(first) + 1) % 7;
        expect(gap, `${above.night}, week from ${first}`).toBeCloseTo(begins ? size.week : 0, 6);
      });
    }
  });

  it('counts_weeks_alike_on_both_sides_of_1970', () => {
    expect(weekNumber('1969-12-29', 'mon'), 'a Monday begins its week').toBe(weekNumber('1970-01-04', 'mon'));
    expect(weekNumber('1969-12-28', 'mon')).toBe(weekNumber('1969-12-29', 'mon') - 1);
  });

  it('shows_a_night_that_was_not_written_down_as_an_empty_row', () => {
    const { nights: laid } = lay([row('2026-11-22'), row('2026-11-20')], [], 'mon');
    expect(laid.map(({ night, rows }) => [night, rows.length])).toEqual([['2026-11-22', 1], ['2026-11-21', 0], ['2026-11-20', 1]]);
  });

  it('tells_of_a_long_time_without_records_in_one_line', () => {
    const { items, nights: laid } = lay([row('2026-11-22'), row('2019-03-01')], [], 'mon');
    expect(laid.length, 'not seven years of empty rows').toBe(2);
    expect(items.find((item) => item.kind === 'gap')).toMatchObject({ from: '2019-03-02', to: '2026-11-21', nights: 2822 });
  });

  it('puts_what_a_device_saw_below_the_diary', () => {
    const { nights: laid } = lay([row('2026-11-22'), row('2026-11-22', 'watch'), row('2026-11-21')], [], 'mon');
    expect(laid[0]?.rows.map(({ source }) => source)).toEqual(['diary', 'watch']);
    expect(laid[0]?.height, 'with room for it').toBeGreaterThan(laid[1]?.height ?? 0);
  });

  it('puts_a_nap_into_the_row_of_its_day_and_makes_one_where_no_night_was_written_down', () => {
    const nap = (night: string): RasterRow => ({ ...row(night), primary: false, segments: [{ kind: 'asleep', start: 125, end: 155 }] });
    const { nights: laid } = lay([row('2026-11-22'), row('2026-11-21')], [nap('2026-11-23'), nap('2026-11-21')], 'mon');
    expect(laid.map(({ night, rows, naps }) => [night, rows.length, naps.length])).toEqual([['2026-11-23', 0, 1], ['2026-11-22', 1, 0], ['2026-11-21', 1, 1]]);
    expect(laid[2]?.height, 'beside the night, not below it').toBe(size.night);
  });

  it('finds_what_is_in_sight_as_looking_at_each_would', () => {
    const { items, height } = lay(nights('2026-11-22', 900).map((night) => row(night)), [], 'mon');
    for (let from = -5; from < height; from += 41.7) {
      const slow = items.filter((item) => item.top + item.height >= from && item.top <= from + 40);
      expect(visible(items, from, from + 40)).toEqual(slow);
    }
  });

  it('leads_to_the_night_asked_for_or_the_one_before_it', () => {
    const { nights: laid } = lay([row('2026-11-22'), row('2026-11-20'), row('2026-01-01')], [], 'mon');
    expect(laid[nearest(laid, '2026-11-20')]?.night).toBe('2026-11-20');
    expect(laid[nearest(laid, '2026-06-01')]?.night).toBe('2026-01-01');
    expect(laid[nearest(laid, '1999-01-01')]?.night, 'the oldest where there is none before').toBe('2026-01-01');
  });

  it('knows_the_weekend', () => {
    expect(nights('2026-11-22', 7).filter(isWeekend)).toEqual(['2026-11-22', '2026-11-21']);
  });
});
