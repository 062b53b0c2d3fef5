/**
 * The one port to the rest of Vesper. A verb answers with its value or throws a [`Failure`].
 *
 * The verbs are the commands of `bindings.ts`, each without its wrapping: a command that is added there is a verb here.
 */
import type { commands } from './bindings';
import type { FileDropped, MediaKey } from './types';

export * from './types';

type Unwrapped<Answer> = Answer extends { status: 'ok'; data: infer Data } ? Data : Answer extends { status: 'error' } ? never : Answer;
type Verb<Command> = Command extends (...args: infer Args) => Promise<infer Answer> ? (...args: Args) => Promise<Unwrapped<Answer>> : never;

export type Verbs = { [Name in keyof typeof commands]: Verb<(typeof commands)[Name]> };

/** Ends a subscription. */
export type Unsubscribe = () => void;

export interface Events {
  /** Another program changed the diary. */
  onChangedElsewhere(then: () => void): Unsubscribe;
  /** A file hovers over the window or was dropped on it. */
  onFileDropped(then: (file: FileDropped) => void): Unsubscribe;
  /** The share of an import that has been read, 0 to 1. */
  onImportProgress(then: (share: number) => void): Unsubscribe;
  /** A key of a keyboard or headset that is for players was pressed, wherever the focus is. */
  onMediaKey(then: (key: MediaKey) => void): Unsubscribe;
  /** A place was asked for from outside. */
  onOpenPlace(then: (place: string) => void): Unsubscribe;
}

export type Backend = Verbs & Events;

/** What went wrong, as the person is told. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    /** `invalid`, `not-found`, `newer-database`, `damaged`, `storage`, or `unexpected` where the page itself failed. */
    readonly code: string,
    message: string,
    /** The field it is about, where the code is `invalid`. */
    readonly field: string | null = null,
  ) {
    super(message);
  }

  /** Any thrown thing as a failure; `otherwise` is said where it carries no words for people. */
  static from(thrown: unknown, otherwise: string): Failure {
    if (thrown instanceof Failure) return thrown;
    console.error(thrown);
    return new Failure('unexpected', otherwise);
  }
}

/** The backend in use. */
export let backend: Backend;

/** Chooses the backend: once at the start of the window, anew for each test. */
export function connect(to: Backend): void {
  backend = to;
}
