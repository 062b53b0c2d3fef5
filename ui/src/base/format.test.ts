import { describe, expect, it } from 'vitest';

import { addDays, clock, date, duration, durationInWords, instantOf, readTime, timeOf, wallClockHere, weekdayOf } from './format';

describe('times', () => {
  it('are read by the wall clock they were lived by, wherever this computer stands', () => {
    expect(clock('2026-11-22T22:05:00-08:00', false)).toBe('22:05');
    expect(clock('2026-11-22T22:05:00+09:00', false)).toBe('22:05');
  });

  it.each([['00:00', '12:00 am'], ['00:30', '12:30 am'], ['11:59', '11:59 am'], ['12:00', '12:00 pm'], ['22:05', '10:05 pm']])('%s is %s on a 12-hour clock', (plain, twelve) => {
    expect(clock(plain, true)).toBe(twelve);
  });

  it.each([
    ['22:30', '22:30'], ['2230', '22:30'], ['22.30', '22:30'], ['22h30', '22:30'], ['7', '07:00'], ['7:05', '07:05'], ['10:30 pm', '22:30'],
    ['10.30pm', '22:30'], ['10p', '22:00'], ['12 am', '00:00'], ['12 pm', '12:00'], ['12:15 a.m.', '00:15'], [' 23:15 ', '23:15'],
  ])('%s is understood as %s', (typed, meant) => {
    expect(readTime(typed)).toBe(meant);
  });

  it.each(['', 'late', '24:00', '12:60', '13 pm', '0 am', '22:3', '1:2:3', '-1'])('%j is no time', (typed) => {
    expect(readTime(typed)).toBeUndefined();
  });

  it('what is written can be read again, on either clock', () => {
    for (let minutes = 0; minutes < 1440; minutes += 1) {
      const plain = timeOf(minutes);
      expect(readTime(clock(plain, true))).toBe(plain);
      expect(readTime(clock(plain, false))).toBe(plain);
    }
  });
});

describe('lengths', () => {
  it.each([[0, '0 min'], [45, '45 min'], [60, '1 h'], [65, '1 h 05'], [432, '7 h 12'], [59.6, '1 h']])('%d minutes are %s', (minutes, words) => {
    expect(duration(minutes)).toBe(words);
  });

  it('are spoken in whole words', () => {
    expect(durationInWords(61)).toBe('1 hour 1 minute');
    expect(durationInWords(120)).toBe('2 hours');
    expect(durationInWords(0)).toBe('0 minutes');
  });
});

describe('dates', () => {
  it('do not shift with the zone', () => expect(date('2026-11-22')).toBe('Sun 22 Nov'));
  it('go on across a month, a leap day and a year', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });
  it('know their weekday', () => expect(weekdayOf('2026-11-23')).toBe('mon'));
});

describe('instants', () => {
  it('are what this computer shows, in winter and in summer', () => {
    expect(instantOf('2026-11-26', '17:30')).toBe('2026-11-26T16:30:00Z');
    expect(instantOf('2026-07-01', '17:30')).toBe('2026-07-01T15:30:00Z');
  });
  it('come back as the wall clock they were made from', () => expect(wallClockHere(instantOf('2026-07-01', '17:30'))).toBe('2026-07-01T17:30:00'));
});
