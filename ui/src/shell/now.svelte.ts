/** A minute hand: what depends on the time of day reads `minute` and is fetched again when it moves. */
let ticks = $state(0);

export const now = {
  get minute(): number {
    return ticks;
  },
};

/** Moves with each minute, and at once when the window is looked at again, for timers sleep while it is hidden. */
export function startTheMinuteHand(): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const tick = () => {
    ticks += 1;
    clearTimeout(timer);
    timer = setTimeout(tick, 60_000 - (Date.now() % 60_000));
  };
  const looked = () => document.visibilityState === 'visible' && tick();
  timer = setTimeout(tick, 60_000 - (Date.now() % 60_000));
  document.addEventListener('visibilitychange', looked);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', looked);
  };
}
