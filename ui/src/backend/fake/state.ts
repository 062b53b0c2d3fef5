/** What the fake remembers: plain data, so that any change can be taken back by putting an earlier copy in its place. */
import type {
  AgentState,
  BodyEvening,
  Changed,
  Course,
  DayFactors,
  NightView,
  Occurrence,
  OwnRoutine,
  PastImport,
  Reminder,
  SafetyItem,
  Schedule,
  SessionView,
  Settings,
  Topic,
  Tonight,
} from '../types';
import type { Playing } from './massage';
import type { KeptTrial } from './trial';

export interface State {
  now: string;
  settings: Settings;
  schedule: Schedule;
  records: NightView[];
  naps: NightView[];
  factors: Record<string, DayFactors>;
  sessions: SessionView[];
  /** A person's own routines by their slugs. */
  own: Record<string, OwnRoutine>;
  body: BodyEvening[];
  courses: Course[];
  trials: KeptTrial[];
  reminders: Reminder[];
  /** What became of occurrences, by reminder and due instant. */
  ledger: Occurrence[];
  safety: SafetyItem[];
  /** Safety questions answered this evening. */
  tonight: string[];
  player: Playing | null;
  imports: PastImport[];
  pausedUntil: string | null;
  trial: Tonight['trial'];
  /** Articles' ids, the latest last. */
  bookmarks: string[];
  stopped: [article: string, block: number][];
  agent: AgentState;
  nextId: number;
}

/** The state with a memory of its earlier selves. */
export class Book {
  private readonly earlier = new Map<number, { state: State; topics: Topic[] }>();
  private tokens = 0;

  constructor(public state: State) {}

  /** Does something to the state and tells what changed; it can be taken back. */
  change(topics: Topic[], done: string, how: (state: State) => void): Changed {
    const before = structuredClone(this.state);
    how(this.state);
    const token = (this.tokens += 1);
    this.earlier.set(token, { state: before, topics });
    return { topics, undo: token, done };
  }

  undo(token: number): Changed | undefined {
    const found = this.earlier.get(token);
    if (!found) return undefined;
    return this.change(found.topics, 'Taken back.', () => (this.state = structuredClone(found.state)));
  }

  id(): number {
    return (this.state.nextId += 1);
  }
}
