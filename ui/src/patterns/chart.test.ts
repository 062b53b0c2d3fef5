import { describe, expect, it } from 'vitest';

import type { Trend } from '../backend';
import { addDays } from '../base/format';
import { chartOf, indexAt, type Box } from './chart';

const box: Box = { width: 480, height: 190, left: 58, right: 12, top: 12, bottom: 26 };
const trend = (measure: string, values: (number | null)[]): Trend => ({
  measure,
  reading: '',
  points: values.map((value, n) => ({ night: addDays('2026-11-01', n), value, smoothed: value })),
});
const wave = (count: number, low: number, high: number) => Array.from({ length: count }, (_, n) => (n % 7 === 3 ? null : low + ((high - low) * ((n * 37) % 11)) / 10));

describe('a chart', () => {
  it('keeps_every_night_inside_its_box', () => {
    for (const [measure, low, high] of [['sol_min', 0, 240], ['waso_min', 0, 0], ['tst_min', 61, 700], ['se_pct', 12, 100]] as const)
      for (const count of [1, 4, 28, 3650]) {
        const values = wave(count, low, high);
        const chart = chartOf(trend(measure, values), box);
        for (const value of values.filter((known) => known !== null)) {
          expect(chart.y(value), `${measure} ${value}`).toBeGreaterThanOrEqual(box.top - 0.001);
          expect(chart.y(value), `${measure} ${value}`).toBeLessThanOrEqual(box.height - box.bottom + 0.001);
        }
        expect(chart.x(0)).toBe(box.left);
        expect(chart.x(count - 1)).toBeLessThanOrEqual(box.width - box.right);
        expect(chart.levels.length, 'a few marks').toBeLessThanOrEqual(8);
      }
  });

  it('leaves_a_gap_where_a_night_is_not_known', () => {
    const chart = chartOf(trend('sol_min', [10, 20, null, 30, 40]), box);
    expect(chart.line.match(/M/g)?.length, 'the line stops and begins again').toBe(2);
    expect(chart.dots.match(/M/g)?.length, 'no dot is made up').toBe(4);
  });

  it('marks_sleep_in_whole_hours', () => {
    expect(chartOf(trend('tst_min', [380, 455, 500]), box).levels.every((level) => level % 60 === 0)).toBe(true);
  });

  it('tells_the_night_under_the_pointer', () => {
    const nights = trend('sol_min', wave(28, 5, 50));
    const chart = chartOf(nights, box);
    for (let n = 0; n < 28; n += 1) expect(indexAt(chart.x(n), nights, box)).toBe(n);
    expect(indexAt(-50, nights, box)).toBe(0);
    expect(indexAt(9999, nights, box)).toBe(27);
  });
});
