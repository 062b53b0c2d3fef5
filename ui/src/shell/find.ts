/** Which entries a few typed words mean, best first. Pure. */
import type { Entry } from './entries';

const plain = (text: string) => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

/** How well one word fits a text: at its start, at a word's start, anywhere, or not at all. */
function fit(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return 4;
  return text[at - 1] === ' ' ? 3 : 1;
}

/** How well all of `words` fit an entry; 0 where one fits nothing. Its label counts more than its other words. */
export function score(words: string, entry: Entry): number {
  const label = plain(entry.label);
  const others = plain([entry.hint ?? '', ...(entry.words ?? [])].join(' '));
  const fits = plain(words)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => Math.max(2 * fit(word, label), Math.min(2, fit(word, others))));
  return fits.includes(0) ? 0 : fits.reduce((sum, one) => sum + one, 0);
}

/** The entries that fit, the best first; all of them where nothing is typed. */
export function found<T extends Entry>(words: string, entries: readonly T[]): T[] {
  if (words.trim() === '') return [...entries];
  const scored = entries.map((entry) => ({ entry, at: score(words, entry) })).filter(({ at }) => at > 0);
  return scored.sort((one, other) => other.at - one.at).map(({ entry }) => entry);
}
