/** A region's weeks as a line: where a week is not known the line is broken. */

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly edge: number;
}

/** The most a place can be marked with. */
const MOST = 10;

export function lineOf(levels: readonly (number | null)[], { width, height, edge }: Box): { path: string; dots: string; floor: number } {
  const across = width - 2 * edge;
  const x = (index: number) => edge + (levels.length > 1 ? (index / (levels.length - 1)) * across : across / 2);
  const y = (level: number) => height - edge - (level / MOST) * (height - 2 * edge);
  const points = levels.map((level, index) => (level === null ? null : `${x(index).toFixed(1)} ${y(level).toFixed(1)}`));
  const path = points.map((point, index) => (point === null ? '' : `${index > 0 && points[index - 1] !== null ? 'L' : 'M'}${point}`)).join('');
  const dots = points.map((point) => (point === null ? '' : `M${point}h0`)).join('');
  return { path, dots, floor: y(0) };
}
