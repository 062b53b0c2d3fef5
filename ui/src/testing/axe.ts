/** Asks axe about what is on the page. Colours are measured in the browser: jsdom does not paint. */
import axe from 'axe-core';

export async function findings(node: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(node, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
