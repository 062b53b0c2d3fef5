import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../../App.svelte';
import { connect, type TrialDraft, type TrialVerdict } from '../../backend';
import { fakeBackend, type Fake, type Scene } from '../../backend/fake';
import { trialDraft } from '../../backend/fake/trial';
import { groups } from '../../shell/entries';
import { go, here, startAt } from '../../shell/places.svelte';
import { findings } from '../../testing/axe';
import { pictureOf } from './differences';

const keys = userEvent.setup({ delay: null });

async function open(place: string, scene: Scene = {}): Promise<Fake> {
  const fake = fakeBackend({ trials: true, nights: 63, ...scene });
  fake.book.state.settings.clock_style = '24';
  connect(fake);
  startAt(place);
  render(App);
  await screen.findByRole('heading', { level: 1, name: /./ });
  return fake;
}
const group = async (name: string) => within((await screen.findByRole('heading', { level: 2, name })).closest('section') as HTMLElement);
const toast = (words: string | RegExp) => screen.findByText(words);

describe('the list of trials', () => {
  it('tells_which_go_on_which_are_over_and_what_they_came_to', async () => {
    await open('patterns/trial');
    expect((await group('Under way')).getByText('Evening 9 of 32')).toBeVisible();
    expect((await group('Finished')).getByText('Better with it, by more than chance explains')).toBeVisible();
    expect((await group('Ended early')).getByText('Too few pairs for an answer')).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Still to begin' }), 'an empty group is not headed').toBeNull();
    expect(await findings()).toEqual([]);
  });

  it('says_what_a_trial_is_and_is_not_before_there_is_any', async () => {
    await open('patterns/trial', { trials: false });
    expect(await screen.findByText('Your trials will stand here')).toBeVisible();
    expect((await group('What it is')).getByText(/drawn by lot/)).toBeVisible();
    expect((await group('What it is not')).getByText(/not blinded/)).toBeVisible();
    expect((await group('What it is not')).getByText(/Never start, stop or change a medicine/)).toBeVisible();
    await keys.click(screen.getByRole('button', { name: 'Set a trial up' }));
    expect(here.path).toBe('patterns/trial/new');
  });

  it('is_reached_from_patterns_tonight_the_palette_and_the_guide', async () => {
    const fake = await open('patterns');
    await keys.click(await screen.findByRole('button', { name: 'Trials on yourself' }));
    expect(here.path).toBe('patterns/trial');
    const ids = (await groups()).flatMap(({ entries }) => entries.map(({ id }) => id));
    expect(ids).toEqual(expect.arrayContaining(['place patterns/trial', 'action trial']));
    const { html } = await fake.article('fair-test');
    expect(html).toContain('data-place="patterns/trial/new"');
  });

  it('is_led_to_by_tonights_line', async () => {
    const fake = fakeBackend({ trials: true });
    fake.book.state.trial = { id: 3, title: 'Evening massage', night: '2026-11-23', arm: 'b', pair: 1, block: 1, words: 'an ordinary evening', routine: null };
    connect(fake);
    render(App);
    await keys.click(await screen.findByRole('button', { name: 'Go to the trial' }));
    expect(here.path).toBe('patterns/trial/3');
  });
});

describe('a new trial', () => {
  async function fill(name: string, words: string) {
    const field = await screen.findByRole('textbox', { name });
    await keys.clear(field);
    if (words) await keys.type(field, words);
  }

  it('begins_with_words_and_a_massage_that_speaks_for_itself', async () => {
    const fake = await open('patterns/trial/new');
    const start = vi.spyOn(fake, 'startTrial');
    expect(await screen.findByRole('textbox', { name: 'The evenings with it' })).toHaveValue('a massage in the evening');
    await keys.click(screen.getByRole('button', { name: 'Begin the trial' }));
    await waitFor(() => expect(here.path).toMatch(/^patterns\/trial\/\d+$/));
    go('patterns/trial/new');
    expect(await screen.findByText(/^“.+” is not over yet\. Two trials/), 'before a second one').toBeVisible();
    const expected: TrialDraft = {
      title: 'Evening massage', outcome: 'sol', a: { words: 'a massage in the evening', massage: 'any' }, b: { words: 'an ordinary evening', massage: null },
      pairs: 8, block_nights: 2, washout_nights: 0, start: '2026-11-23', seed: null, remind: { 'before-lights-out': 90 },
    };
    expect(start).toHaveBeenCalledWith(expected);
  });

  it('brings_a_habits_words_and_tells_of_coffee_before_it_is_drunk', async () => {
    const fake = await open('patterns/trial/new');
    const start = vi.spyOn(fake, 'startTrial');
    await keys.click(await screen.findByRole('radio', { name: /A habit/ }));
    await keys.selectOptions(screen.getByLabelText('Which habit'), 'No caffeine after midday');
    expect(screen.getByRole('textbox', { name: 'The other evenings' })).toHaveValue('caffeine as usual');
    await keys.click(screen.getByRole('button', { name: 'Begin the trial' }));
    await waitFor(() => expect(start).toHaveBeenCalled());
    expect(start.mock.calls[0]?.[0]).toMatchObject({ a: { words: 'no caffeine after midday', massage: null }, b: { massage: null }, remind: { at: '12:05' } });
  });

  it('sets_one_routine_against_another', async () => {
    const fake = await open('patterns/trial/new');
    const start = vi.spyOn(fake, 'startTrial');
    await keys.click(await screen.findByRole('radio', { name: /One massage routine against another/ }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'The evenings with it' })).not.toHaveValue(''));
    await keys.click(screen.getByRole('button', { name: 'Begin the trial' }));
    await waitFor(() => expect(start).toHaveBeenCalled());
    const [{ a, b }] = start.mock.calls[0] ?? [trialDraft('2026-11-23')];
    expect(a.massage, 'two routines').not.toBe(b.massage);
    expect([a.massage, b.massage]).not.toContain(null);
  });

  it('refuses_by_the_field_and_goes_there', async () => {
    await open('patterns/trial/new');
    await fill('The other evenings', '');
    await keys.click(screen.getByRole('button', { name: 'Begin the trial' }));
    const field = screen.getByRole('textbox', { name: 'The other evenings' });
    await waitFor(() => expect(field).toHaveAccessibleDescription(/This is empty/));
    expect(field).toHaveFocus();
    expect(here.path, 'and nothing is begun').toBe('patterns/trial/new');
    await fill('The other evenings', 'a massage in the evening');
    await keys.click(screen.getByRole('button', { name: 'Begin the trial' }));
    await waitFor(() => expect(field).toHaveAccessibleDescription(/called the same/));
  });

  it('keeps_what_was_typed_when_the_routines_are_fetched_again', async () => {
    const fake = await open('patterns/trial/new');
    await fill('What you call the trial', 'Mine');
    fake.channels.elsewhere.tell();
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'What you call the trial' })).toHaveValue('Mine'));
  });

  it('foretells_from_the_persons_own_nights_what_it_could_show', async () => {
    const fake = await open('patterns/trial/new');
    const outlook = vi.spyOn(fake, 'trialOutlook');
    expect(await screen.findByText(/With 8 pairs, 32 evenings in all, a true difference of 11 min would show/)).toBeVisible();
    expect(screen.getByText(/Reckoned from 61 nights of yours/)).toBeVisible();
    expect(screen.getByText(/32 evenings, the last on 24 December 2026/)).toBeVisible();
    const pairs = screen.getByRole('textbox', { name: 'Pairs of blocks' });
    await keys.clear(pairs);
    await keys.type(pairs, '12');
    await keys.tab();
    await waitFor(() => expect(outlook).toHaveBeenLastCalledWith(expect.objectContaining({ pairs: 12 })));
    expect(await screen.findByText(/With 12 pairs, 48 evenings/)).toBeVisible();
    await fill('What you call the trial', '');
    expect(await screen.findByText(/Once all is filled in/), 'and nothing is foretold of what cannot be').toBeVisible();
  });

  it('has_nothing_for_axe_to_find', async () => {
    await open('patterns/trial/new');
    await screen.findByText(/Reckoned from/);
    expect(await findings()).toEqual([]);
  });
});

describe('a trial under way', () => {
  it('tells_tonights_kind_and_nothing_of_an_evening_to_come', async () => {
    await open('patterns/trial/3');
    const now = within(await screen.findByRole('region', { name: /Tonight/ }));
    expect(now.getByText('a massage in the evening')).toBeVisible();
    expect(now.getByText('The evenings to come stay hidden until their own day.')).toBeVisible();
    const dates = (await group('The evenings so far')).getAllByRole('listitem').map((row) => row.textContent);
    expect(dates[0], 'the latest first').toContain('22 Nov');
    expect(dates.some((row) => /2[4-9] Nov|30 Nov|Dec/.test(row ?? '')), 'no later evening is listed').toBe(false);
    expect(document.body, 'nor what the order is drawn by').not.toHaveTextContent(/By the number/);
    expect(await findings()).toEqual([]);
  });

  it('says_it_is_too_early_and_shows_no_difference', async () => {
    await open('patterns/trial/3');
    expect(await screen.findByText(/Too early to say: the course is not over/)).toBeVisible();
    expect(screen.queryByRole('img'), 'no picture').toBeNull();
    const evenings = await group('The evenings so far');
    expect(evenings.getAllByText('Night on record').length, 'that a night is on record may be known').toBeGreaterThan(0);
    expect(evenings.queryByText(/\d min$/), 'but not what it says, beside its kind').toBeNull();
  });

  it('notes_whether_the_evening_went_so_and_takes_it_back', async () => {
    const fake = await open('patterns/trial/3');
    const log = vi.spyOn(fake, 'logTrialNight');
    const now = within(await screen.findByRole('region', { name: /Tonight/ }));
    await keys.click(now.getByRole('button', { name: 'As drawn' }));
    expect(log).toHaveBeenLastCalledWith(3, '2026-11-23', 'done');
    await waitFor(() => expect(now.getByRole('button', { name: 'As drawn' })).toHaveAttribute('aria-pressed', 'true'));
    await keys.click(now.getByRole('button', { name: 'As drawn' }));
    expect(log).toHaveBeenLastCalledWith(3, '2026-11-23', 'unknown');
    const last = within(await screen.findByRole('group', { name: /Sunday,? 22 November/ }));
    await keys.click(last.getByRole('button', { name: 'Otherwise' }));
    expect(log).toHaveBeenLastCalledWith(3, '2026-11-22', 'not');
  });

  it('speaks_in_the_morning_of_the_evening_just_gone_and_keeps_the_next_one_to_itself', async () => {
    await open('patterns/trial/3', { now: '2026-11-24T07:10:00+01:00' });
    const now = within(await screen.findByRole('region', { name: /The evening just gone/ }));
    expect(now.getByText(/Monday,? 23 November/)).toBeVisible();
    expect(now.getByText('What kind the next evening is, you learn from noon on.')).toBeVisible();
  });

  it('leads_to_the_routine_of_its_evening', async () => {
    const fake = await open('patterns/trial', {});
    const draft = trialDraft('2026-11-23', { a: { words: 'neck and shoulders', massage: 'neck-and-shoulders' } });
    fake.book.state.trials = [{ id: 9, draft, ended: null, said: {}, verdict: 'helps' }];
    fake.channels.elsewhere.tell();
    await keys.click(await screen.findByRole('button', { name: 'Evening massage' }));
    await keys.click(await screen.findByRole('button', { name: 'Start' }));
    expect(here.path).toBe('massage/neck-and-shoulders');
  });

  it('is_ended_early_only_with_the_consequence_told_and_can_be_taken_back', async () => {
    const fake = await open('patterns/trial/3');
    const end = vi.spyOn(fake, 'endTrial');
    await keys.click(await screen.findByRole('button', { name: 'End it early' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'End the trial early?' }));
    expect(dialog.getByText(/Fewer than 6 cannot tell a difference from chance/)).toBeVisible();
    await keys.click(dialog.getByRole('button', { name: 'Go on with it' }));
    expect(end, 'going on ends nothing').not.toHaveBeenCalled();
    await keys.click(screen.getByRole('button', { name: 'End it early' }));
    await keys.click(await screen.findByRole('button', { name: 'End it now' }));
    await toast('The trial is ended. What it has so far is kept.');
    expect(await screen.findByText(/Too early to say: 2 pairs are complete/)).toBeVisible();
    await keys.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('region', { name: /Tonight/ })).toBeVisible();
  });

  it('can_be_removed_and_brought_back', async () => {
    const fake = await open('patterns/trial/3');
    await keys.click(await screen.findByRole('button', { name: 'Remove the trial' }));
    await waitFor(() => expect(here.path).toBe('patterns/trial'));
    expect(fake.book.state.trials.map(({ id }) => id)).toEqual([2, 1]);
    await keys.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(fake.book.state.trials.map(({ id }) => id)).toEqual([3, 2, 1]));
  });

  it('that_is_still_to_begin_tells_only_when', async () => {
    const fake = fakeBackend({ trials: true });
    fake.book.state.trials = [{ id: 9, draft: trialDraft('2026-12-01'), ended: null, said: {}, verdict: 'helps' }];
    connect(fake);
    startAt('patterns/trial/9');
    render(App);
    expect(await screen.findByText(/It begins on Tuesday,? 1 December/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'As drawn' })).toBeNull();
  });

  it('that_is_gone_says_so', async () => {
    await open('patterns/trial/77');
    expect(await screen.findByRole('heading', { level: 1, name: 'There is no such trial any more' })).toBeVisible();
  });
});

describe('a finished trial', () => {
  async function finished(verdict: TrialVerdict, change: Partial<TrialDraft> = {}) {
    const fake = fakeBackend({ trials: true, nights: 63 });
    fake.book.state.trials = fake.book.state.trials.filter(({ id }) => id === 2).map((kept) => ({ ...kept, verdict, draft: { ...kept.draft, ...change } }));
    connect(fake);
    startAt('patterns/trial/2');
    render(App);
    await screen.findByRole('heading', { level: 1, name: 'Foot bath' });
    return fake;
  }

  it.each([
    ['helps', 'Better with it, by more than chance explains', /you fell asleep about 9 min sooner/],
    ['hurts', 'Worse with it, by more than chance explains', /you fell asleep about 9 min later/],
    ['no-clear-difference', 'No clear difference', /Not settled/],
  ] as const)('answers_%s_in_a_sentence_and_a_picture', async (verdict, heading, sentence) => {
    await finished(verdict);
    const answer = within(await screen.findByRole('region', { name: heading }));
    expect(answer.getByText(sentence)).toBeVisible();
    expect(answer.getByText(/You knew which evening was which/), 'it always says that it was not blinded').toBeVisible();
    expect(screen.getByRole('img', { name: /Each pair’s difference With a warm foot bath/ })).toBeVisible();
    expect(await findings()).toEqual([]);
  });

  it('that_is_too_early_shows_no_estimate_and_still_says_it_was_not_blinded', async () => {
    await finished('too-early');
    expect(await screen.findByRole('heading', { level: 2, name: 'Too few pairs for an answer' })).toBeVisible();
    expect(screen.queryByRole('img')).toBeNull();
    expect(screen.getByText(/You knew which evening was which/)).toBeVisible();
    expect(await findings()).toEqual([]);
  });

  it('shows_its_pairs_as_a_table', async () => {
    await finished('helps');
    await keys.click(await screen.findByRole('button', { name: 'Each pair’s difference as a table' }));
    const rows = within(screen.getByRole('region', { name: 'Each pair’s difference as a table' })).getAllByRole('row');
    expect(rows.length, 'a heading, eight pairs, all together').toBe(10);
    expect(rows[1]).toHaveTextContent(/24\.5 min, of 2 nights.*39\.5 min, of 2 nights.*-15 min/);
    expect(rows.at(-1)).toHaveTextContent('-9 min (-15 min to -3 min)');
    expect(await findings()).toEqual([]);
  });

  it('sets_the_other_readings_beside_it', async () => {
    await finished('helps');
    const beside = await group('Beside the answer');
    expect(beside.getByText(/On the evenings that went as planned/)).toBeVisible();
    expect(beside.getByText(/A t-test over the same pairs/)).toBeVisible();
    expect(beside.getByText(/of yours|not on record|Every night that counts/)).toBeVisible();
    expect(beside.getByText(/By the number 7/), 'the order can be drawn again').toBeVisible();
  });

  it('says_so_where_no_evening_went_otherwise', async () => {
    const fake = await finished('helps');
    fake.book.state.trials = fake.book.state.trials.map((kept) => ({ ...kept, said: {} }));
    fake.channels.elsewhere.tell();
    expect(await screen.findByText(/No night on record followed an evening that went otherwise/)).toBeVisible();
  });

  it('shows_what_its_nights_said', async () => {
    await finished('helps');
    expect((await group('The evenings')).getAllByText(/\d min$/).length).toBeGreaterThan(0);
  });
});

describe('the picture', () => {
  const pair = (difference: number) => ({ pair: 1, a: 0, b: 0, difference, a_nights: 1, b_nights: 1 });
  const box = { width: 300, height: 200, left: 50, right: 10, top: 20, bottom: 20 };
  it('always_has_no_difference_in_sight_and_holds_all_that_is_drawn', () => {
    const { x, row, levels } = pictureOf({ pairs: [pair(-12), pair(-4)], interval: [-15, -2] }, box);
    expect(levels).toContain(0);
    expect(x(-15)).toBeGreaterThanOrEqual(50);
    expect(x(0)).toBeLessThanOrEqual(290);
    expect(row(0)).toBeLessThan(row(1));
    expect(row(2), 'the row of all pairs').toBeLessThanOrEqual(180);
  });
  it('stands_where_nothing_differs', () => {
    const { x } = pictureOf({ pairs: [pair(0)], interval: [0, 0] }, box);
    expect(x(0)).toBe(170);
  });
});
