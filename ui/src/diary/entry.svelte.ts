/** An entry on its way to the diary: kept as it is typed, shown as it would become, asked about, saved. */
import { backend, Failure, type Entry, type EntryPreview, type RecordId } from '../backend';
import { m } from '../paraglide/messages';
import { awakeShares, stopsOf, timesOf, type AwakeShare, type Stops } from '../ribbon/stops';
import { prefs } from '../shell/prefs.svelte';
import { change } from '../shell/toasts.svelte';

const PAUSE_MS = 150;

/** How an attempt to save ended. */
export type Outcome = 'saved' | 'refused' | 'asked';

export class Draft {
  entry = $state() as Entry;
  /** What the core makes of the entry as it stood a moment ago. */
  preview = $state.raw<EntryPreview>();
  /** What a saving was refused for, until the entry changes. */
  failure = $state.raw<Failure>();
  /** Whether the person began to fill it in. */
  begun = $state(false);
  /** Questions the person has answered with yes, as field and message: other times raise other questions. */
  private confirmed = $state.raw<readonly string[]>([]);
  private awakeSeen = $state.raw<readonly AwakeShare[]>([]);

  constructor(
    start: Entry,
    readonly id: RecordId | null,
  ) {
    this.entry = { ...start };
    // Asked a moment after the last change; an answer that was overtaken is left aside.
    $effect(() => {
      const entry = $state.snapshot(this.entry);
      let overtaken = false;
      const timer = setTimeout(() => {
        void backend.previewEntry(entry, this.id).then(
          (preview) => !overtaken && this.take(preview),
          () => {},
        );
      }, PAUSE_MS);
      return () => {
        overtaken = true;
        clearTimeout(timer);
      };
    });
  }

  get rollover(): string {
    return prefs.settings?.rollover ?? '12:00';
  }

  get stops(): Stops {
    return stopsOf(this.entry, this.rollover);
  }

  get awake(): readonly AwakeShare[] {
    return this.awakeSeen;
  }

  /** Something is being filled in, though it may not be read yet. */
  begin(): void {
    this.begun = true;
  }

  /** Changes some of the entry. */
  set(some: Partial<Entry>): void {
    this.begin();
    this.entry = { ...this.entry, ...some };
    this.failure = undefined;
  }

  /** Follows the ribbon's edges. */
  follow(stops: Stops): void {
    this.set(timesOf(stops));
  }

  /** What is wrong with a field. */
  problem(field: keyof Entry): string | undefined {
    if (this.failure?.field === field) return this.failure.message;
    return this.preview?.invalid?.field === field ? this.preview.invalid.message : undefined;
  }

  /** What is asked about a field and not yet answered. */
  question(field: keyof Entry): string | undefined {
    return this.open.find((question) => question.field === field)?.message;
  }

  /** The first field that is asked about. */
  get asked(): string | undefined {
    return this.open[0]?.field;
  }

  /** The first field that is wrong. */
  get wrong(): string | undefined {
    return this.failure?.field ?? this.preview?.invalid?.field;
  }

  /** Answers a question with yes. */
  confirm(field: keyof Entry): void {
    this.confirmed = [...this.confirmed, ...this.open.filter((question) => question.field === field).map((question) => question.message)];
  }

  /** Saves what the core does not refuse and the person was not asked about. */
  async save(): Promise<Outcome> {
    const entry = $state.snapshot(this.entry);
    try {
      this.take(await backend.previewEntry(entry, this.id));
    } catch (thrown) {
      this.failure = Failure.from(thrown, m.shell_unexpected());
      return 'refused';
    }
    if (this.preview?.invalid) return 'refused';
    if (this.open.length > 0) return 'asked';
    const { id } = this;
    const saved = await change(
      () => (id === null ? backend.logNight(entry) : backend.editNight(id, entry)),
      (failure) => (this.failure = failure),
    );
    return saved ? 'saved' : 'refused';
  }

  private get open() {
    return (this.preview?.questions ?? []).filter((question) => !this.confirmed.includes(question.message));
  }

  private take(preview: EntryPreview): void {
    this.preview = preview;
    if (preview.ribbon) this.awakeSeen = awakeShares(preview.ribbon);
  }
}
