import { describe, expect, it } from 'vitest';

import { addDays, weekdayOf } from '../base/format';
import { week } from '../shell/prefs.svelte';
import { monthLater, weeksOf } from './calendar';

describe('the calendar', () => {
  it('keeps_the_day_of_the_month_or_takes_the_last', () => {
    expect(monthLater('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthLater('2024-01-31', 1), 'a leap year').toBe('2024-02-29');
    expect(monthLater('2026-11-15', -12)).toBe('2025-11-15');
    expect(monthLater('2026-01-10', -1), 'over the new year').toBe('2025-12-10');
    expect(monthLater('2026-11-30', 3)).toBe('2027-02-28');
  });

  it('holds_every_day_of_the_month_once_in_whole_weeks', () => {
    for (let n = 0; n < 60; n += 1)
      for (const turn of [0, 5, 6]) {
        const order = [...week.slice(turn), ...week.slice(0, turn)];
        const month = monthLater('2024-01-01', n);
        const weeks = weeksOf(month, order);
        const days = weeks.flat();
        expect(days.every((day, at) => at === 0 || day === addDays(days[at - 1] ?? '', 1)), 'day after day').toBe(true);
        expect(weeks.every((row) => row.length === 7 && row[0] !== undefined && weekdayOf(row[0]) === order[0]), 'each week begins where the person’s does').toBe(true);
        expect(days.filter((day) => day.startsWith(month.slice(0, 7))).length).toBe(Number(addDays(monthLater(month, 1), -1).slice(8)));
        expect(weeks.every((row) => row.some((day) => day.startsWith(month.slice(0, 7)))), 'and no week beyond').toBe(true);
      }
  });
});
