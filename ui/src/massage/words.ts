/** The body, a routine's places and its firmness in words. */
import { m } from '../paraglide/messages';
import { prefs } from '../shell/prefs.svelte';
import { isRegion, regions, type Region, type View } from './body';

const names: Record<Region, () => string> = {
  scalp: m.massage_region_scalp,
  forehead: m.massage_region_forehead,
  temple: m.massage_region_temple,
  eye: m.massage_region_eye,
  cheek: m.massage_region_cheek,
  jaw: m.massage_region_jaw,
  'neck-front': m.massage_region_neck_front,
  chest: m.massage_region_chest,
  abdomen: m.massage_region_abdomen,
  armpit: m.massage_region_armpit,
  groin: m.massage_region_groin,
  'upper-arm': m.massage_region_upper_arm,
  forearm: m.massage_region_forearm,
  wrist: m.massage_region_wrist,
  hand: m.massage_region_hand,
  thigh: m.massage_region_thigh,
  knee: m.massage_region_knee,
  shin: m.massage_region_shin,
  'inner-calf': m.massage_region_inner_calf,
  ankle: m.massage_region_ankle,
  foot: m.massage_region_foot,
  'back-of-head': m.massage_region_back_of_head,
  'behind-ear': m.massage_region_behind_ear,
  'neck-back': m.massage_region_neck_back,
  shoulder: m.massage_region_shoulder,
  'upper-back': m.massage_region_upper_back,
  spine: m.massage_region_spine,
  'lower-back': m.massage_region_lower_back,
  buttock: m.massage_region_buttock,
  'back-of-thigh': m.massage_region_back_of_thigh,
  'back-of-knee': m.massage_region_back_of_knee,
  calf: m.massage_region_calf,
  sole: m.massage_region_sole,
};

/** Lies in the middle of the body: sides are said only where one of them is meant. */
export const single: readonly Region[] = ['scalp', 'forehead', 'jaw', 'neck-front', 'chest', 'abdomen', 'back-of-head', 'neck-back', 'upper-back', 'spine', 'lower-back'];

/** A region's name; what the page does not know is shown as it came. */
export const regionName = (region: string): string => (isRegion(region) ? names[region]() : region);

/** A region with its side, where the side says something: `right shoulder`, `shoulder, both sides`. */
export function place(region: string, side: string): string {
  const name = regionName(region);
  if (side === 'left') return m.massage_on_left({ region: name });
  if (side === 'right') return m.massage_on_right({ region: name });
  if (side === 'taught') return m.massage_as_taught({ region: name });
  return side === 'both' && isRegion(region) && !single.includes(region) ? m.massage_on_both({ region: name }) : name;
}

/** A place as the wire writes it, `left-calf`, in words. */
export function spotName(spot: string): string {
  const [, side, region] = /^(left|right)-(.*)$/.exec(spot) ?? [];
  return place(region ?? spot, side ?? 'middle');
}

/** Several places as one phrase, the way the language lists things. */
export const listed = (words: readonly string[]): string => new Intl.ListFormat(prefs.language === 'en' ? 'en-GB' : prefs.language, { type: 'conjunction' }).format(words);

/** The regions' names, from head to foot. */
export function regionNames(of: readonly string[]): string[] {
  const order = Object.keys(regions);
  return of.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)).map(regionName);
}

export const viewName = (view: View): string => (view === 'front' ? m.massage_view_front() : m.massage_view_back());

const rooms: Record<string, () => string> = { desk: m.massage_place_desk, chair: m.massage_place_chair, bed: m.massage_place_bed, wall: m.massage_place_wall };

/** Where a routine can be done. */
export const placeName = (name: string): string => rooms[name]?.() ?? name;

/** How firm 0 to 10 is. */
export function firmness(pressure: number): string {
  if (pressure <= 0) return m.massage_firm_none();
  if (pressure === 1) return m.massage_firm_resting();
  if (pressure === 2) return m.massage_firm_light();
  return m.massage_firm_pleasant();
}

/** The language writes a beginning with a capital letter. */
export const capital = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);
