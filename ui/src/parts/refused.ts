/** What is chosen shows at once; where the choice is refused (its handler answers `false`), what was so before comes back. */
export async function orBack(answer: unknown, back: () => void): Promise<void> {
  if ((await answer) === false) back();
}
