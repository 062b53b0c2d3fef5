import { describe, expect, it } from 'vitest';

import type { Ribbon } from '../backend';
import { awakeShares, beginOf, moved, reach, segmentsOf, stopNames, stopsOf, timesOf, type Stops } from './stops';

/** Plausible nights, the same in every run. */
function* nights(): Generator<Stops> {
  let seed = 7;
  const draw = (most: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % (most + 1);
  for (let n = 0; n < 400; n += 1) {
    const in_bed = 480 + draw(360);
    const lights_out = in_bed + draw(90);
    const sleep_onset = lights_out + draw(120);
    const final_wake = sleep_onset + 5 + draw(540);
    yield { in_bed, lights_out, sleep_onset, final_wake, out_of_bed: final_wake + draw(90) };
  }
}

const inOrder = (stops: Stops) => stopNames.every((name, n) => n === 0 || stops[name] >= stops[stopNames[n - 1] ?? 'in_bed']);

describe('stops', () => {
  it('times_and_stops_tell_each_other', () => {
    for (const stops of nights()) expect(stopsOf(timesOf(stops), '12:00'), 'there and back is the same night').toEqual(stops);
  });

  it('a_night_is_read_across_midnight', () => {
    expect(stopsOf({ in_bed: '22:40', lights_out: '23:00', sol: 25, final_wake: '06:40', out_of_bed: '07:00' }, '12:00')).toEqual({
      in_bed: 640,
      lights_out: 660,
      sleep_onset: 685,
      final_wake: 1120,
      out_of_bed: 1140,
    });
  });

  it('someone_who_sleeps_by_day_begins_after_their_own_rollover', () => {
    const stops = stopsOf({ in_bed: '08:00', lights_out: '08:15', sol: 10, final_wake: '15:00', out_of_bed: '15:10' }, '18:00');
    expect(beginOf('18:00')).toBe(360);
    expect(stops.in_bed, '08:00 is twenty hours after noon').toBe(1200);
    expect(stops.out_of_bed).toBe(1630);
  });

  it('a_time_before_the_one_before_it_is_drawn_on_it', () => {
    const stops = stopsOf({ in_bed: '22:40', lights_out: '22:30', sol: 0, final_wake: '06:40', out_of_bed: '07:00' }, '12:00');
    expect(stops.lights_out, 'not nearly a day later').toBe(stops.in_bed);
  });

  it('however_a_stop_is_moved_the_order_of_the_night_holds', () => {
    for (const stops of nights())
      for (const name of stopNames)
        for (const by of [-900, -200, -65, -5, 5, 65, 200, 900]) {
          const after = moved(stops, name, stops[name] + by, '12:00');
          expect(inOrder(after), `${name} by ${by}`).toBe(true);
          expect(after.final_wake - after.sleep_onset, 'some sleep is left').toBeGreaterThanOrEqual(5);
          if (name !== 'sleep_onset') expect(after.sleep_onset - after.lights_out, 'the minutes to fall asleep stay').toBe(stops.sleep_onset - stops.lights_out);
        }
  });

  it('a_stop_goes_where_it_was_moved_inside_its_reach', () => {
    for (const stops of nights())
      for (const name of stopNames) {
        const { least, most } = reach(stops, name, '12:00');
        expect(moved(stops, name, least, '12:00')[name]).toBe(Math.max(least, Math.min(least, most)));
        if (most >= least) expect(moved(stops, name, most, '12:00')[name]).toBe(most);
      }
  });

  it('moving_the_evening_leaves_the_morning_alone', () => {
    for (const stops of nights()) {
      const after = moved(stops, 'in_bed', stops.in_bed + 30, '12:00');
      expect([after.final_wake, after.out_of_bed]).toEqual([stops.final_wake, stops.out_of_bed]);
    }
  });

  it('the_time_awake_follows_the_edges_of_the_sleep', () => {
    const ribbon: Ribbon = {
      in_bed: 600,
      lights_out: 600,
      sleep_onset: 600,
      final_wake: 1000,
      out_of_bed: 1000,
      segments: [
        { kind: 'asleep', start: 600, end: 780 },
        { kind: 'awake', start: 780, end: 820 },
        { kind: 'asleep', start: 820, end: 1000 },
      ],
    };
    const stops = { in_bed: 600, lights_out: 600, sleep_onset: 600, final_wake: 1400, out_of_bed: 1400 };
    const segments = segmentsOf(stops, 0, awakeShares(ribbon));
    expect(segments.find(({ kind }) => kind === 'awake')).toEqual({ kind: 'awake', start: 960, end: 1040 });
    expect(
      segments.every((segment, n) => n === 0 || segment.start === segments[n - 1]?.end),
      'the stretches touch',
    ).toBe(true);
  });
});
