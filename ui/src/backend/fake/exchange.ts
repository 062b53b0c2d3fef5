/** Bringing nights and appointments in and taking them out. */
import type { Unsubscribe, Verbs } from '../index';
import type { FileDropped, ImportPreview, MediaKey } from '../types';
import { inventNights } from './nights';
import type { Book } from './state';
import { plusDays } from './time';

type Exchange =
  | 'chooseImport' | 'planDroppedImport' | 'cancelImport' | 'commitImport' | 'undoImport' | 'imports' | 'exportDiary' | 'exportCalendar' | 'backupDiary' | 'restoreDiary';

/** Those who listen to something, and telling them. */
export class Channel<T> {
  private readonly listeners = new Set<(what: T) => void>();

  readonly on = (then: (what: T) => void): Unsubscribe => {
    this.listeners.add(then);
    return () => this.listeners.delete(then);
  };

  tell(what: T): void {
    for (const listener of this.listeners) listener(what);
  }
}

export interface Channels {
  elsewhere: Channel<void>;
  dropped: Channel<FileDropped>;
  mediaKey: Channel<MediaKey>;
  progress: Channel<number>;
  place: Channel<string>;
}

export function exchange(book: Book, channels: Channels): Pick<Verbs, Exchange> {
  let plan: ImportPreview | null = null;
  let records = inventNights('2026-10-01', 0);
  const read = async (): Promise<ImportPreview> => {
    for (const share of [0.2, 0.55, 0.9, 1]) {
      channels.progress.tell(share);
      await Promise.resolve();
    }
    const first = book.state.records[0]?.night ?? '2026-11-22';
    records = inventNights(plusDays(first, -1), 30).filter(({ primary }) => primary).map((record) => ({ ...record, id: book.id(), source: 'sleep-as-android' }));
    plan = {
      file_name: 'sleep-export.zip', format: 'sleep-as-android', read: records.length + 5, new: records.length, new_naps: 0, new_days: 2, new_appointments: 0, duplicates: 3,
      skipped: [{ line: 14, reason: 'The end is before the start.' }, { line: 61, reason: 'There is no end time.' }],
      first: records[0]?.night ?? null, last: records.at(-1)?.night ?? null, sample: records.slice(0, 4), appointments: [],
    };
    return plan;
  };
  return {
    chooseImport: read,
    planDroppedImport: read,
    async cancelImport() {
      plan = null;
    },
    async commitImport() {
      if (!plan) return null;
      const { file_name, format, read: all, new: imported, duplicates, skipped } = plan;
      const batch = book.id();
      const changed = book.change(['diary'], `${imported} records brought in`, (state) => {
        state.records = [...records, ...state.records];
        state.imports = [{ batch, at: state.now, format, file_name, records: imported, naps: 0, days: 2, appointments: 0 }, ...state.imports];
      });
      plan = null;
      return { done: { batch, format, read: all, imported, naps: 0, duplicates, skipped }, changed };
    },
    async undoImport(batch) {
      return book.change(['diary'], 'The import was taken back.', (state) => {
        const ids = new Set(records.map(({ id }) => id));
        state.records = state.records.filter(({ id }) => !ids.has(id));
        state.imports = state.imports.filter((other) => other.batch !== batch);
      });
    },
    async imports() {
      return book.state.imports;
    },
    async exportCalendar() {
      return book.state.reminders.length;
    },
    async exportDiary() {
      return book.state.records.length;
    },
    async backupDiary() {
      return true;
    },
    async restoreDiary() {
      return null;
    },
  };
}
