/** What the locale decides where a system has none of its own (`C`, `POSIX`): 24 hours, weeks from Monday. */
const NEUTRAL = 'en-GB';

/** The system's locale. A system set to `C` names one that is no language tag, and `Intl` throws on it. */
export function locale(): Intl.Locale {
  try {
    return new Intl.Locale(navigator.language);
  } catch {
    return new Intl.Locale(NEUTRAL);
  }
}
