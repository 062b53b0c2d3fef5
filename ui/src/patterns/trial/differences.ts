/** From a trial's pairs to what is drawn: one scale, the marks on it, the height of each row. Pure. */
import { max, min, nice, ticks } from 'd3-array';

import type { TrialResult } from '../../backend';
import { linear, type Box } from '../chart';

export interface Picture {
  readonly x: (difference: number | null) => number;
  /** Where the nth pair's row stands; the row after the last is that of all pairs together. */
  readonly row: (nth: number) => number;
  /** The values marked below. */
  readonly levels: readonly number[];
}

/** Lays the differences out in a box: no difference is always in sight. */
export function pictureOf({ pairs, interval }: Pick<TrialResult, 'pairs' | 'interval'>, box: Box): Picture {
  const values = [0, ...pairs.map(({ difference }) => difference), ...(interval ?? [])].map((value) => value ?? 0);
  const [least, most] = [min(values) ?? 0, max(values) ?? 0];
  const [from, to] = least === most ? [least - 1, most + 1] : nice(least, most, 5);
  const room = box.height - box.top - box.bottom;
  const x = linear([from, to], [box.left, box.width - box.right]);
  return {
    x: (difference) => x(difference ?? 0),
    row: (nth) => box.top + ((nth + 0.5) * room) / (pairs.length + 1),
    levels: ticks(from, to, 5),
  };
}
