/** Short words about what was just done, with the way back. */
import { backend, Failure, type Changed } from '../backend';
import { m } from '../paraglide/messages';
import { fresh } from './fresh.svelte';

export interface Toast {
  readonly id: number;
  readonly words: string;
  readonly tone: 'done' | 'failure';
  /** Takes it back. */
  readonly undo?: () => Promise<void>;
}

const LASTS_MS = 10_000;
let next = 0;
const list = $state<Toast[]>([]);

export const toasts: { readonly all: readonly Toast[] } = {
  get all() {
    return list;
  },
};

export function dismiss(id: number): void {
  const at = list.findIndex((toast) => toast.id === id);
  if (at >= 0) list.splice(at, 1);
}

function raise(toast: Omit<Toast, 'id'>): void {
  const id = (next += 1);
  // Only the latest change has a way back in sight: older words make way.
  for (const old of list.filter((other) => other.tone === toast.tone)) dismiss(old.id);
  list.push({ ...toast, id });
}

/** How long a toast stays when nothing holds it, milliseconds. A failure stays until it is dismissed. */
export const lasts = (toast: Toast): number | undefined => (toast.tone === 'failure' ? undefined : LASTS_MS);

/** Says that something was done that changed nothing here. */
export function say(words: string): void {
  raise({ words, tone: 'done' });
}

/** Shows a failure. */
export function complain(thrown: unknown): void {
  raise({ words: Failure.from(thrown, m.shell_unexpected()).message, tone: 'failure' });
}

/** Tells of a change: what shows its topics fetches again, and a toast offers the way back. */
export function tell(changed: Changed): void {
  fresh(changed.topics);
  const token = changed.undo;
  raise({
    words: changed.done,
    tone: 'done',
    ...(token === null ? {} : { undo: () => change(() => backend.undo(token)).then(() => undefined) }),
  });
}

/**
 * Does a verb and tells of it. Answers whether it was done; a failure goes to `otherwise`, or into a toast.
 */
export async function change(verb: () => Promise<Changed | null>, otherwise: (failure: Failure) => void = complain): Promise<boolean> {
  try {
    const changed = await verb();
    if (changed) tell(changed);
    return changed !== null;
  } catch (thrown) {
    otherwise(Failure.from(thrown, m.shell_unexpected()));
    return false;
  }
}

/** Takes the latest change back, where its toast is still in sight; answers whether there was one. */
export function undoLatest(): boolean {
  const latest = list.findLast((toast) => toast.undo);
  if (!latest) return false;
  dismiss(latest.id);
  void latest.undo?.();
  return true;
}
