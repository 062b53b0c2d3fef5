/** What the person has chosen, for everything that writes words and times or draws a week. Until it is fetched, what the web view takes for the locale decides. */
import { locale, systemLanguage } from '../base/locale';
import type { Language, Locale, Settings, Weekday } from '../backend';
import { overwriteGetLocale } from '../paraglide/runtime';

export const week: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

let settings = $state.raw<Settings>();
let spoken = $state.raw<Locale>();

export const prefs = {
  get settings(): Settings | undefined {
    return settings;
  },
  /** The language of the page: the one chosen, or the system's. */
  get language(): Language {
    return spoken?.language ?? systemLanguage();
  },
  /** Whether clock times are written with am and pm. */
  get hour12(): boolean {
    return spoken?.hours === '12';
  },
  /** The week in the person's order. */
  get week(): Weekday[] {
    const first = week.indexOf(settings?.first_weekday ?? localeFirstWeekday());
    return [...week.slice(first), ...week.slice(0, first)];
  },
};

// Every message is in the language that is chosen at that moment.
overwriteGetLocale(() => prefs.language);

export function keep(chosen: Settings, as: Locale): void {
  settings = chosen;
  spoken = as;
}

type WeekInfo = { firstDay: number };

function localeFirstWeekday(): Weekday {
  const system = locale() as Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo };
  const first = system.getWeekInfo?.().firstDay ?? system.weekInfo?.firstDay ?? 1;
  return week[first - 1] ?? 'mon';
}
