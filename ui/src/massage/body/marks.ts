/** The evening's marks on the body, as the page keeps them while they are set. */
import type { Mark } from '../../backend';
import { isRegion, regions, type Region, type Side } from '../body';
import { single } from '../words';

/** A place is first marked with so much. */
export const FIRST = 5;

/** A place that can be marked: a region with its side, or a region in the middle. */
export interface Place {
  readonly region: Region;
  readonly side: Mark['side'];
}

/** Every place that can be marked, from head to foot. */
export const places: readonly Place[] = (Object.keys(regions) as Region[]).flatMap((region): Place[] =>
  single.includes(region)
    ? [{ region, side: 'both' }]
    : [
        { region, side: 'left' },
        { region, side: 'right' },
      ],
);

/** The place that was tapped: a region in the middle has no sides. */
export const placeAt = (region: Region, side: Side): Place => ({ region, side: single.includes(region) ? 'both' : side });

const covers = (mark: Mark, { region, side }: Place): boolean => mark.region === region && (mark.side === side || mark.side === 'both');

/** What a place is marked with; 0 where it is not. */
export const levelAt = (marks: readonly Mark[], place: Place): number => Math.max(0, ...marks.filter((mark) => covers(mark, place)).map(({ level }) => level));

/** Marks a place, or takes its mark away. A mark of both sides is two from then on. */
export function toggled(marks: readonly Mark[], place: Place): Mark[] {
  const parted = marks.flatMap((mark): Mark[] =>
    mark.region === place.region && mark.side === 'both' && place.side !== 'both' ? (['left', 'right'] as const).map((side) => ({ ...mark, side })) : [mark],
  );
  const without = parted.filter((mark) => !covers(mark, place));
  return without.length < parted.length ? without : [...parted, { ...place, level: FIRST }];
}

/** The marks from head to foot. */
export function inOrder(marks: readonly Mark[]): Mark[] {
  const order = Object.keys(regions);
  return marks.filter(({ region }) => isRegion(region)).toSorted((one, other) => order.indexOf(one.region) - order.indexOf(other.region));
}
