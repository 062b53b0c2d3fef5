/** How large everything is drawn, percent of the usual. */
import { backend } from '../backend';
import { prefs } from './prefs.svelte';
import { change } from './toasts.svelte';

export const sizes = [80, 90, 100, 115, 130, 150, 175, 200] as const;
export const USUAL = 100;

export const sizeNow = (): number => prefs.settings?.text_percent ?? USUAL;

/** The next size up (1) or down (-1); undefined where there is none. */
export const nextSize = (way: 1 | -1): number | undefined =>
  way === 1 ? sizes.find((size) => size > sizeNow()) : sizes.findLast((size) => size < sizeNow());

/** Keeps the size; the window is drawn in it once it is kept. */
export async function setSize(percent: number | undefined): Promise<void> {
  if (percent === undefined || percent === sizeNow()) return;
  await change(async () => backend.setSettings({ ...(await backend.settings()), text_percent: percent }));
}
