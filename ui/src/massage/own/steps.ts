/** A routine of one's own while it is put together. */
import type { OwnRoutine } from '../../backend';

export type Step = OwnRoutine['steps'][number];
export type Means = Step['means'];

/** Only hands and a ball press. */
export const presses = (means: Means): boolean => means === 'hands' || means === 'ball';

export const blankStep = (): Step => ({ seconds: 60, title: '', text: '', means: 'hands', pressure: 2, side: 'both', regions: [] });

export const blank = (): OwnRoutine => ({ title: '', summary: '', places: ['chair'], breath: null, steps: [blankStep()] });

/** A step done by other means: what cannot press no longer does, what presses begins lightly. */
export const by = (step: Step, means: Means): Step => ({ ...step, means, pressure: presses(means) ? Math.max(1, step.pressure) : 0 });

/** The steps with one moved up or down. */
export function moved(steps: readonly Step[], index: number, way: 1 | -1): Step[] {
  const to = index + way;
  const all = [...steps];
  const step = all[index];
  if (step === undefined || to < 0 || to >= all.length) return all;
  all.splice(index, 1);
  all.splice(to, 0, step);
  return all;
}

/** The number of the step that a refused field is in, from 0: `step[2].pressure`. */
export function stepOf(field: string | null | undefined): number | undefined {
  const found = /^step\[(\d+)\]/.exec(field ?? '');
  return found ? Number(found[1]) : undefined;
}
