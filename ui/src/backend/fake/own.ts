/** A person's own routines. */
import { Failure, type Verbs } from '../index';
import type { OwnRoutine, RoutineCard } from '../types';
import { routines } from './library';
import type { Book, State } from './state';

const total = ({ steps }: OwnRoutine): number => steps.reduce((sum, { seconds }) => sum + seconds, 0);

/** The card of a routine of one's own: the fake's screen does not judge it. */
export const ownCard = ([id, routine]: [string, OwnRoutine]): RoutineCard => ({
  id, own: true, language: 'en', unreviewed: false, title: routine.title, summary: routine.summary, places: routine.places, seconds: total(routine),
  pressure: Math.max(0, ...routine.steps.map(({ pressure }) => pressure)), regions: [...new Set(routine.steps.flatMap(({ regions }) => regions))], breath_cue: null,
  known: 'Put together by you. Nobody has studied it.', certainty: 'very-low', references: [], allowed: true, blocked: [], open: [], adjustments: [], ask_tonight: [],
  steps: routine.steps.map((step) => ({
    seconds: step.seconds, title: step.title, text: step.text, pressure: step.pressure, side: step.side, regions: step.regions,
    breath_in_s: routine.breath?.in_s ?? null, breath_out_s: routine.breath?.out_s ?? null,
  })),
});

function invalid({ title, steps, places }: OwnRoutine): { field: string; message: string } | null {
  const nowhere = steps.findIndex(({ means, regions }) => means !== 'rest' && regions.length === 0);
  const nameless = steps.findIndex((step) => step.title.trim() === '');
  if (title.trim() === '') return { field: 'title', message: 'It needs a name, of 60 characters at most.' };
  if (nameless >= 0) return { field: `step[${nameless}].title`, message: 'It needs a name, of 60 characters at most.' };
  if (places.length === 0) return { field: 'places', message: 'Say where it can be done.' };
  if (nowhere >= 0) return { field: `step[${nowhere}].regions`, message: 'Say where on the body: the safety questions need to know.' };
  return null;
}

type Own = 'routineDraft' | 'checkRoutine' | 'saveRoutine' | 'removeRoutine' | 'exportRoutine' | 'importRoutine';

export function own(book: Book): Pick<Verbs, Own> {
  const save = (id: string, routine: OwnRoutine) => book.change(['massage'], 'Routine kept', (state: State) => (state.own = { ...state.own, [id]: routine }));
  return {
    async routineDraft(id) {
      const kept = book.state.own[id];
      const ours = routines.find((routine) => routine.id === id);
      if (kept) return structuredClone(kept);
      if (!ours) throw new Failure('not-found', 'There is no such routine.');
      const { title, summary, places, breath, step } = ours;
      return structuredClone({ title, summary, places, breath: breath ?? null, steps: step }) as OwnRoutine;
    },
    async checkRoutine(routine) {
      return { invalid: invalid(routine as OwnRoutine), seconds: total(routine as OwnRoutine), blocked: [] };
    },
    async saveRoutine(id, routine) {
      const at = id ?? `own-${book.id()}`;
      return [at, save(at, structuredClone(routine) as OwnRoutine)];
    },
    async removeRoutine(id) {
      return book.change(['massage'], 'Routine removed', (state) => {
        state.own = Object.fromEntries(Object.entries(state.own).filter(([other]) => other !== id));
      });
    },
    async exportRoutine() {
      return true;
    },
    async importRoutine() {
      return null;
    },
  };
}
