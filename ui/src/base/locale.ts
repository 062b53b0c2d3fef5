import type { Language } from '../backend';

/** What the locale decides where a system has none of its own (`C`, `POSIX`): 24 hours, weeks from Monday. */
const NEUTRAL = 'en-GB';

/** The languages of the catalogue; the first is the one that is whole. */
const languages: readonly Language[] = ['en', 'de'];

/** The first language the system prefers that the catalogue has; English where it has none of them. */
export function systemLanguage(): Language {
  // A system set to `C` asks for the words the program was written in.
  const codes = [navigator.language, ...navigator.languages].map((tag) => (/^(c|posix)\b/i.test(tag) ? 'en' : tag.split(/[-_]/)[0]?.toLowerCase()));
  return codes.map((code) => languages.find((known) => known === code)).find((known) => known !== undefined) ?? 'en';
}

/** The system's locale. A system set to `C` names one that is no language tag, and `Intl` throws on it. */
export function locale(): Intl.Locale {
  try {
    return new Intl.Locale(navigator.language);
  } catch {
    return new Intl.Locale(NEUTRAL);
  }
}
