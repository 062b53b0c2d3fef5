import { describe, expect, it } from 'vitest';

import { backend, type ReminderDraft } from '../backend';
import { blank, draftOf, formOf, kinds, ofKind } from './reminder';

const today = '2026-11-23';

describe("a reminder's form", () => {
  it.each(kinds)('makes a draft for %s that begins today', (kind) => {
    const draft = draftOf({ ...blank(kind, today), title: 'Words' });
    expect(draft).toMatchObject({ kind, title: 'Words', enabled: true });
    expect(draft.rule.start).toBe(draft.rule.when.once === undefined ? today : '2026-11-24');
  });

  it('proposes no appointment that has passed already', () => {
    const appointment = ofKind(blank('self-massage', today), 'professional-massage');
    expect([appointment.way, appointment.onceDate], 'the day after, whatever the hour is now').toEqual(['once', '2026-11-24']);
  });

  it('makes a rule relative to lights out', () => {
    const { rule } = draftOf({ ...blank('self-massage', today), before: 45, days: ['mon', 'thu'], everyWeeks: 2 });
    expect(rule).toEqual({ when: { 'before-lights-out': 45 }, days: ['mon', 'thu'], kind_of_day: null, every_weeks: 2, start: today, until: null, count: null });
  });

  it('makes a one-off of the wall clock, without weekdays or an end', () => {
    const { rule } = draftOf({ ...blank('professional-massage', today), way: 'once', onceDate: '2026-11-26', onceTime: '17:30', days: ['mon'], everyWeeks: 3, ends: 'count' });
    expect(rule).toEqual({ when: { once: '2026-11-26T16:30:00Z' }, days: [], kind_of_day: null, every_weeks: 1, start: '2026-11-26', until: null, count: null });
  });

  it("reads an appointment's clock in its own zone, and shows it so again", () => {
    const form = { ...blank('professional-massage', today), onceDate: '2026-11-26', onceTime: '17:30', zone: 'America/New_York', headsUps: [60, 1440], place: ' Park Street 3 ' };
    const draft = draftOf(form);
    expect(draft.rule.when).toEqual({ once: '2026-11-26T22:30:00Z' });
    expect(draft.appointment).toMatchObject({ place: 'Park Street 3', therapist: null, zone: 'America/New_York', heads_ups: [1440, 60] });
    expect(formOf(draft, today)).toMatchObject({ onceDate: '2026-11-26', onceTime: '17:30' });
  });

  it('keeps no weekdays where it follows work days or free days', () => {
    const { rule } = draftOf({ ...blank('wind-down', today), days: ['mon'], kindOfDay: 'free' });
    expect(rule).toMatchObject({ days: [], kind_of_day: 'free' });
  });

  it('keeps one end at most', () => {
    const form = { ...blank('custom', today), until: '2026-12-31', count: 5 };
    expect(draftOf({ ...form, ends: 'never' }).rule).toMatchObject({ until: null, count: null });
    expect(draftOf({ ...form, ends: 'until' }).rule).toMatchObject({ until: '2026-12-31', count: null });
    expect(draftOf({ ...form, ends: 'count' }).rule).toMatchObject({ until: null, count: 5 });
  });

  it('writes all seven days as every day', () => {
    expect(draftOf({ ...blank('custom', today), days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] }).rule.days).toEqual([]);
  });

  it('changes nothing of a reminder that is opened and saved', async () => {
    for (const { id: _, in_words: __, ...draft } of await backend.reminders()) {
      const again = draftOf(formOf(draft, today));
      const instant = (one: ReminderDraft) => (one.rule.when.once === undefined ? null : Date.parse(one.rule.when.once));
      expect({ ...again, rule: null }, draft.title).toEqual({ ...draft, rule: null });
      expect(instant(again), 'the same instant, however it is written').toBe(instant(draft));
      if (draft.rule.when.once === undefined) expect(again.rule).toEqual(draft.rule);
    }
  });

  it('leaves words of the person alone when the kind changes, and its own words not', () => {
    expect(ofKind({ ...blank('self-massage', today), title: 'Shoulders!' }, 'bedtime').title).toBe('Shoulders!');
    expect(ofKind(blank('self-massage', today), 'bedtime').title).toBe('Bed is near');
    expect(ofKind({ ...blank('self-massage', today), routine: 'feet' }, 'bedtime').routine, 'only a self-massage starts a routine').toBe('');
  });
});
