/** Courses of massages. */
import { Failure, type Verbs } from '../index';
import type { Course } from '../types';
import type { Book } from './state';
import { nightOf, plusDays } from './time';

type Programme = 'programmes' | 'startProgramme' | 'moveProgrammeDate' | 'endProgramme' | 'removeProgramme';
type Compared = Course['nights'][number];

const compared = (measure: Compared['measure'], name: string, before: number, after: number, half: number): Compared => ({
  measure, name, before, before_n: 14, after, after_n: 13, difference: { mean: after - before, low: after - before - half, high: after - before + half },
  reading: `${before} before, ${after} after. Anything from ${(after - before - half).toFixed(1)} to ${(after - before + half).toFixed(1)} fits what was noted, so it may be no difference at all.`,
});

export function inventCourse(now: string, id: number, done: number): Course {
  const first = plusDays(nightOf(now), -4 * done);
  const dates = Array.from({ length: 10 }, (_, index): Course['dates'][number] => {
    const day = plusDays(first, Math.floor(index / 2) * 7 + (index % 2) * 3);
    return { position: index + 1, day, due: `${day}T18:30:00+01:00`, reminder: 100 + index, state: index < done ? 'done' : 'planned' };
  });
  return {
    id, kind: 'twice-weekly', title: 'Two massages a week for five weeks', routine: null, what: 'a massage by a therapist', dates, done, running: done < 10, ended_on: null,
    known: 'One small study gave healthy young adults such massages, by a therapist, once or twice a week for five weeks. It did not look at sleep.', references: [],
    felt: [compared('tension', 'Tension', 6.2, 3.4, 0.9)],
    nights: [compared('tension', 'Tension', 5.4, 5, 1.2), compared('sol', 'Time to fall asleep', 34, 29, 9), compared('quality', 'Quality of sleep', 3, 3.2, 0.5)],
    before: [plusDays(first, -14), plusDays(first, -1)], after: [first, plusDays(first, 13)],
    reading: `${done} of 10 done.`, caveat: 'You knew what you were trying, so a difference here need not come from the massage.',
  };
}

export function programme(book: Book): Pick<Verbs, Programme> {
  const of = (id: number): Course => {
    const course = book.state.courses.find((other) => other.id === id);
    if (!course) throw new Failure('not-found', 'There is no such course any more.');
    return course;
  };
  const put = (id: number, to: Course | null, done: string) =>
    book.change(['massage', 'reminders'], done, (state) => {
      state.courses = state.courses.flatMap((course) => (course.id === id ? (to ? [to] : []) : [course]));
    });
  return {
    async programmes() {
      return book.state.courses;
    },
    async startProgramme(draft) {
      if (draft.days.length !== 2 && draft.kind === 'twice-weekly') throw new Failure('invalid', 'Choose two weekdays.', 'days');
      const id = book.id();
      const course = { ...inventCourse(book.state.now, id, 0), kind: draft.kind };
      return [id, book.change(['massage', 'reminders'], '10 dates planned; each has its reminder', (state) => (state.courses = [course, ...state.courses]))];
    },
    async moveProgrammeDate(id, position, day) {
      const course = of(id);
      if (course.dates.some((one) => one.day === day && one.position !== position)) throw new Failure('invalid', 'That day is a date of the course already.', 'day');
      return put(id, { ...course, dates: course.dates.map((one) => (one.position === position ? { ...one, day } : one)) }, 'Date moved');
    },
    async endProgramme(id) {
      const course = of(id);
      return put(id, { ...course, running: false, dates: course.dates.map((one) => (one.state === 'planned' ? { ...one, state: 'dropped' } : one)) }, 'Course ended');
    },
    async removeProgramme(id) {
      return put(id, null, 'Course removed');
    },
  };
}
