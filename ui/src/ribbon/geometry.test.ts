import { describe, expect, it } from 'vitest';

import type { RibbonSegment } from '../backend';
import { length, minuteAt, nextStep, place, shapesOf, shareOf, snap, spanAround, ticks } from './geometry';

const spans = [
  { from: 0, to: 1440 },
  { from: 360, to: 1200 },
  { from: -360, to: 2520 },
  { from: 540, to: 600 },
];

describe('geometry', () => {
  it('a_minute_and_its_place_tell_each_other', () => {
    for (const span of spans)
      for (let minute = span.from; minute <= span.to; minute += 7) {
        expect(minuteAt(shareOf(minute, span), span), 'there and back is the same minute').toBeCloseTo(minute, 6);
      }
  });

  it('the_ends_of_a_span_stand_at_the_ends_of_the_picture', () => {
    for (const span of spans) {
      expect(place(span.from, span)).toBe('0%');
      expect(place(span.to, span)).toBe('100%');
      expect(length(span.from, span.to, span)).toBe('100%');
    }
  });

  it('snapping_never_moves_further_than_half_a_step', () => {
    for (let minute = -200; minute < 1700; minute += 1) {
      const snapped = snap(minute, 5);
      expect(Math.abs(snapped % 5), 'a whole step').toBe(0);
      expect(Math.abs(snapped - minute), 'the nearest one').toBeLessThanOrEqual(2.5);
    }
  });

  it('an_arrow_always_moves_and_lands_on_a_whole_step', () => {
    for (let minute = -60; minute < 200; minute += 1)
      for (const step of [5, 15, 60]) {
        const right = nextStep(minute, step, 1);
        const left = nextStep(minute, step, -1);
        expect(right, 'to the right').toBeGreaterThan(minute);
        expect(left, 'to the left').toBeLessThan(minute);
        expect(right - left, 'no step is left out').toBeLessThanOrEqual(2 * step);
        expect([right % step, left % step].map(Math.abs), 'whole steps').toEqual([0, 0]);
      }
  });

  it('ticks_are_few_even_and_inside', () => {
    for (const span of spans)
      for (const most of [4, 9, 13]) {
        const marks = ticks(span, most);
        if (span.to - span.from <= 12 * 60 * (most - 1)) expect(marks.length, 'no more than asked for').toBeLessThanOrEqual(most);
        expect(marks.every((mark) => mark >= span.from && mark <= span.to && mark % 60 === 0), 'whole hours inside the span').toBe(true);
        const steps = new Set(marks.slice(1).map((mark, n) => mark - (marks[n] ?? 0)));
        expect(steps.size, 'at even distances').toBeLessThanOrEqual(1);
      }
  });

  it('a_span_around_a_night_holds_it_with_room_to_move', () => {
    for (let first = -300; first < 900; first += 37)
      for (let last = first; last < first + 900; last += 53) {
        const span = spanAround(first, last, 60, 720);
        expect(span.from, 'room before').toBeLessThanOrEqual(first - 60);
        expect(span.to, 'room after').toBeGreaterThanOrEqual(last + 60);
        expect(span.to - span.from, 'half a day at least').toBeGreaterThanOrEqual(720);
        expect([Math.abs(span.from % 60), Math.abs(span.to % 60)], 'whole hours').toEqual([0, 0]);
      }
  });

  it('shapes_have_no_seams_where_stretches_touch', () => {
    const segments: RibbonSegment[] = [
      { kind: 'in-bed', start: 600, end: 620 },
      { kind: 'lights-out', start: 620, end: 645 },
      { kind: 'asleep', start: 645, end: 800 },
      { kind: 'awake', start: 800, end: 820 },
      { kind: 'asleep', start: 820, end: 1100 },
      { kind: 'in-bed', start: 1100, end: 1120 },
    ];
    expect(shapesOf(segments)).toEqual({
      bed: [{ from: 600, to: 1120 }],
      dark: [{ from: 620, to: 645 }],
      sleep: [{ from: 645, to: 1100 }],
      awake: [{ from: 800, to: 820 }],
    });
  });

  it('a_record_that_knows_only_the_sleep_draws_no_bed', () => {
    expect(shapesOf([{ kind: 'asleep', start: 645, end: 800 }]).bed, 'nothing is made up').toEqual([]);
  });
});
