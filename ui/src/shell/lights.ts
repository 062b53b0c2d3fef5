/** Which light the window stands in, and its slow turn at dusk. */
import type { Light } from '../backend';

const TURN_MS = 4_200;
let turning: ReturnType<typeof setTimeout> | undefined;

/** Sets the light the person chose; `auto` stands in `now`, the light of the hour. */
export function setLight(chosen: Light, now: Light | undefined): void {
  const root = document.documentElement;
  const light = chosen === 'auto' ? now : chosen;
  if (light === undefined || light === 'auto') return;
  const before = root.dataset['light'];
  if (light === 'system') delete root.dataset['light'];
  else root.dataset['light'] = light;
  if (chosen === 'auto' && before !== undefined && before !== light) {
    root.dataset['turning'] = '';
    clearTimeout(turning);
    turning = setTimeout(() => delete root.dataset['turning'], TURN_MS);
  }
}
