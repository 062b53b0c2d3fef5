import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, type Language } from '../backend';
import { m } from '../paraglide/messages';
import DateField from '../parts/DateField.svelte';
import { go } from '../shell/places.svelte';
import { keep, prefs } from '../shell/prefs.svelte';
import { date, list, number, readTime, weekdayName } from './format';
import { systemLanguage } from './locale';

afterEach(() => vi.restoreAllMocks());

async function speak(language: Language) {
  const spoken = { language, hours: '24' } as const;
  vi.spyOn(backend, 'locale').mockResolvedValue(spoken);
  keep(await backend.settings(), spoken);
}
const systemSaysIt = (...speaks: string[]) => {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue(speaks[0] ?? '');
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(speaks);
};

it.each([[['de-CH'], 'de'], [['fr-FR', 'de-DE', 'en'], 'de'], [['fr-FR'], 'en'], [['C', 'de-DE'], 'en'], [['de'], 'de'], [[''], 'en']])('where the system prefers %j the page is in %s', (speaks, language) => {
  systemSaysIt(...speaks);
  expect(systemLanguage()).toBe(language);
});

it('dates, numbers and lists follow the language, their order the region', async () => {
  await speak('de');
  expect(date('2026-11-22', 'full')).toBe('22. November 2026');
  expect(weekdayName('wed')).toBe('Mittwoch');
  expect(number(1234.5, 1)).toBe('1.234,5');
  expect(list(['a', 'b'])).toBe('a und b');
  await speak('en');
  expect(date('2026-11-22', 'full')).toBe('22 November 2026');
  expect(number(1234.5, 1)).toBe('1,234.5');
});

it('the clock and the week stay as the system has them', async () => {
  systemSaysIt('en-US');
  keep({ ...(await backend.settings()), first_weekday: null }, { language: 'de', hours: '12' });
  expect(prefs.hour12).toBe(true);
  expect(prefs.week[0]).toBe('sun');
});

it.each([['22 Uhr', '22:00'], ['22 Uhr 05', '22:05'], ['7Uhr30', '07:30'], ['22.05 Uhr', '22:05'], ['Uhr', undefined]])('%j is read as a German types it', (typed, meant) => {
  expect(readTime(typed)).toBe(meant);
});

it.each([['24.11.2026', '2026-11-24'], ['3. 1. 2027', '2027-01-03'], ['31.2.2026', undefined]])('the date %j is read as a German types it', async (typed, meant) => {
  const onchange = vi.fn();
  render(DateField, { label: 'Tag', value: '2026-11-22', onchange });
  const field = screen.getByLabelText('Tag');
  await userEvent.clear(field);
  await userEvent.type(field, `${typed}{Enter}`);
  if (meant === undefined) expect(onchange).not.toHaveBeenCalled();
  else expect(onchange).toHaveBeenCalledWith(meant);
});

it('a message that is not translated is said in English', async () => {
  await speak('de');
  expect(m.settings_language_de()).toBe('Deutsch');
  expect(m.settings_language_en({}, { locale: 'de' })).toBe('English');
});

it('is chosen in the settings, and the page speaks it at once', async () => {
  render(App);
  go('settings/looks');
  const select = await screen.findByRole('combobox', { name: m.settings_language() });
  expect(document.documentElement.lang).toBe('en');
  expect(within(select).getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Like the system', 'English', 'Deutsch']);
  await userEvent.selectOptions(select, 'de');
  await waitFor(() => expect(document.documentElement.lang).toBe('de'));
  expect((await backend.settings()).language).toBe('de');
  expect(await screen.findByRole('combobox', { name: m.settings_language({}, { locale: 'de' }) }), 'the page stands where it stood').toHaveValue('de');
});

it('names the choices of a trial in the language that was chosen after the page began', async () => {
  await speak('de');
  render(App);
  go('patterns/trial/new');
  expect(await screen.findByText(m.trial_kind_habit({}, { locale: 'de' }))).toBeVisible();
});

it('an article that is not translated says so, and names its language to a screen reader', async () => {
  await speak('de');
  render(App);
  go('guide/insomnia');
  expect(await screen.findByText(m.translation_none({}, { locale: 'de' }))).toBeVisible();
  expect(screen.getByRole('heading', { level: 1 })).toHaveAttribute('lang', 'en');
  expect(document.querySelector('.body')).toHaveAttribute('lang', 'en');
});

it('a translated text says that no native speaker has reviewed it, until one has', async () => {
  await speak('de');
  const [card] = await backend.routines();
  const shown = vi.spyOn(backend, 'routines');
  if (!card) throw new Error('the guide has routines');
  shown.mockResolvedValue([{ ...card, language: 'de', unreviewed: true }]);
  const { unmount } = render(App);
  go(`massage/${card.id}`);
  expect(await screen.findByText(m.translation_unreviewed({}, { locale: 'de' }))).toBeVisible();
  unmount();
  shown.mockResolvedValue([{ ...card, language: 'de', unreviewed: false }]);
  render(App);
  go(`massage/${card.id}`);
  expect(await screen.findByRole('heading', { level: 1, name: card.title })).toHaveAttribute('lang', 'de');
  expect(screen.queryByText(m.translation_unreviewed({}, { locale: 'de' }))).toBeNull();
});
