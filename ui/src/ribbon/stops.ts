/** The five stops of a night that is being entered, and how they move. Pure. */
import type { Entry, Ribbon, RibbonSegment, SegmentKind } from '../backend';
import { minutesOf, timeOf } from '../base/format';
import { within } from './geometry';

/** The stops in the order of the night. */
export const stopNames = ['in_bed', 'lights_out', 'sleep_onset', 'final_wake', 'out_of_bed'] as const;
export type StopName = (typeof stopNames)[number];

/** Minutes after noon of the evening. */
export type Stops = Readonly<Record<StopName, number>>;

/** What an entry says of its stops. */
export type Times = Pick<Entry, 'in_bed' | 'lights_out' | 'sol' | 'final_wake' | 'out_of_bed'>;

const NOON = 12 * 60;
const DAY = 24 * 60;
/** Nobody lies in bed that long: a stop so far behind the one before it stands before it. */
const LONGEST_STEP = 18 * 60;
/** What stays between falling asleep and waking however the stops are moved. */
const LEAST_SLEEP = 5;
/** The longest night that can be drawn by hand. */
const LONGEST_NIGHT = 20 * 60;

/** The minute after noon at which the evening's night begins. */
export const beginOf = (rollover: string): number => minutesOf(rollover) - NOON;

/** The first showing of a clock time at or after a minute. */
const firstAfter = (from: number, time: string): number => from + ((((minutesOf(time) - NOON - from) % DAY) + DAY) % DAY);

/** Where an entry's clock times stand. A time out of order stands on the stop before it: its mending is asked for elsewhere. */
export function stopsOf(times: Times, rollover: string): Stops {
  const after = (before: number, time: string) => {
    const at = firstAfter(before, time);
    return at - before > LONGEST_STEP ? before : at;
  };
  const in_bed = firstAfter(beginOf(rollover), times.in_bed);
  const lights_out = after(in_bed, times.lights_out);
  const final_wake = after(lights_out, times.final_wake);
  return { in_bed, lights_out, sleep_onset: Math.min(lights_out + times.sol, final_wake), final_wake, out_of_bed: after(final_wake, times.out_of_bed) };
}

/** The entry's times for stops. */
export function timesOf(stops: Stops): Times {
  const time = (name: StopName) => timeOf(stops[name] + NOON);
  return {
    in_bed: time('in_bed'),
    lights_out: time('lights_out'),
    sol: stops.sleep_onset - stops.lights_out,
    final_wake: time('final_wake'),
    out_of_bed: time('out_of_bed'),
  };
}

/** The first and the last minute a stop can be moved to. */
export function reach(stops: Stops, name: StopName, rollover: string): { least: number; most: number } {
  const begin = beginOf(rollover);
  const sol = stops.sleep_onset - stops.lights_out;
  const evening = { least: Math.max(begin, stops.out_of_bed - LONGEST_NIGHT), most: Math.min(begin + DAY - 1, stops.final_wake - LEAST_SLEEP - sol) };
  const morning = { least: stops.sleep_onset + LEAST_SLEEP, most: stops.in_bed + LONGEST_NIGHT };
  switch (name) {
    case 'in_bed':
    case 'lights_out':
      return evening;
    case 'sleep_onset':
      return { least: stops.lights_out, most: stops.final_wake - LEAST_SLEEP };
    case 'final_wake':
    case 'out_of_bed':
      return morning;
  }
}

/**
 * Moves a stop. The other stop of its evening or morning makes way, the minutes to fall asleep stay as they are, and the order of the
 * night holds.
 */
export function moved(stops: Stops, name: StopName, to: number, rollover: string): Stops {
  const { least, most } = reach(stops, name, rollover);
  const at = within(to, least, most);
  const sol = stops.sleep_onset - stops.lights_out;
  switch (name) {
    case 'in_bed': {
      const lights_out = Math.max(stops.lights_out, at);
      return { ...stops, in_bed: at, lights_out, sleep_onset: lights_out + sol };
    }
    case 'lights_out':
      return { ...stops, in_bed: Math.min(stops.in_bed, at), lights_out: at, sleep_onset: at + sol };
    case 'sleep_onset':
      return { ...stops, sleep_onset: at };
    case 'final_wake':
      return { ...stops, final_wake: at, out_of_bed: Math.max(stops.out_of_bed, at) };
    case 'out_of_bed':
      return { ...stops, final_wake: Math.min(stops.final_wake, at), out_of_bed: at };
  }
}

/** A stretch awake as shares of the sleep, so that it can follow the sleep's edges. */
export type AwakeShare = readonly [from: number, to: number];

/** Where the core drew the time awake, as shares of the sleep. */
export function awakeShares(ribbon: Ribbon): AwakeShare[] {
  const { sleep_onset: onset, final_wake: wake } = ribbon;
  if (onset === null || wake === null || wake <= onset) return [];
  return ribbon.segments.filter(({ kind }) => kind === 'awake').map(({ start, end }) => [(start - onset) / (wake - onset), (end - onset) / (wake - onset)]);
}

/** The band while its edges are being moved: what the core last drew awake goes with the sleep. */
export function segmentsOf(stops: Stops, tasafa: number, awake: readonly AwakeShare[]): RibbonSegment[] {
  const { in_bed, lights_out, sleep_onset, final_wake, out_of_bed } = stops;
  const along = (share: number) => sleep_onset + share * (final_wake - sleep_onset);
  const triedUntil = Math.min(final_wake + tasafa, out_of_bed);
  const edges: [SegmentKind, number][] = [
    ['in-bed', in_bed],
    ['lights-out', lights_out],
    ['asleep', sleep_onset],
    ...awake.flatMap(([from, to]): [SegmentKind, number][] => [
      ['awake', along(from)],
      ['asleep', along(to)],
    ]),
    ['lights-out', final_wake],
    ['in-bed', triedUntil],
    ['in-bed', out_of_bed],
  ];
  return edges.flatMap(([kind, start], n) => {
    const end = edges[n + 1]?.[1];
    return end !== undefined && end > start ? [{ kind, start, end }] : [];
  });
}
