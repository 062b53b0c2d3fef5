/** What the person has chosen, for everything that writes times or draws a week. Until it is fetched, the locale decides. */
import { locale, systemLanguage } from '../base/locale';
import type { ClockStyle, Language, Settings, Weekday } from '../backend';
import { overwriteGetLocale } from '../paraglide/runtime';

export const week: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

let settings = $state.raw<Settings>();

export const prefs = {
  get settings(): Settings | undefined {
    return settings;
  },
  /** The language of the page: the one chosen, or the system's. */
  get language(): Language {
    return settings?.language ?? systemLanguage();
  },
  /** Whether clock times are written with am and pm. */
  get hour12(): boolean {
    return hour12(settings?.clock_style ?? 'auto');
  },
  /** The week in the person's order. */
  get week(): Weekday[] {
    const first = week.indexOf(settings?.first_weekday ?? localeFirstWeekday());
    return [...week.slice(first), ...week.slice(0, first)];
  },
};

// Every message is in the language that is chosen at that moment.
overwriteGetLocale(() => prefs.language);

export function keep(chosen: Settings): void {
  settings = chosen;
}

function hour12(style: ClockStyle): boolean {
  if (style !== 'auto') return style === '12';
  return new Intl.DateTimeFormat(locale().toString(), { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
}

type WeekInfo = { firstDay: number };

function localeFirstWeekday(): Weekday {
  const system = locale() as Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo };
  const first = system.getWeekInfo?.().firstDay ?? system.weekInfo?.firstDay ?? 1;
  return week[first - 1] ?? 'mon';
}
