/** Where in an article the person is, so that it can be found again. */

/** Nobody has begun an article whose first paragraphs are still in sight. */
const BEGUN = 2;
/** So much of a block must still be below the upper edge for it to be the one that is read, px. */
const SLIVER = 12;

/** The block that is read: the topmost whose end is in sight. `null` before the article is begun, and once its end is in sight. */
export function blockInSight(body: Element, top: number, bottom: number): number | null {
  const blocks = [...body.children];
  const last = blocks.at(-1);
  if (!last || last.getBoundingClientRect().bottom <= bottom) return null;
  const at = blocks.findIndex((block) => block.getBoundingClientRect().bottom > top + SLIVER);
  return at < BEGUN ? null : at;
}

/** The heading that a block stands under. */
export function headingOf(body: Element, block: number): string | undefined {
  const before = [...body.children].slice(0, block + 1);
  return before.findLast((other) => other.matches('h2, h3'))?.textContent ?? undefined;
}
