/** An import on its way: one at a time, wherever it was begun. */
import { backend, Failure, type FileDropped, type ImportPreview } from '../backend';
import { m } from '../paraglide/messages';
import { say, tell } from '../shell/toasts.svelte';

type Stage =
  | { readonly at: 'rest' }
  /** The person chooses a file in the system's own dialog. */
  | { readonly at: 'choosing' }
  | { readonly at: 'reading'; readonly share: number | undefined }
  | { readonly at: 'preview'; readonly preview: ImportPreview }
  | { readonly at: 'writing'; readonly preview: ImportPreview }
  | { readonly at: 'failed'; readonly failure: Failure };

let stage = $state.raw<Stage>({ at: 'rest' });
let hovering = $state(false);

export const importing = {
  get stage(): Stage {
    return stage;
  },
  /** Whether a file hovers over the window. */
  get hovering(): boolean {
    return hovering;
  },
};

const failed = (thrown: unknown) => (stage = { at: 'failed', failure: Failure.from(thrown, m.shell_unexpected()) });

async function plan(first: Stage, read: () => Promise<ImportPreview | null>): Promise<void> {
  if (stage.at !== 'rest' && stage.at !== 'failed') return;
  stage = first;
  try {
    const preview = await read();
    stage = preview ? { at: 'preview', preview } : { at: 'rest' };
  } catch (thrown) {
    failed(thrown);
  }
}

/** Lets the person choose a file and reads it. */
export const chooseFile = (): Promise<void> => plan({ at: 'choosing' }, () => backend.chooseImport());

/** Stops the reading, or forgets what was read. */
export async function callOff(): Promise<void> {
  const was = stage.at;
  // While it is read the answer to the reading itself ends this stage.
  if (was !== 'reading') stage = { at: 'rest' };
  if (was === 'reading' || was === 'preview') await backend.cancelImport();
}

/** Writes what was read; answers whether it came in. */
export async function bringIn(): Promise<boolean> {
  if (stage.at !== 'preview') return false;
  stage = { at: 'writing', preview: stage.preview };
  try {
    const imported = await backend.commitImport();
    stage = { at: 'rest' };
    if (imported) tell(imported.changed);
    else say(m.data_plan_gone());
    return imported !== null;
  } catch (thrown) {
    failed(thrown);
    return false;
  }
}

/** Listens for files dropped anywhere on the window and for the progress of reading. */
export function listenForFiles(): () => void {
  const dropped = ({ hovering: over, file_name }: FileDropped) => {
    hovering = over;
    if (!over && file_name !== '') void plan({ at: 'reading', share: undefined }, () => backend.planDroppedImport());
  };
  const progressed = (share: number) => {
    if (stage.at === 'choosing' || stage.at === 'reading') stage = { at: 'reading', share };
  };
  const stops = [backend.onFileDropped(dropped), backend.onImportProgress(progressed)];
  return () => stops.forEach((stop) => stop());
}
