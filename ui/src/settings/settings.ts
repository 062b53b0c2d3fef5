/** Changing one thing of what the person has chosen. */
import { backend, type Settings } from '../backend';
import { change } from '../shell/toasts.svelte';

/** Keeps `part` of the settings; the rest stays as it is on record, not as this page last saw it. */
export const choose = (part: Partial<Settings>): Promise<boolean> =>
  change(async () => backend.setSettings({ ...(await backend.settings()), ...part }));
