/** The places where pain is marked, by their names on the wire, from head to foot. */
import { m } from '../paraglide/messages';

const names: Record<string, () => string> = {
  forehead: m.diary_region_forehead,
  temple: m.diary_region_temple,
  jaw: m.diary_region_jaw,
  'back-of-head': m.diary_region_back_of_head,
  'neck-back': m.diary_region_neck_back,
  shoulder: m.diary_region_shoulder,
  'upper-arm': m.diary_region_upper_arm,
  forearm: m.diary_region_forearm,
  wrist: m.diary_region_wrist,
  hand: m.diary_region_hand,
  chest: m.diary_region_chest,
  abdomen: m.diary_region_abdomen,
  'upper-back': m.diary_region_upper_back,
  'lower-back': m.diary_region_lower_back,
  buttock: m.diary_region_buttock,
  groin: m.diary_region_groin,
  thigh: m.diary_region_thigh,
  'back-of-thigh': m.diary_region_back_of_thigh,
  knee: m.diary_region_knee,
  shin: m.diary_region_shin,
  calf: m.diary_region_calf,
  ankle: m.diary_region_ankle,
  foot: m.diary_region_foot,
  sole: m.diary_region_sole,
};

/** What can be marked: these, and whatever was marked already. */
export const regionsWith = (marked: readonly string[]): string[] => [...Object.keys(names), ...marked.filter((region) => !(region in names))];

/** A region's name; what the page does not know is shown as it came. */
export const regionName = (region: string): string => names[region]?.() ?? region.replaceAll('-', ' ');
