import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, connect, type Entry } from '../backend';
import { fakeBackend, type Fake } from '../backend/fake';
import { here, startAt } from '../shell/places.svelte';
import { findings } from '../testing/axe';

const keys = userEvent.setup({ delay: null });

async function open(clock: '24' | '12' = '24'): Promise<Fake> {
  const fake = fakeBackend({ now: '2026-11-24T07:10:00+01:00' });
  fake.book.state.settings.clock_style = clock;
  connect(fake);
  startAt('diary/log');
  render(App);
  await waitFor(() => expect(screen.getByLabelText('Into bed', { selector: 'input' })).toHaveFocus());
  return fake;
}
const field = (name: string) => screen.getByLabelText(name, { selector: 'input' });

const night: Entry = {
  night: '2026-11-23',
  zone: 'Europe/Berlin',
  in_bed: '22:40',
  lights_out: '23:00',
  sol: 25,
  awakenings: 2,
  waso: 20,
  final_wake: '06:40',
  out_of_bed: '07:00',
  tasafa: null,
  wanted_wake: null,
  quality: 4,
  rested: 3,
  note: 'Rain on the roof',
};

describe('the night entry', () => {
  it('builds_exactly_the_night_that_was_typed_with_the_keyboard_alone', async () => {
    await open();
    const log = vi.spyOn(backend, 'logNight');
    await keys.keyboard('2240{Tab}23:00{Tab}25{Tab}2{Tab}20{Tab}640{Tab}7:00{Tab}4{Tab}3{Tab}Rain on the roof{Control>}{Enter}{/Control}');
    await waitFor(() => expect(log).toHaveBeenCalledOnce());
    expect(log.mock.calls[0]?.[0], 'the order of the fields is the order of the night').toEqual(night);
    await waitFor(() => expect(here.path, 'saving leads to the diary').toBe('diary'));
  });

  it('saves_by_enter_from_any_time', async () => {
    await open();
    const log = vi.spyOn(backend, 'logNight');
    await keys.keyboard('22:15{Enter}');
    await waitFor(() => expect(log).toHaveBeenCalledOnce());
    expect(log.mock.calls[0]?.[0].in_bed, 'what was being typed is in it').toBe('22:15');
  });

  it('starts_from_the_times_of_the_latest_night_and_says_nothing_for_the_person', async () => {
    const fake = await open();
    const log = vi.spyOn(backend, 'logNight');
    const latest = fake.book.state.records.findLast(({ source }) => source === 'diary');
    await keys.keyboard('{Enter}');
    await waitFor(() => expect(log).toHaveBeenCalledOnce());
    expect(log.mock.calls[0]?.[0]).toMatchObject({ in_bed: latest?.in_bed?.slice(11, 16), quality: null, rested: null, awakenings: null, note: null });
  });

  it('reads_times_of_either_clock', async () => {
    await open();
    for (const [typed, shown] of [['2240', '22:40'], ['22.40', '22:40'], ['10:40pm', '22:40'], ['10:40 PM', '22:40'], ['10p', '22:00'], ['0015', '00:15'], ['23', '23:00']]) {
      await keys.clear(field('Into bed'));
      await keys.type(field('Into bed'), `${typed}{Tab}`);
      expect(field('Into bed'), `“${typed}”`).toHaveValue(shown);
    }
  });

  it('takes_the_nearer_half_of_the_day_where_a_twelve_hour_clock_leaves_it_open', async () => {
    await open('12');
    await waitFor(() => expect(field('Into bed')).toHaveValue('10:44 pm'));
    await keys.keyboard('10:20{Tab}');
    expect(field('Into bed'), 'the evening is meant').toHaveValue('10:20 pm');
    await keys.clear(field('Into bed'));
    await keys.type(field('Into bed'), '12:10{Tab}');
    expect(field('Into bed'), 'midnight is nearer than noon').toHaveValue('12:10 am');
    await keys.clear(field('Out of bed'));
    await keys.type(field('Out of bed'), '7:30{Tab}');
    expect(field('Out of bed'), 'the morning is meant').toHaveValue('7:30 am');
    await keys.clear(field('Out of bed'));
    await keys.type(field('Out of bed'), '1 pm{Tab}');
    expect(field('Out of bed'), 'what is said is taken').toHaveValue('1:00 pm');
  });

  it('does_not_save_what_it_could_not_read_and_goes_there', async () => {
    await open();
    const log = vi.spyOn(backend, 'logNight');
    await keys.keyboard('late{Enter}');
    await waitFor(() => expect(field('Into bed')).toBeInvalid());
    await waitFor(() => expect(field('Into bed')).toHaveFocus());
    expect(log, 'nothing is guessed').not.toHaveBeenCalled();
  });

  it('shows_a_problem_at_its_field_and_keeps_what_was_typed', async () => {
    await open();
    const log = vi.spyOn(backend, 'logNight');
    await keys.keyboard('23:30{Tab}23:00{Tab}{Enter}');
    await waitFor(() => expect(field('Lights out')).toBeInvalid());
    await waitFor(() => expect(field('Lights out'), 'the person is led to it').toHaveFocus());
    expect(field('Lights out')).toHaveValue('23:00');
    expect(log).not.toHaveBeenCalled();
    await keys.keyboard('23:40{Enter}');
    await waitFor(() => expect(log, 'mended, it is saved').toHaveBeenCalledOnce());
  });

  it('asks_about_a_likely_slip_and_saves_what_is_confirmed', async () => {
    await open();
    const log = vi.spyOn(backend, 'logNight');
    await keys.keyboard('10:40{Tab}23:00{Enter}');
    const right = await screen.findByRole('button', { name: 'Yes, that is right' });
    await waitFor(() => expect(right, 'the question is next').toHaveFocus());
    expect(screen.getByText(/into bed at 10:40, or was it 22:40/)).toBeVisible();
    expect(log, 'asked first').not.toHaveBeenCalled();
    await keys.keyboard('{Enter}{Enter}');
    await waitFor(() => expect(log, 'asked about, not refused').toHaveBeenCalledOnce());
    expect(log.mock.calls[0]?.[0].in_bed).toBe('10:40');
  });

  it('takes_the_other_half_of_the_day_with_one_press', async () => {
    await open();
    await keys.keyboard('10:40{Tab}23:00{Tab}');
    await keys.click(await screen.findByRole('button', { name: 'It was 22:40' }));
    expect(field('Into bed')).toHaveValue('22:40');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Yes, that is right' }), 'the question is answered').toBeNull());
  });

  it('keeps_the_ribbon_and_the_typed_times_in_step', async () => {
    await open();
    await keys.keyboard('22:40{Tab}23:00{Tab}20{Tab}');
    const edge = (name: string) => screen.getByRole('slider', { name });
    expect(edge('Into bed')).toHaveAttribute('aria-valuetext', '22:40');
    edge('Lights out').focus();
    await keys.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
    expect(field('Lights out'), 'five minutes, then to the next quarter').toHaveValue('23:15');
    expect(edge('Asleep'), 'the minutes to fall asleep stay').toHaveAttribute('aria-valuetext', '23:35');
    edge('Asleep').focus();
    await keys.keyboard('{ArrowLeft}');
    expect(field('To fall asleep'), 'moving the edge of sleep changes them').toHaveValue('15');
    edge('Up').focus();
    await keys.keyboard('{Home}');
    expect(field('Woke for good'), 'no stop passes another').toHaveValue((field('Out of bed') as HTMLInputElement).value);
  });

  it('takes_a_saved_night_back_from_the_toast', async () => {
    const fake = await open();
    await keys.keyboard('{Enter}');
    const toast = await screen.findByRole('button', { name: 'Undo' });
    expect(fake.book.state.records.some((record) => record.night === '2026-11-23')).toBe(true);
    await keys.click(toast);
    await waitFor(() => expect(fake.book.state.records.some((record) => record.night === '2026-11-23'), 'the diary is as it was').toBe(false));
  });

  it('clears_a_rating_that_was_a_slip', async () => {
    await open();
    const log = vi.spyOn(backend, 'logNight');
    const group = screen.getByRole('group', { name: 'How was your sleep?' });
    within(group).getAllByRole('radio')[0]?.focus();
    await keys.keyboard('2{Backspace}{Enter}');
    await waitFor(() => expect(log).toHaveBeenCalledOnce());
    expect(log.mock.calls[0]?.[0].quality, 'nothing is said again').toBeNull();
  });

  it('has_nothing_for_axe_to_find', async () => {
    await open();
    expect(await findings()).toEqual([]);
    await keys.keyboard('10:40{Tab}23:00{Enter}');
    await screen.findByRole('button', { name: 'Yes, that is right' });
    expect(await findings(), 'nor while it asks').toEqual([]);
  });
});
