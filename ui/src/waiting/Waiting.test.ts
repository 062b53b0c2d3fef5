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

  it('closes once nothing waits', async () => {
    const leave = open();
    await userEvent.click(await screen.findByRole('button', { name: 'Not tonight' }));
    await waitFor(() => expect(leave).toHaveBeenCalledWith(null));
  });
});
