/** Months and their weeks. Pure; days are civil dates. */
import type { Weekday } from '../backend';
import { addDays, weekdayOf } from '../base/format';

const civil = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** The same day some months later, or the last of that month. */
export function monthLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = Number(civil(year, month + months, 0).slice(8));
  return civil(year, month - 1 + months, Math.min(date, last));
}

/** The weeks that a month reaches into, in the person's order of days. */
export function weeksOf(day: string, order: readonly Weekday[]): string[][] {
  const first = `${day.slice(0, 7)}-01`;
  const next = monthLater(first, 1);
  const weeks: string[][] = [];
  for (let begin = addDays(first, -order.indexOf(weekdayOf(first))); begin < next; begin = addDays(begin, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, n) => addDays(begin, n)));
  }
  return weeks;
}
