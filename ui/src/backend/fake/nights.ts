/** Invented but likely nights: a person who falls asleep slowly on Sundays and sleeps in at weekends. */
import type { Entry, NightView, Ribbon, RibbonSegment } from '../types';
import { afterNoon, noonMinutes, plusDays, ZONE } from './time';

/** A small seeded generator (mulberry32), so that every run shows the same weeks. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const notes: Record<number, string> = {
  3: 'Neighbours moving furniture until one.',
  9: 'Long walk by the river, no screens after nine. Slept like a stone.',
  16: 'Worried about the presentation.',
  24: 'Coffee at five, my mistake.',
};

/** The first showing of a clock time after a minute; over 18 hours away, it stands before that minute instead. */
function showingAfter(minute: number, time: string): number {
  const ahead = (((noonMinutes(time) - minute) % 1440) + 1440) % 1440;
  return minute + (ahead > 18 * 60 ? ahead - 1440 : ahead);
}

export function ribbonOf(entry: Entry): Ribbon {
  const inBed = noonMinutes(entry.in_bed);
  const lightsOut = showingAfter(inBed, entry.lights_out);
  const onset = lightsOut + entry.sol;
  const wake = showingAfter(lightsOut, entry.final_wake);
  const up = showingAfter(wake, entry.out_of_bed);
  const middle = (onset + wake) / 2;
  const awake: RibbonSegment[] = entry.waso > 0
    ? [
        { kind: 'asleep', start: onset, end: Math.round(middle - entry.waso / 2) },
        { kind: 'awake', start: Math.round(middle - entry.waso / 2), end: Math.round(middle + entry.waso / 2) },
        { kind: 'asleep', start: Math.round(middle + entry.waso / 2), end: wake },
      ]
    : [{ kind: 'asleep', start: onset, end: wake }];
  const still = wake + (entry.tasafa ?? 0);
  const all: RibbonSegment[] = [
    { kind: 'in-bed', start: inBed, end: lightsOut },
    { kind: 'lights-out', start: lightsOut, end: onset },
    ...awake,
    { kind: 'lights-out', start: wake, end: still },
    { kind: 'in-bed', start: still, end: up },
  ];
  return {
    segments: all.filter((segment) => segment.end > segment.start),
    in_bed: inBed,
    lights_out: lightsOut,
    sleep_onset: onset,
    final_wake: wake,
    out_of_bed: up,
  };
}

export function viewOf(entry: Entry, id: number, source = 'diary', primary = true): NightView {
  const ribbon = ribbonOf(entry);
  const stop = (minutes: number | null) => (minutes === null ? null : afterNoon(entry.night, minutes));
  const { in_bed = 0, lights_out = 0, sleep_onset = 0, final_wake = 0, out_of_bed = 0 } = ribbon as Ribbon & Record<'in_bed' | 'lights_out' | 'sleep_onset' | 'final_wake' | 'out_of_bed', number>;
  const tib = out_of_bed - in_bed;
  const spt = final_wake - sleep_onset;
  const tst = final_wake - lights_out - entry.sol - entry.waso;
  const dse = entry.sol + tst + entry.waso + (entry.tasafa ?? 0);
  return {
    id,
    night: entry.night,
    kind: 'night',
    zone: entry.zone,
    source,
    primary,
    in_bed: stop(in_bed),
    lights_out: stop(lights_out),
    sleep_onset: stop(sleep_onset),
    final_wake: stop(final_wake),
    out_of_bed: stop(out_of_bed),
    sol_min: entry.sol,
    awakenings: entry.awakenings,
    waso_min: entry.waso,
    tasafa_min: entry.tasafa,
    wanted_wake: entry.wanted_wake === null ? null : afterNoon(entry.night, noonMinutes(entry.wanted_wake)),
    quality: entry.quality,
    rested: entry.rested,
    note: entry.note,
    metrics: {
      tib_min: tib,
      spt_min: spt,
      tst_min: tst,
      twak_min: out_of_bed - final_wake,
      ema_min: entry.wanted_wake === null ? null : noonMinutes(entry.wanted_wake) - final_wake,
      se_pct: Math.round((1000 * tst) / tib) / 10,
      dse_pct: Math.round((1000 * tst) / dse) / 10,
      midsleep: stop(Math.round(sleep_onset + spt / 2)),
    },
    ribbon,
  };
}

const clockOf = (minutes: number): string => afterNoon('2026-11-01', minutes).slice(11, 16);

/** `count` nights up to and with `last`, oldest first; a few of the later ones also as a watch saw them. */
export function inventNights(last: string, count: number): NightView[] {
  const random = generator(20_261_122);
  const spread = (mean: number, by: number) => Math.round(mean + (random() + random() + random() - 1.5) * by);
  const views: NightView[] = [];
  for (let index = 0; index < count; index += 1) {
    const night = plusDays(last, index - count + 1);
    const weekday = new Date(`${night}T00:00:00Z`).getUTCDay();
    const late = weekday === 5 || weekday === 6 ? 45 : 0;
    const inBed = spread(650 + late, 25);
    const lightsOut = inBed + Math.max(5, spread(24, 14));
    const sol = Math.max(5, spread(weekday === 0 ? 44 : 24, 22));
    const waso = random() < 0.35 ? 0 : Math.max(5, spread(24, 18));
    const wake = Math.max(lightsOut + sol + waso + 240, spread(1122 + late * 1.6, 22));
    const tasafa = random() < 0.2 ? 15 : null;
    const entry: Entry = {
      night,
      zone: ZONE,
      in_bed: clockOf(inBed),
      lights_out: clockOf(lightsOut),
      sol,
      awakenings: waso === 0 ? 0 : 1 + Math.floor(random() * 3),
      waso,
      final_wake: clockOf(wake),
      out_of_bed: clockOf(wake + (tasafa ?? 0) + Math.max(3, spread(12, 9))),
      tasafa,
      wanted_wake: late ? null : '06:45',
      quality: 2 + Math.floor(random() * 3),
      rested: 2 + Math.floor(random() * 3),
      note: notes[count - index] ?? null,
    };
    // A gap: someone was away and wrote nothing.
    if (index === 12 || index === 13) continue;
    views.push(viewOf(entry, 2 * index + 1));
    if (count - index <= 14) {
      const seen: Entry = { ...entry, sol: Math.max(4, entry.sol - 12), waso: entry.waso + 14, note: null, quality: null, rested: null };
      views.push(viewOf(seen, 2 * index + 2, 'sleep-as-android', false));
    }
  }
  return views;
}

/** A nap of half an hour on the day that leads to `night`. */
export const inventNap = (night: string): NightView => {
  const entry: Entry = {
    night, zone: ZONE, in_bed: '14:05', lights_out: '14:05', sol: 0, awakenings: 0, waso: 0, final_wake: '14:35', out_of_bed: '14:35',
    tasafa: null, wanted_wake: null, quality: null, rested: null, note: null,
  };
  return { ...viewOf(entry, 9_001), kind: 'nap', primary: false };
};
