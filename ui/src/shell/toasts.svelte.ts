/** Short words about what was just done, with the way back. */
import { backend, Failure, type Changed } from '../backend';
import { m } from '../paraglide/messages';
import { fresh } from './fresh.svelte';

export interface Toast {
  readonly id: number;
  readonly words: string;
  readonly tone: 'done' | 'failure';
  /** The way back, and what it is called in the language that is chosen by then. */
  readonly back?: { readonly name: () => string; readonly go: () => Promise<void> };
}

/** How a change came about: itself, or as the taking back of another. */
type Way = 'done' | 'undone' | 'redone';

const LASTS_MS = 8_000;
let next = 0;
/** The way back from the latest change: it outlasts the toast. */
let latest: { readonly id: number; readonly go: () => Promise<void> } | undefined;
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
  if (toast.back) latest = { id, go: toast.back.go };
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
export function tell(changed: Changed, way: Way = 'done'): void {
  fresh(changed.topics);
  const token = changed.undo;
  const go = async () => {
    if (token !== null) await change(() => backend.undo(token), complain, way === 'undone' ? 'redone' : 'undone');
  };
  raise({
    // The core takes back a taking back as it does all else.
    words: way === 'redone' ? m.shell_redone() : changed.done,
    tone: 'done',
    ...(token === null ? {} : { back: { name: way === 'undone' ? m.shell_redo : m.shell_undo, go } }),
  });
}

/**
 * Does a verb and tells of it. Answers whether it was done; a failure goes to `otherwise`, or into a toast.
 */
export async function change(verb: () => Promise<Changed | null>, otherwise: (failure: Failure) => void = complain, way: Way = 'done'): Promise<boolean> {
  try {
    const changed = await verb();
    if (changed) tell(changed, way);
    return changed !== null;
  } catch (thrown) {
    otherwise(Failure.from(thrown, m.shell_unexpected()));
    return false;
  }
}

/** Goes the way back from the latest change, though its toast may be gone; answers whether there was one. */
export function undoLatest(): boolean {
  if (!latest) return false;
  goBack(latest.id, latest.go);
  return true;
}

/** Goes a toast's way back, once. */
export function goBack(id: number, go: () => Promise<void>): void {
  dismiss(id);
  if (latest?.id === id) latest = undefined;
  void go();
}
