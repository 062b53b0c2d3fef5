import { afterEach, expect, it, vi } from 'vitest';

import { prefs } from '../shell/prefs.svelte';
import { date } from './format';
import { locale } from './locale';

afterEach(() => vi.restoreAllMocks());

const systemSaysIt = (speaks: string) => vi.spyOn(navigator, 'language', 'get').mockReturnValue(speaks);

it("follows the system's locale", () => {
  systemSaysIt('de-AT');
  expect(locale().region).toBe('AT');
});

it.each(['C', 'c', '', 'POSIX', 'C.UTF-8'])('stays on its feet where the system is set to %j', (none) => {
  systemSaysIt(none);
  expect(() => date('2026-11-22'), 'a date can be written').not.toThrow();
  expect(prefs.week[0], 'the week begins on Monday').toBe('mon');
  expect(prefs.hour12, 'the clock has 24 hours').toBe(false);
});
