/** From a trend to what is drawn: scales and paths. Pure. */
import { max, nice, ticks } from 'd3-array';
import { line } from 'd3-shape';

import type { Trend, TrendPoint } from '../backend';

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Chart {
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  /** The values to mark at the side. */
  readonly levels: readonly number[];
  /** The points to mark below, by their index. */
  readonly dates: readonly number[];
  /** The nights' own values as points of no length, to be drawn with round ends. */
  readonly dots: string;
  /** The mean of the seven nights up to each. */
  readonly line: string;
}

const HOUR = 60;

/** A straight scale. d3-scale's brings d3-color along, which assigns to `constructor`: impossible once prototypes are frozen. */
export function linear([from, to]: readonly [number, number], [start, end]: readonly [number, number]): (value: number) => number {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** Where the scale of a measure begins and ends, and its marks: whole hours of sleep, minutes from none, percent up to 100. */
function scaleOf(measure: string, points: readonly TrendPoint[]): { domain: [number, number]; levels: number[] } {
  const values = points.map(({ value }) => value).filter((value) => value !== null);
  const most = max(values) ?? 0;
  const least = Math.min(...(values.length > 0 ? values : [0]));
  if (measure === 'tst_min') {
    const from = Math.max(0, Math.floor(least / HOUR) - 1);
    const to = Math.ceil(most / HOUR) + (most % HOUR === 0 ? 1 : 0);
    const every = Math.max(1, Math.ceil((to - from) / 5));
    const levels: number[] = [];
    for (let hour = Math.ceil(from / every) * every; hour <= to; hour += every) levels.push(hour * HOUR);
    return { domain: [from * HOUR, to * HOUR], levels };
  }
  if (measure === 'se_pct') {
    const from = Math.max(0, Math.floor(least / 10) * 10 - 5);
    return { domain: [from, 100], levels: ticks(from, 100, 4) };
  }
  const [, to] = nice(0, Math.max(30, most), 4);
  return { domain: [0, to], levels: ticks(0, to, 4) };
}

/** Lays a trend out in a box. */
export function chartOf(trend: Trend, box: Box): Chart {
  const { points } = trend;
  const { domain, levels } = scaleOf(trend.measure, points);
  const x = linear([0, Math.max(1, points.length - 1)], [box.left, box.width - box.right]);
  const y = linear(domain, [box.height - box.bottom, box.top]);
  const dots = points.map(({ value }, index) => (value === null ? '' : `M${x(index).toFixed(1)} ${y(value).toFixed(1)}h0`)).join('');
  const path = line<TrendPoint>()
    .defined(({ smoothed }) => smoothed !== null)
    .x((_, index) => x(index))
    .y(({ smoothed }) => y(smoothed ?? 0))
    .digits(1)([...points]);
  const room = Math.max(2, Math.min(5, Math.floor((box.width - box.left - box.right) / (2 * box.left))));
  const marks = Math.min(room, points.length);
  const dates = Array.from({ length: marks }, (_, n) => Math.round((n * (points.length - 1)) / Math.max(1, marks - 1)));
  return { x, y, levels, dates, dots, line: path ?? '' };
}

/** The nearest night to a place in the picture. */
export function indexAt(at: number, trend: Trend, box: Box): number {
  const share = (at - box.left) / Math.max(1, box.width - box.left - box.right);
  return Math.min(trend.points.length - 1, Math.max(0, Math.round(share * (trend.points.length - 1))));
}
