import type { MediaKey } from '../../backend';

/** The player's keys. */
export type Press = 'toggle' | 'back' | 'next' | 'hurts' | 'leave';

const presses: Record<string, Press> = {
  ' ': 'toggle', ArrowLeft: 'back', ArrowRight: 'next', h: 'hurts', H: 'hurts', Escape: 'leave',
  // A keyboard's own keys for players, where the desktop leaves them to the window in front.
  MediaPlayPause: 'toggle', MediaPlay: 'toggle', MediaPause: 'toggle', MediaTrackPrevious: 'back', MediaTrackNext: 'next', MediaStop: 'leave',
};

/** What a key means here; nothing where it belongs to something else. */
export function pressOf(event: KeyboardEvent): Press | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined;
  const press = presses[event.key];
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  // A field keeps its keys; a button that was reached by keyboard keeps the space bar.
  if (target?.matches('input, textarea, select') && press !== 'leave' && !event.key.startsWith('Media')) return undefined;
  if (press === 'toggle' && target?.matches('button:focus-visible, summary, a')) return undefined;
  return press;
}

/** What a key for players means, wherever it was pressed; nothing where it asks for what is so already. */
export function pressOfMedia(key: MediaKey, paused: boolean): Press | undefined {
  if (key === 'play') return paused ? 'toggle' : undefined;
  if (key === 'pause') return paused ? undefined : 'toggle';
  return key === 'stop' ? 'leave' : key;
}
