import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, connect } from '../backend';
import { fakeBackend, type Scene } from '../backend/fake';
import { go, here, startAt } from '../shell/places.svelte';
import { findings } from '../testing/axe';

const keys = userEvent.setup({ delay: null });

async function open(scene: Scene = {}) {
  const fake = fakeBackend({ now: '2026-11-24T07:10:00+01:00', ...scene });
  fake.book.state.settings.clock_style = '24';
  connect(fake);
  startAt('diary');
  render(App);
  await screen.findByRole('heading', { level: 1, name: 'Your nights' });
  return fake;
}
const list = () => screen.findByRole('listbox');
const current = (of: HTMLElement) => document.getElementById(of.getAttribute('aria-activedescendant') ?? '');

describe('the diary', () => {
  it('keeps_the_page_small_with_ten_years_of_nights_and_the_keyboard_reaches_the_last', async () => {
    await open({ nights: 3650 });
    const nights = await list();
    await waitFor(() => expect(within(nights).getAllByRole('option').length).toBeGreaterThan(10));
    expect(within(nights).getAllByRole('option').length, 'only what is in sight is there').toBeLessThan(150);
    expect(document.querySelectorAll('*').length, 'the page stays small').toBeLessThan(2500);

    nights.focus();
    await keys.keyboard('{End}');
    const last = current(nights);
    expect(last, 'the last night is reached').toHaveAccessibleName(/25 November 2016/);
    expect(last).toHaveAttribute('aria-posinset', last?.getAttribute('aria-setsize') ?? 'none');
    expect(within(nights).getAllByRole('option').length, 'and the page stays small').toBeLessThan(160);
    await keys.keyboard('{Enter}');
    await waitFor(() => expect(here.path).toBe('diary/night/2016-11-25'));
  });

  it('moves_by_nights_and_pages', async () => {
    await open();
    const nights = await list();
    nights.focus();
    const names: (string | null | undefined)[] = [];
    for (const press of ['{Home}', '{ArrowDown}', '{ArrowDown}', '{ArrowUp}', '{PageDown}', '{PageUp}', '{ArrowUp}']) {
      await keys.keyboard(press);
      names.push(current(nights)?.getAttribute('aria-posinset'));
    }
    expect(names.slice(0, 4)).toEqual(['1', '2', '3', '2']);
    expect(Number(names[4]), 'a page is many nights').toBeGreaterThan(10);
    expect(names.slice(5), 'and back, not beyond the first').toEqual(['2', '1']);
  });

  it('says_a_night_in_words', async () => {
    await open();
    const newest = await screen.findByRole('option', { name: /Sunday,? 22 November 2026/ });
    expect(newest).toHaveAccessibleName(/Diary: 22:44 to 07:11, asleep 6 hours 58 minutes; Sleep as Android: /);
    expect(screen.getByRole('option', { name: /21 November/ })).toHaveAccessibleName(/massage at 22:20/);
  });

  it('comes_back_to_the_night_that_was_looked_at', async () => {
    await open();
    const nights = await list();
    nights.focus();
    await keys.keyboard('{Home}{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
    await waitFor(() => expect(here.path).toBe('diary/night/2026-11-19'));
    go('diary');
    const again = await list();
    await waitFor(() => expect(current(again)).toHaveAccessibleName(/19 November/));
  });

  it('shows_one_source_alone', async () => {
    await open();
    await list();
    await keys.selectOptions(screen.getByLabelText('Records shown'), 'Only Sleep as Android');
    await waitFor(() => expect(screen.getAllByRole('option', { name: /November 2026/ }).length).toBe(14));
    expect(within(screen.getByRole('listbox')).queryByRole('option', { name: /Diary/ }), 'the diary’s records step aside').toBeNull();
  });

  it('finds_words_in_notes_and_marks_them', async () => {
    await open();
    await list();
    await keys.type(screen.getByLabelText('Search your notes'), 'coffee');
    const hit = await screen.findByText('Coffee');
    expect(hit.tagName).toBe('MARK');
    await keys.click(hit);
    await waitFor(() => expect(here.path).toBe('diary/night/2026-10-30'));
  });

  it('offers_the_same_as_a_table', async () => {
    await open();
    await list();
    await keys.click(screen.getByRole('button', { name: 'Show as a table' }));
    const table = screen.getByRole('table', { name: /Nights of 2026/ });
    expect(within(table).getAllByRole('row').length, 'each record and the nap has a row').toBe(1 + 40 + 14 + 1);
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent('6 h 58');
    expect(await findings()).toEqual([]);
  });

  it('goes_to_a_date_chosen_with_the_keyboard', async () => {
    await open();
    await list();
    await keys.click(screen.getByRole('button', { name: 'Go to a date' }));
    const grid = await screen.findByRole('grid');
    const day = () => grid.querySelector<HTMLElement>('[tabindex="0"]');
    expect(grid.querySelectorAll('[tabindex="0"]').length, 'one stop for the Tab key').toBe(1);
    day()?.focus();
    await keys.keyboard('{PageUp}');
    expect(day(), 'a month earlier').toHaveAccessibleName(/23 October 2026, logged/);
    expect(await findings(), 'with the calendar open').toEqual([]);
    await keys.keyboard('{ArrowUp}{Enter}');
    const nights = await list();
    await waitFor(() => expect(current(nights)).toHaveAccessibleName(/16 October/));
    expect(nights).toHaveFocus();
  });

  it('logs_a_nap', async () => {
    await open();
    await list();
    const log = vi.spyOn(backend, 'logNap');
    await keys.click(screen.getByRole('button', { name: 'Log a nap' }));
    const from = await screen.findByLabelText('From');
    expect(screen.getByLabelText('Day'), 'the form begins with its first field').toHaveFocus();
    await keys.clear(from);
    await keys.type(from, '1310{Enter}');
    await waitFor(() => expect(log).toHaveBeenCalledWith({ date: '2026-11-24', zone: 'Europe/Berlin', start: '13:10', end: '14:00', note: null }));
    expect(await screen.findByRole('button', { name: 'Undo' })).toBeVisible();
    const nights = await list();
    expect(await within(nights).findByRole('option', { name: /24 November 2026: nothing logged; nap 13:10 to 14:00/ }), 'and it is seen at once').toBeInTheDocument();
  });

  it('says_what_will_appear_where_there_is_nothing_yet', async () => {
    await open({ nights: 0 });
    expect(await screen.findByText('Your nights will lie here, one ribbon each')).toBeVisible();
    expect(await findings()).toEqual([]);
    await keys.click(screen.getByRole('button', { name: 'Import from a file' }));
    expect(here.path).toBe('settings/data');
  });

  it('has_nothing_for_axe_to_find', async () => {
    await open();
    await list();
    expect(await findings()).toEqual([]);
  });
});
