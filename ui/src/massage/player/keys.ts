/** The player's keys. */
export type Press = 'toggle' | 'back' | 'next' | 'hurts' | 'leave';

const presses: Record<string, Press> = {
  ' ': 'toggle', ArrowLeft: 'back', ArrowRight: 'next', h: 'hurts', H: 'hurts', Escape: 'leave',
  // A keyboard's or headset's own keys, where the desktop leaves them to the window in front.
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

/** Lets the keys of a keyboard or headset reach the player while the window is in the background. */
export function mediaKeys(press: (press: Press) => void): () => void {
  const session = 'mediaSession' in navigator ? navigator.mediaSession : undefined;
  const actions = { play: 'toggle', pause: 'toggle', previoustrack: 'back', nexttrack: 'next', stop: 'leave' } as const;
  const set = (name: keyof typeof actions, handler: (() => void) | null) => {
    try {
      session?.setActionHandler(name, handler);
    } catch {
      // A webview that does not know an action throws; the other keys still work.
    }
  };
  const names = Object.keys(actions) as (keyof typeof actions)[];
  for (const name of names) set(name, () => press(actions[name]));
  return () => {
    for (const name of names) set(name, null);
  };
}
