/**
 * Where a night's minutes stand on a band. Pure numbers: minutes are counted on the wall clock from noon of the evening, so that
 * 07:00 stands under 07:00 whatever the clocks did.
 */
import type { RibbonSegment } from '../backend';

/** What a band shows, minutes after noon. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const HOUR = 60;

/** A value kept between two ends; the lower one where they cross. */
export const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), Math.max(least, most));

/** Where a minute stands between the left end (0) and the right end (1). */
export const shareOf = (minute: number, span: Span): number => (minute - span.from) / Math.max(1, span.to - span.from);

/** The same as an SVG length. */
export const place = (minute: number, span: Span): string => `${+(shareOf(minute, span) * 100).toFixed(3)}%`;

/** The length of a stretch as an SVG length. */
export const length = (from: number, to: number, span: Span): string => `${+(((to - from) / Math.max(1, span.to - span.from)) * 100).toFixed(3)}%`;

/** The minute that stands at a share of the width. */
export const minuteAt = (share: number, span: Span): number => span.from + share * (span.to - span.from);

/** The nearest whole step. */
export const snap = (minute: number, step: number): number => Math.round(minute / step) * step;

/** The next whole step to the right (`way` 1) or to the left (`way` -1). */
export const nextStep = (minute: number, step: number, way: 1 | -1): number =>
  way === 1 ? (Math.floor(minute / step) + 1) * step : (Math.ceil(minute / step) - 1) * step;

/** Whole hours to mark, at even distances on the clock and at most `most` of them. */
export function ticks(span: Span, most: number): number[] {
  const hours = [1, 2, 3, 4, 6, 12].find((every) => (span.to - span.from) / (every * HOUR) + 1 <= most) ?? 12;
  const step = hours * HOUR;
  const marks: number[] = [];
  for (let at = Math.ceil(span.from / step) * step; at <= span.to; at += step) marks.push(at);
  return marks;
}

/** The span of whole hours around stretches, `around` minutes to spare on both sides and no shorter than `least`. */
export function spanAround(first: number, last: number, around = 0, least = 0): Span {
  const from = Math.floor((first - around) / HOUR) * HOUR;
  const to = Math.ceil((last + around) / HOUR) * HOUR;
  const lacking = Math.max(0, least - (to - from));
  const before = Math.floor(lacking / 2 / HOUR) * HOUR;
  return { from: from - before, to: to + lacking - before };
}

/** A night's shapes: the slim bed beneath, stretches of it with the lights out, the sleep upon it, and what was awake within. */
export interface Shapes {
  readonly bed: readonly Span[];
  readonly dark: readonly Span[];
  readonly sleep: readonly Span[];
  readonly awake: readonly Span[];
}

/** Joins stretches that touch, so that a shape has two ends and no seams. */
function joined(stretches: readonly RibbonSegment[]): Span[] {
  const runs: { from: number; to: number }[] = [];
  for (const { start, end } of stretches) {
    const last = runs.at(-1);
    if (last?.to === start) last.to = end;
    else runs.push({ from: start, to: end });
  }
  return runs;
}

/** The shapes that stand for segments. */
export function shapesOf(segments: readonly RibbonSegment[]): Shapes {
  const isSleep = ({ kind }: RibbonSegment) => kind === 'asleep' || kind === 'awake';
  return {
    bed: segments.some((segment) => !isSleep(segment)) ? joined(segments) : [],
    dark: joined(segments.filter(({ kind }) => kind === 'lights-out')),
    sleep: joined(segments.filter(isSleep)),
    awake: joined(segments.filter(({ kind }) => kind === 'awake')),
  };
}
