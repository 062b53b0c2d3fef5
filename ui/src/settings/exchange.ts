/** Taking the diary out and putting it back, said in toasts. */
import { backend, type ExportFormat } from '../backend';
import { m } from '../paraglide/messages';
import { change, complain, say } from '../shell/toasts.svelte';

/** Writes the diary where the person chooses. */
export async function exportAs(format: ExportFormat): Promise<void> {
  try {
    const count = await backend.exportDiary(format);
    if (count !== null) say(m.settings_exported({ count }));
  } catch (thrown) {
    complain(thrown);
  }
}

/** Writes the reminders as a calendar where the person chooses. */
export async function exportCalendar(): Promise<void> {
  try {
    const count = await backend.exportCalendar();
    if (count !== null) say(m.settings_calendar_written({ count }));
  } catch (thrown) {
    complain(thrown);
  }
}

/** Writes a backup where the person chooses. */
export async function backUp(): Promise<void> {
  try {
    if (await backend.backupDiary()) say(m.settings_backed_up());
  } catch (thrown) {
    complain(thrown);
  }
}

/** Puts a backup the person chooses in the place of the diary. */
export const restore = (): Promise<boolean> => change(() => backend.restoreDiary());
