import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** Counts the bells: each is three tones, the lowest its pitch. */
class Silence {
  static pitches: number[] = [];
  state = 'running';
  currentTime = 0;
  destination = {};
  resume = () => Promise.resolve();
  createGain = () => ({ gain: { setValueAtTime: () => {}, linearRampToValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} }, connect: (to: unknown) => to });
  createOscillator = () => {
    const frequency = { value: 0 };
    return { frequency, connect: (to: unknown) => to, start: () => Silence.pitches.push(frequency.value), stop: () => {} };
  };
}
const bells = () => Silence.pitches.filter((_, index) => index % 3 === 0);

describe('the chime', () => {
  beforeEach(() => {
    Silence.pitches = [];
    vi.resetModules();
    vi.stubGlobal('AudioContext', Silence);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    localStorage.clear();
  });

  it('is not heard before the person has pressed something', async () => {
    const { chime } = await import('./chime');
    chime('step');
    expect(bells()).toEqual([]);
  });

  it('is one bell between steps, and three that fall at the end, so that it can be told with eyes closed', async () => {
    const { allow, chime } = await import('./chime');
    allow();
    chime('step');
    expect(bells()).toHaveLength(1);
    chime('end');
    const end = bells().slice(1);
    expect(end).toHaveLength(3);
    expect(end.toSorted((one, other) => other - one), 'each lower than the one before').toEqual(end);
  });

  it('is silent while muted, and stays so', async () => {
    const first = await import('./chime');
    first.mute(true);
    vi.resetModules();
    const later = await import('./chime');
    expect(later.isMuted()).toBe(true);
    later.allow();
    later.chime('end');
    expect(bells()).toEqual([]);
  });
});
