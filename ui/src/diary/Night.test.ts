import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, connect, Failure } from '../backend';
import { fakeBackend } from '../backend/fake';
import { here, startAt } from '../shell/places.svelte';
import { findings } from '../testing/axe';

const keys = userEvent.setup({ delay: null });

async function open(night = '2026-11-20') {
  const fake = fakeBackend({ now: '2026-11-24T07:10:00+01:00' });
  fake.book.state.settings.clock_style = '24';
  connect(fake);
  startAt(`diary/night/${night}`);
  render(App);
  await screen.findByRole('button', { name: 'The logged night before' });
  return fake;
}
const openFactors = async () => {
  const details = screen.getByText('The day before').closest('details');
  if (details && !details.open) await keys.click(screen.getByText('The day before'));
};

describe('one night', () => {
  it('shows_both_records_and_how_they_differ_in_a_line', async () => {
    await open();
    expect(screen.getByRole('heading', { name: 'What you wrote down' })).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Sleep as Android' })).toBeVisible();
    expect(screen.getByText(/Sleep as Android saw about as much sleep as you did/)).toBeVisible();
    expect(screen.getAllByRole('img', { name: /asleep 7 hours/ }).length, 'each ribbon is said in words').toBe(2);
  });

  it('says_the_numbers_in_words_with_what_they_mean', async () => {
    await open();
    expect(screen.getByText(/You slept for about 7 h 22 of 8 h 06 in bed\. It took 17 min to fall asleep\./)).toBeVisible();
    expect(screen.getByText('The share of your time in bed that you slept. Reading in bed lowers it too.')).toBeVisible();
    expect(document.body, 'no scores').not.toHaveTextContent(/score/i);
  });

  it('brings_a_deleted_record_back_from_the_toast', async () => {
    const fake = await open();
    const before = structuredClone(fake.book.state.records);
    await keys.click(screen.getByRole('button', { name: /Delete this night’s record: Diary/ }));
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'What you wrote down' })).toBeNull());
    await keys.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('heading', { name: 'What you wrote down' })).toBeVisible();
    expect(fake.book.state.records, 'all of it is back').toEqual(before);
  });

  it('changes_the_night_in_place', async () => {
    const fake = await open();
    const edit = vi.spyOn(backend, 'editNight');
    await keys.click(screen.getByRole('button', { name: 'Change' }));
    const inBed = await screen.findByLabelText('Into bed', { selector: 'input' });
    await waitFor(() => expect(inBed).toHaveFocus());
    await keys.keyboard('23:30{Enter}');
    await waitFor(() => expect(edit).toHaveBeenCalledOnce());
    expect(edit.mock.calls[0]?.[0], 'the diary’s own record').toBe(fake.book.state.records.find((record) => record.night === '2026-11-20' && record.source === 'diary')?.id);
    expect(here.path, 'and stays on the night').toBe('diary/night/2026-11-20');
    expect(await screen.findByText('23:30')).toBeVisible();
  });

  it('offers_to_log_a_night_nobody_wrote_down', async () => {
    await open('2026-11-23');
    expect(screen.getByText('Nothing is logged for this night')).toBeVisible();
    const log = vi.spyOn(backend, 'logNight');
    await keys.click(screen.getByRole('button', { name: 'Log this night' }));
    await screen.findByLabelText('Into bed', { selector: 'input' });
    await keys.keyboard('{Enter}');
    await waitFor(() => expect(log).toHaveBeenCalledOnce());
    expect(log.mock.calls[0]?.[0].night).toBe('2026-11-23');
  });

  it('goes_from_night_to_night', async () => {
    await open();
    await keys.click(screen.getByRole('button', { name: 'The logged night before' }));
    expect(await screen.findByRole('heading', { level: 1, name: /19 November/ })).toBeVisible();
    expect(here.path).toBe('diary/night/2026-11-19');
  });

  it('keeps_the_day_as_it_was_told_and_nothing_more', async () => {
    await open('2026-11-23');
    await openFactors();
    const keep = vi.spyOn(backend, 'setFactors');
    await keys.type(screen.getByLabelText('Caffeine'), '180{Tab}15:30{Tab}1.5{Tab}');
    await keys.click(screen.getByRole('button', { name: 'Add one' }));
    await keys.keyboard('Magnesium{Tab}300 mg{Tab}2130{Tab}');
    await keys.click(screen.getByRole('button', { name: 'Add one' }));
    await keys.click(screen.getByRole('button', { name: 'Save the day' }));
    await waitFor(() => expect(keep).toHaveBeenCalledOnce());
    expect(keep.mock.calls[0]).toEqual([
      '2026-11-23',
      {
        caffeine_mg: 180, caffeine_last: '15:30', alcohol_drinks: 1.5, alcohol_last: null, exercise_min: null, exercise_last: null, nicotine_times: null,
        screens_min: null, medicines: [{ name: 'Magnesium', dose: '300 mg', at: '21:30' }], cpap_hours: null, cpap_ahi: null, cpap_leak: null,
        pain: null, pain_regions: [], tension: null, mood: null,
      },
    ]);
  });

  it('asks_where_it_hurts_only_where_it_hurts', async () => {
    await open('2026-11-23');
    await openFactors();
    expect(screen.queryByRole('checkbox', { name: 'Neck' })).toBeNull();
    const keep = vi.spyOn(backend, 'setFactors');
    const pain = screen.getByLabelText('Pain');
    pain.focus();
    (pain as HTMLInputElement).value = '6';
    pain.dispatchEvent(new Event('input', { bubbles: true }));
    await keys.click(await screen.findByRole('checkbox', { name: 'Shoulders' }));
    await keys.click(screen.getByRole('checkbox', { name: 'Neck' }));
    await keys.click(screen.getByRole('button', { name: 'Save the day' }));
    await waitFor(() => expect(keep.mock.calls[0]?.[1]).toMatchObject({ pain: 6, pain_regions: ['neck-back', 'shoulder'] }));
  });

  it('shows_a_refused_field_and_keeps_what_was_typed', async () => {
    await open('2026-11-23');
    await openFactors();
    vi.spyOn(backend, 'setFactors').mockRejectedValue(new Failure('invalid', 'A day has 24 hours. Write fewer.', 'cpap_hours'));
    await keys.type(screen.getByLabelText('Used for'), '7.5{Tab}');
    await keys.click(screen.getByRole('button', { name: 'Save the day' }));
    expect(await screen.findByText('A day has 24 hours. Write fewer.')).toBeVisible();
    await waitFor(() => expect(screen.getByLabelText('Used for')).toHaveFocus());
    expect(screen.getByLabelText('Used for')).toHaveValue('7.5');
  });

  it('logs_and_removes_a_nap_of_that_day', async () => {
    await open();
    await keys.click(screen.getByRole('button', { name: 'Log a nap' }));
    const dialog = await screen.findByRole('dialog');
    await keys.click(within(dialog).getByRole('button', { name: 'Save the nap' }));
    await keys.click(await screen.findByRole('button', { name: 'Delete the nap 13:30 to 14:00' }));
    expect(await screen.findByText('No nap logged for this day.')).toBeVisible();
  });

  it('has_nothing_for_axe_to_find', async () => {
    await open();
    await openFactors();
    expect(await findings()).toEqual([]);
  });
});
