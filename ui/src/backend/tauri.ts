/** The backend of the window: the generated commands, unwrapped. */
import { commands, events } from './bindings';
import { Failure, type Backend, type Unsubscribe, type Verbs } from './index';

type Answer = { status: 'ok'; data: unknown } | { status: 'error'; error: { code: string; message: string; field: string | null } };

const isAnswer = (value: unknown): value is Answer => typeof value === 'object' && value !== null && 'status' in value && ('data' in value || 'error' in value);

function unwrap(command: (...args: never[]) => Promise<unknown>) {
  return async (...args: never[]): Promise<unknown> => {
    const answer = await command(...args);
    if (!isAnswer(answer)) return answer;
    if (answer.status === 'error') throw new Failure(answer.error.code, answer.error.message, answer.error.field);
    return answer.data;
  };
}

const verbs = Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, unwrap(command)])) as unknown as Verbs;

/** Tauri subscribes in its own time; a page that leaves before must not stay subscribed. */
function subscription(listening: Promise<() => void>): Unsubscribe {
  return () => void listening.then((stop) => stop());
}

export const tauriBackend: Backend = {
  ...verbs,
  onChangedElsewhere: (then) => subscription(events.changedElsewhere.listen(() => then())),
  onFileDropped: (then) => subscription(events.fileDropped.listen(({ payload }) => then(payload))),
  onImportProgress: (then) => subscription(events.importProgress.listen(({ payload }) => then(payload ?? 0))),
  onMediaKey: (then) => subscription(events.mediaKey.listen(({ payload }) => then(payload))),
  onOpenPlace: (then) => subscription(events.openPlace.listen(({ payload }) => then(payload))),
};
