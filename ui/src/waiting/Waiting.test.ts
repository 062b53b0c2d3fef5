import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import { backend, connect } from '../backend';
import { fakeBackend } from '../backend/fake';
import { findings } from '../testing/axe';
import Waiting from './Waiting.svelte';

/** Five minutes after the massage of 22:10 fell due. */
const open = (why = false) => {
  connect(fakeBackend({ now: '2026-11-23T22:15:00+01:00' }));
  const leave = vi.spyOn(backend, 'leaveWaiting');
  render(Waiting, { why });
  return leave;
};

describe('the small window', () => {
  it('tells what waits, and why it comes only when asked to', async () => {
    open(true);
    expect(await screen.findByRole('heading', { name: /Neck and shoulders/ })).toBeVisible();
    expect(screen.getByText(/not showing notifications/)).toBeVisible();
    expect(await findings()).toEqual([]);
  });

  it('starts what waits and opens the window at its place', async () => {
    const leave = open();
    await userEvent.click(await screen.findByRole('button', { name: 'Start' }));
    await waitFor(() => expect(leave).toHaveBeenCalledWith('massage/neck-and-shoulders'));
    expect(screen.queryByText(/not showing notifications/), 'the reason was told before').toBeNull();
  });

  it('offers what the reminder offers, and nothing else', async () => {
    const fake = fakeBackend({ now: '2026-11-23T22:15:00+01:00' });
    for (const reminder of fake.book.state.reminders) reminder.actions = ['done', 'snooze'];
    connect(fake);
    render(Waiting, { why: false });
    await screen.findByRole('heading', { name: /Neck and shoulders/ });
    const names = screen.getAllByRole('button').map((button) => button.textContent?.trim());
    expect(names).toEqual(['Done', 'In 15 min', 'After this meeting', 'Open Vesper']);
  });

  it('names a heads-up by what it announces', async () => {
    const fake = fakeBackend({ now: '2026-11-23T22:15:00+01:00' });
    const [one] = await fake.waiting();
    connect({ ...fake, waiting: async () => [{ ...one!, words: 'Tomorrow at 17:30: Massage with Ms Adler', announces: '2026-11-24T17:30:00+01:00', actions: ['snooze'] }] });
    render(Waiting, { why: false });
    expect(await screen.findByRole('heading', { name: 'Tomorrow at 17:30: Massage with Ms Adler' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Done' }), 'what is to come is not done').toBeNull();
  });

  it('puts off until the meeting is over', async () => {
    open();
    const act = vi.spyOn(backend, 'actOnOccurrence');
    await userEvent.click(await screen.findByRole('button', { name: 'After this meeting' }));
    expect(act).toHaveBeenCalledWith(2, '2026-11-23T22:10:00+01:00', { act: 'snooze-until-free' });
  });

  it('closes once nothing waits', async () => {
    const leave = open();
    await userEvent.click(await screen.findByRole('button', { name: 'Not tonight' }));
    await waitFor(() => expect(leave).toHaveBeenCalledWith(null));
  });
});
