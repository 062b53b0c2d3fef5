/** Soft chimes made by Web Audio: no files, and no sound before the person has touched something. */
const KEY = 'vesper.chime';

let context: AudioContext | undefined;

/** Whether the chimes are heard; kept on this computer. */
export function isMuted(): boolean {
  return localStorage.getItem(KEY) === 'off';
}

export function mute(muted: boolean): void {
  localStorage.setItem(KEY, muted ? 'off' : 'on');
}

/** Lets sound be made: to be called where the person pressed something. */
export function allow(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
}

/** One bell: a sine with two quiet partials that fade away. */
function bell(to: AudioContext, pitch: number, after: number, loudness: number): void {
  const start = to.currentTime + after;
  const partials = [
    { ratio: 1, share: 1, fade: 2.4 },
    { ratio: 2.01, share: 0.28, fade: 1.5 },
    { ratio: 3.02, share: 0.1, fade: 0.9 },
  ];
  for (const { ratio, share, fade } of partials) {
    const tone = to.createOscillator();
    const gain = to.createGain();
    tone.frequency.value = pitch * ratio;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loudness * share, start + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + fade);
    tone.connect(gain).connect(to.destination);
    tone.start(start);
    tone.stop(start + fade);
  }
}

/** One bell between two steps; three, falling, at the end. */
export function chime(of: 'step' | 'end'): void {
  if (isMuted() || context?.state !== 'running') return;
  if (of === 'step') bell(context, 440, 0, 0.12);
  else for (const [index, pitch] of [523.25, 440, 349.23].entries()) bell(context, pitch, index * 0.7, 0.11);
}
