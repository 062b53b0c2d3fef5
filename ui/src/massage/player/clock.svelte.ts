/**
 * The player's time as the page shows it.
 *
 * Rust keeps the time; it is asked again and again, and in between the page counts on from its last answer.
 */
import { backend, Failure, type ActivePlayer, type PlayerMove } from '../../backend';
import { m } from '../../paraglide/messages';

const POLL_MS = 1_000;

/** Where someone is in the steps. */
export interface Position {
  readonly step: number;
  readonly elapsed: number;
  readonly left: number;
  readonly totalLeft: number;
  readonly finished: boolean;
}

/** Counts `seconds` on from what Rust said. */
export function countOn(said: ActivePlayer, seconds: number): Position {
  let { step } = said;
  let elapsed = said.elapsed_s ?? 0;
  let left = said.left_s ?? 0;
  const totalLeft = said.total_left_s ?? 0;
  if (said.paused || said.finished) return { step, elapsed, left, totalLeft, finished: said.finished };
  let run = Math.max(0, seconds);
  while (run >= left && step < said.steps.length - 1) {
    run -= left;
    step += 1;
    elapsed = 0;
    left = said.steps[step]?.seconds ?? 0;
  }
  const ran = Math.min(run, left);
  return { step, elapsed: elapsed + ran, left: left - ran, totalLeft: Math.max(0, totalLeft - Math.max(0, seconds)), finished: run >= left };
}

export class PlayerClock {
  /** What Rust said last; null where nothing is played, undefined until it is known. */
  said = $state.raw<ActivePlayer | null>();
  failure = $state.raw<Failure>();
  /** When that was, on the page's own clock. */
  private heard = 0;
  private at = $state(0);
  private asking: ReturnType<typeof setInterval> | undefined;
  private frame = 0;
  /** A move that was made after a question was asked makes its answer old. */
  private moves = 0;

  position = $derived.by((): Position | undefined => (this.said ? countOn(this.said, (this.at - this.heard) / 1000) : undefined));

  /** Starts asking; ends what it began. */
  run(): () => void {
    const draw = () => {
      this.tick();
      this.frame = requestAnimationFrame(draw);
    };
    void this.ask();
    // Frames stop while the window is hidden; asking does not, so the chime still comes.
    this.asking = setInterval(() => {
      this.tick();
      void this.ask();
    }, POLL_MS);
    this.frame = requestAnimationFrame(draw);
    return () => {
      clearInterval(this.asking);
      cancelAnimationFrame(this.frame);
    };
  }

  async move(to: PlayerMove): Promise<void> {
    this.moves += 1;
    try {
      this.hear(await backend.movePlayer(to));
    } catch (thrown) {
      this.failure = Failure.from(thrown, m.shell_unexpected());
    }
  }

  private async ask(): Promise<void> {
    const moves = this.moves;
    try {
      const said = await backend.player();
      if (moves === this.moves) this.hear(said);
    } catch (thrown) {
      this.failure = Failure.from(thrown, m.shell_unexpected());
    }
  }

  private hear(said: ActivePlayer | null): void {
    this.failure = undefined;
    this.heard = performance.now();
    this.at = this.heard;
    this.said = said;
  }

  private tick(): void {
    this.at = performance.now();
  }
}
