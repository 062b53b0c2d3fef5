/** What the palette reaches: every place, every action, every routine, every article. */
import { backend, type ArticleSummary, type Light, type RoutineCard } from '../backend';
import { addDays, instantOf, wallDate, wallTime } from '../base/format';
import { chooseFile } from '../data/import.svelte';
import { m } from '../paraglide/messages';
import { backUp, exportAs, exportCalendar, restore } from '../settings/exchange';
import { sections } from '../settings/sections';
import { choose } from '../settings/settings';
import { go } from './places.svelte';
import { change, undoLatest } from './toasts.svelte';

export interface Entry {
  readonly id: string;
  readonly label: string;
  /** Where it belongs, in small letters beside it. */
  readonly hint?: string;
  /** Other words it is found by. */
  readonly words?: string[];
  readonly run: () => unknown;
}

export interface Group {
  readonly name: string;
  readonly entries: readonly Entry[];
}

function places(): Entry[] {
  const place = (path: string, label: string, ...words: string[]): Entry => ({ id: `place ${path}`, label, words, run: () => go(path) });
  return [
    place('tonight', m.shell_tonight()),
    place('diary', m.shell_diary()),
    place('patterns', m.shell_patterns(), m.palette_words_patterns()),
    { ...place('patterns/trial', m.trial_title(), m.palette_words_trial()), hint: m.shell_patterns() },
    place('massage', m.shell_massage()),
    { ...place('massage/body', m.body_title(), m.palette_words_body()), hint: m.shell_massage() },
    { ...place('massage/programme', m.programme_title(), m.palette_words_programme()), hint: m.shell_massage() },
    { ...place('massage/own/new', m.routine_new_title()), hint: m.shell_massage() },
    { ...place('massage/safety', m.safety_open()), hint: m.shell_massage() },
    { ...place('massage/care', m.care_title(), m.palette_words_care()), hint: m.shell_massage() },
    place('guide', m.shell_guide()),
    ...sections.map(({ id, name }): Entry => ({ ...place(`settings/${id}`, name()), hint: m.shell_settings() })),
  ];
}

async function pauseForADay(): Promise<void> {
  await change(async () => {
    const { now } = await backend.tonight();
    return backend.setPause({ until: instantOf(addDays(wallDate(now), 1), wallTime(now)) });
  });
}

function actions(): Entry[] {
  const action = (id: string, label: string, run: () => unknown, ...words: string[]): Entry => ({ id: `action ${id}`, label, words, run });
  const light = (to: Light, label: string) => action(`light ${to}`, label, () => choose({ light: to }), m.settings_light());
  return [
    action('log', m.tonight_log(), () => go('diary/log'), m.palette_words_log()),
    action('remind', m.settings_add(), () => go('settings/reminders/new')),
    action('trial', m.palette_trial_new(), () => go('patterns/trial/new'), m.palette_words_trial()),
    action('pause', m.palette_pause(), pauseForADay),
    action('resume', m.palette_resume(), () => change(() => backend.setPause({ until: null }))),
    action('import', m.palette_import(), chooseFile, m.settings_import()),
    action('csv', m.settings_export_csv(), () => exportAs('csv')),
    action('json', m.settings_export_json(), () => exportAs('json')),
    action('calendar', m.settings_calendar_write(), exportCalendar),
    action('backup', m.settings_backup_write(), backUp),
    action('restore', m.settings_restore(), restore),
    light('auto', m.palette_light_auto()),
    light('system', m.palette_light_system()),
    light('day', m.palette_light_day()),
    light('evening', m.palette_light_evening()),
    action('undo', m.palette_undo(), undoLatest, m.shell_undo()),
  ];
}

const routineEntry = ({ id, title, summary }: RoutineCard): Entry => ({ id: `routine ${id}`, label: title, words: [summary], hint: m.shell_massage(), run: () => go(`massage/${id}`) });
const articleEntry = ({ id, title, summary }: ArticleSummary): Entry => ({ id: `article ${id}`, label: title, words: [summary], hint: m.shell_guide(), run: () => go(`guide/${id}`) });

/** All groups; what the guide and the massage hold is left out where it cannot be read. */
export async function groups(): Promise<Group[]> {
  const [routines, articles] = await Promise.allSettled([backend.routines(), backend.articles()]);
  return [
    { name: m.palette_places(), entries: places() },
    { name: m.palette_actions(), entries: actions() },
    { name: m.palette_routines(), entries: routines.status === 'fulfilled' ? routines.value.map(routineEntry) : [] },
    { name: m.palette_articles(), entries: articles.status === 'fulfilled' ? articles.value.map(articleEntry) : [] },
  ];
}
