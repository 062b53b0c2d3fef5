/**
 * Where the person is. A place is a path such as `diary/night/2026-11-22` or `guide/insomnia#a-bad-week`: its first part is the area, the
 * rest is the area's own, and the heading is one of the page's.
 */
export const areas = ['tonight', 'diary', 'patterns', 'massage', 'guide', 'settings'] as const;
export type Area = (typeof areas)[number];

interface Step {
  readonly path: string;
  /** What its page wants to find again when the person comes back: how far it was scrolled, what was searched for. */
  readonly kept: Kept;
}

interface Kept {
  scroll?: number;
  words?: string;
}

const step = (path: string): Step => ({ path, kept: {} });

const START = 'tonight';
let trail = $state.raw<Step[]>([step(START)]);
let at = $state(0);

const isArea = (name: string | undefined): name is Area => areas.some((area) => area === name);

/** The place as it stands. */
export const here = {
  get path(): string {
    return trail[at]?.path ?? START;
  },
  get area(): Area {
    const first = this.path.split(/[/#]/)[0];
    return isArea(first) ? first : START;
  },
  /** What follows the area. */
  get rest(): string[] {
    return this.path.split('#')[0]?.split('/').slice(1) ?? [];
  },
  /** The heading on the page that was asked for. */
  get heading(): string | undefined {
    return this.path.split('#')[1];
  },
  /** Differs after each step, so that a page can be focused once. */
  get visit(): number {
    return at + trail.length * 10_000;
  },
  /** What this step keeps; not reactive. */
  get kept(): Kept {
    return trail[at]?.kept ?? {};
  },
  get canGoBack(): boolean {
    return at > 0;
  },
  get canGoForward(): boolean {
    return at < trail.length - 1;
  },
};

/** Goes to a place; one that is no place leads to Tonight. */
export function go(place: string): void {
  const path = place.replace(/^[#/]+|\/+$/g, '');
  const known = isArea(path.split(/[/#]/)[0]) ? path : START;
  if (known === here.path) return;
  trail = [...trail.slice(0, at + 1), step(known)];
  at = trail.length - 1;
}

/** Goes back a step; where there is none, to `otherwise`. */
export function back(otherwise: string = START): void {
  if (at > 0) at -= 1;
  else go(otherwise);
}

export function forward(): void {
  if (at < trail.length - 1) at += 1;
}

/** Forgets the way that led here. */
export function startAt(place: string): void {
  trail = [step(START)];
  at = 0;
  go(place);
}
