import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, connect, Failure } from '../backend';
import { fakeBackend, type Scene } from '../backend/fake';
import { here } from '../shell/places.svelte';
import { findings } from '../testing/axe';

const open = (scene: Scene = {}) => {
  connect(fakeBackend(scene));
  render(App);
};
const line = () => screen.findByRole('list', { name: 'The evening until lights out' });

describe('Tonight', () => {
  it('lays the stops out from the earliest to lights out', async () => {
    open();
    const times = within(await line()).getAllByText(/^\d\d:\d\d$/).map((time) => time.textContent);
    expect(times).toEqual(['21:30', '22:10', '22:45', '23:15']);
  });

  it('says which kind of evening a trial has for tonight', async () => {
    const fake = fakeBackend();
    fake.book.state.trial = { id: 1, title: 'Evening massage', night: '2026-11-23', arm: 'b', pair: 1, block: 1, words: 'an ordinary evening', routine: null };
    connect(fake);
    render(App);
    expect(await screen.findByText('Tonight in “Evening massage”: an ordinary evening.')).toBeVisible();
  });

  it('starts a stop and goes to its routine', async () => {
    open();
    const act = vi.spyOn(backend, 'actOnOccurrence');
    await userEvent.click(within(await line()).getByRole('button', { name: 'Neck and shoulders' }));
    await userEvent.click(screen.getByRole('button', { name: 'Start' }));
    expect(act).toHaveBeenCalledWith(2, '2026-11-23T22:10:00+01:00', { act: 'start' });
    await waitFor(() => expect(here.path).toBe('massage/neck-and-shoulders'));
  });

  it('stays where it is when a start fails, and says why', async () => {
    open();
    vi.spyOn(backend, 'actOnOccurrence').mockRejectedValue(new Failure('not-found', 'That reminder is no longer there.'));
    await userEvent.click(within(await line()).getByRole('button', { name: 'Neck and shoulders' }));
    await userEvent.click(screen.getByRole('button', { name: 'Start' }));
    expect(await screen.findByText('That reminder is no longer there.')).toBeVisible();
    expect(here.path, 'a routine whose start was not kept is not opened').toBe('tonight');
  });

  it('says when a stop that was put off comes again', async () => {
    open();
    await userEvent.click(within(await line()).getByRole('button', { name: 'In 15 min' }));
    expect(await screen.findByText(/again at 22:20/)).toBeVisible();
  });

  it('brings a stop back that was left out, from the toast', async () => {
    open();
    await userEvent.click(within(await line()).getByRole('button', { name: 'Not tonight' }));
    expect(await screen.findByText(/left out tonight/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.queryByText(/left out tonight/)).toBeNull());
  });

  it('says of what was put off until one is free that it waits for that', async () => {
    open();
    await userEvent.click(within(await line()).getByRole('button', { name: 'After this meeting' }));
    expect(await screen.findByText(/again when you are free/)).toBeVisible();
  });

  it('offers what the reminder offers, and nothing else', async () => {
    const fake = fakeBackend();
    for (const reminder of fake.book.state.reminders) reminder.actions = ['done'];
    connect(fake);
    render(App);
    await userEvent.click(within(await line()).getByRole('button', { name: 'Neck and shoulders' }));
    const stop = within(await line()).getByText('Neck and shoulders').closest('li')!;
    const names = within(stop).getAllByRole('button').map((button) => button.textContent?.trim());
    expect(names).toEqual(['Neck and shoulders', 'Done']);
  });

  it('names under what comes neither what is paused nor what only announces an appointment', async () => {
    const fake = fakeBackend();
    fake.book.state.pausedUntil = '2026-11-24T12:00:00+01:00';
    const upcoming = fake.upcoming.bind(fake);
    connect({
      ...fake,
      upcoming: async (days) => {
        const all = await upcoming(days);
        const massage = all.find(({ kind }) => kind === 'professional-massage')!;
        return [...all, { ...massage, due: '2026-11-25T17:30:00+01:00', comes: '2026-11-25T17:30:00+01:00', announces: massage.due }];
      },
    });
    render(App);
    const coming = (await screen.findByText('Coming up')).closest('section, article, div')!;
    expect(within(coming as HTMLElement).getAllByText('Massage with Ms Adler')).toHaveLength(1);
    expect(within(coming as HTMLElement).queryByText('How was the night?'), 'it lies within the pause').toBeNull();
  });

  it('offers no putting off for what is hours away', async () => {
    open({ now: '2026-11-23T15:20:00+01:00' });
    await userEvent.click(within(await line()).getByRole('button', { name: 'Neck and shoulders' }));
    expect(screen.queryByRole('button', { name: 'In 15 min' }), 'it is not due yet').toBeNull();
    expect(screen.getByRole('button', { name: 'Start' })).toBeVisible();
  });

  it('asks for last night first in the morning', async () => {
    open({ now: '2026-11-24T07:10:00+01:00' });
    expect(await screen.findByRole('heading', { name: 'The night of Monday 23 November' })).toBeVisible();
    expect(await screen.findByRole('button', { name: 'Save the night' })).toBeVisible();
  });

  it('keeps what is being written of last night through minutes, other programs and the end of the morning', async () => {
    const fake = fakeBackend({ now: '2026-11-24T07:10:00+01:00' });
    connect(fake);
    render(App);
    const inBed = await screen.findByLabelText('Into bed', { selector: 'input' });
    await userEvent.clear(inBed);
    await userEvent.type(inBed, '22:1');
    const asked = vi.spyOn(backend, 'tonight');
    document.dispatchEvent(new Event('visibilitychange'));
    fake.channels.elsewhere.tell();
    await waitFor(() => expect(asked).toHaveBeenCalled());
    await tick();
    expect(inBed, 'the field is the same one').toBeInTheDocument();
    expect(inBed).toHaveValue('22:1');
    expect(inBed, 'the person types on').toHaveFocus();

    const title = screen.getByRole('heading', { level: 1 }).textContent;
    fake.book.state.now = '2026-11-24T13:10:00+01:00';
    fake.channels.elsewhere.tell();
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent, 'the morning is over').not.toBe(title));
    expect(inBed, 'a form that was begun stays until it is saved').toBeInTheDocument();
  });

  it('tells how stops come to be where there are none', async () => {
    const fake = fakeBackend({ nights: 0 });
    fake.book.state.reminders = [];
    connect(fake);
    render(App);
    expect(await screen.findByText('Nothing planned for this evening')).toBeVisible();
  });

  it.each([
    ['evening', {}],
    ['morning', { now: '2026-11-24T07:10:00+01:00' }],
    ['night', { now: '2026-11-24T00:20:00+01:00' }],
    ['a first evening', { nights: 0 }],
  ])('axe finds nothing in the %s', async (_, scene) => {
    open(scene);
    await line();
    expect(await findings()).toEqual([]);
  });
});
