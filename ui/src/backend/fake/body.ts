/** Where it is tight or sore. */
import type { Verbs } from '../index';
import type { BodyAdvice, BodyEvening, Mark, RegionHistory } from '../types';
import { cardsOf } from './massage';
import type { Book } from './state';
import { nightOf, plusDays } from './time';

const WEEK = 7;

/** The Monday of a civil date's week. */
const mondayOf = (civil: string): string => plusDays(civil, -((new Date(`${civil}T00:00:00Z`).getUTCDay() + 6) % WEEK));

function histories(evenings: readonly BodyEvening[]): RegionHistory[] {
  const mondays = [...new Set(evenings.map(({ night }) => mondayOf(night)))].toSorted();
  const regions = [...new Set(evenings.flatMap(({ marks }) => marks.map(({ region }) => region)))];
  return regions.map((region): RegionHistory => {
    const weeks = mondays.map((monday) => {
      const week = evenings.filter(({ night }) => mondayOf(night) === monday);
      const levels = week.map(({ marks }) => Math.max(0, ...marks.filter((mark) => mark.region === region).map(({ level }) => level)));
      return { monday, evenings: week.length, marked: levels.filter((level) => level > 0).length, level: levels.reduce((sum, level) => sum + level, 0) / week.length };
    });
    const [first, last] = [weeks[0]?.level ?? 0, weeks.at(-1)?.level ?? 0];
    return { region, weeks, reading: `The ${region}: from ${first.toFixed(1)} of 10 to ${last.toFixed(1)}.` };
  });
}

export function inventEvenings(now: string): BodyEvening[] {
  return [24, 22, 19, 17, 12, 10, 8, 3, 1].map((daysAgo, index): BodyEvening => ({
    night: plusDays(nightOf(now), -daysAgo),
    marks: [
      { region: 'shoulder', side: 'both', level: Math.max(1, 7 - Math.floor(index / 2)) },
      ...(index % 3 === 0 ? [{ region: 'lower-back', side: 'both', level: 4 } as const] : []),
    ],
  }));
}

type Body = 'bodyTonight' | 'markBody' | 'clearBody' | 'bodyHistory' | 'adviseBody';

export function body(book: Book): Pick<Verbs, Body> {
  const at = () => nightOf(book.state.now);
  const put = (night: string, marks: Mark[] | undefined) => (state: Book['state']) => {
    state.body = [...state.body.filter((evening) => evening.night !== night), ...(marks ? [{ night, marks }] : [])].toSorted((one, other) => one.night.localeCompare(other.night));
  };
  return {
    async bodyTonight() {
      return book.state.body.find(({ night }) => night === at()) ?? null;
    },
    async markBody(marks) {
      return book.change(['massage'], 'Marks kept.', put(at(), structuredClone(marks)));
    },
    async clearBody(night) {
      return book.change(['massage'], 'Marks removed.', put(night, undefined));
    },
    async bodyHistory() {
      return histories(book.state.body);
    },
    async adviseBody(marks): Promise<BodyAdvice> {
      const fit = cardsOf(book.state).flatMap((card) => {
        const reached = marks.filter(({ region }) => card.regions.includes(region));
        const worst = reached.toSorted((one, other) => other.level - one.level)[0];
        if (!worst) return [];
        const share = card.steps.filter((step) => step.regions.includes(worst.region)).reduce((sum, { seconds }) => sum + seconds, 0) / card.seconds;
        const suggestion = {
          routine: card.id, title: card.title, regions: reached.map(({ region }) => region), reason: `It works where you marked ${worst.region} with ${worst.level}.`,
          certainty: card.certainty, known: card.known, allowed: card.allowed, why_not: card.blocked,
        };
        return [{ suggestion, order: (card.allowed ? 100 : 0) + reached.reduce((sum, { level }) => sum + level, 0) + share }];
      });
      return {
        ask: marks.some(({ region, side }) => region === 'calf' && side !== 'both') ? ['dvt-suspected'] : [],
        suggestions: fit.toSorted((one, other) => other.order - one.order).map(({ suggestion }) => suggestion),
        remarks: [],
      };
    },
  };
}
