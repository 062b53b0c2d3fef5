/** The paragraphs of the guide that places of the app lead to; a test holds that each is there. */
import { m } from '../paraglide/messages';

const door = (to: string, about: () => string) => ({ to: `guide/${to}`, about });

export const doors = {
  sol: door('stress-and-sleep', m.guide_about_sol),
  waso: door('cbt-i#what-it-is-made-of', m.guide_about_waso),
  tst: door('insomnia#what-insomnia-is-not', m.guide_about_tst),
  se: door('cbt-i#what-it-is-made-of', m.guide_about_se),
  clock: door('causes', m.guide_about_clock),
  awake: door('cbt-i#what-it-is-made-of', m.guide_about_awake),
  taken: door('sleep-habits', m.guide_about_taken),
  medicines: door('medicines-and-melatonin', m.guide_about_medicines),
  cpap: door('sleep-apnoea', m.guide_about_cpap),
  felt: door('pain-and-sleep', m.guide_about_felt),
  massage: door('massage-and-sleep', m.guide_about_massage),
  trial: door('fair-test', m.guide_about_trial),
} as const;

export type Door = keyof typeof doors;
