import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from './App.svelte';
import { backend, connect, Failure } from './backend';
import { fakeBackend } from './backend/fake';
import { go } from './shell/places.svelte';
import { change } from './shell/toasts.svelte';
import { findings } from './testing/axe';

describe('the window', () => {
  it('undoes the latest change from its toast', async () => {
    render(App);
    const undo = vi.spyOn(backend, 'undo');
    const changed = await backend.setStartAtLogin(false).then(() => backend.setSchedule([{ day: 'mon', bed: '22:00', rise: '06:00' }]));
    await change(() => Promise.resolve(changed));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(undo, 'the toast carries the token of its own change').toHaveBeenCalledWith(changed.undo);
    expect((await backend.schedule())[0]?.bed, 'the plan is as it was').toBe('23:15');
  });

  it('offers to do again what was taken back, and takes that back too', async () => {
    render(App);
    await change(() => backend.setSchedule([{ day: 'mon', bed: '22:00', rise: '06:00' }]));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Do it again' }));
    expect(await screen.findByText('Done again')).toBeVisible();
    expect((await backend.schedule())[0]?.bed, 'the change stands again').toBe('22:00');
    expect(screen.getByRole('button', { name: 'Undo' }), 'and has its way back').toBeVisible();
  });

  it('takes the latest change back by Ctrl+Z when its toast is gone', async () => {
    render(App);
    await change(() => backend.setSchedule([{ day: 'mon', bed: '22:00', rise: '06:00' }]));
    await userEvent.click(await screen.findByRole('button', { name: 'Dismiss' }));
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText('Taken back.')).toBeVisible();
    expect((await backend.schedule())[0]?.bed).toBe('23:15');
  });

  it('says why a change failed, in an alert that stays', async () => {
    render(App);
    await change(() => Promise.reject(new Failure('storage', 'The disk is full. Your diary is as it was.')));
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full. Your diary is as it was.');
  });

  it('says what keeps the diary from opening', async () => {
    const fake = fakeBackend();
    connect({ ...fake, settings: () => Promise.reject(new Failure('newer-database', 'This diary was written by a newer Vesper.')) });
    const { keep } = await import('./shell/prefs.svelte');
    keep(undefined as never, undefined as never);
    render(App);
    expect(await screen.findByText('This diary was written by a newer Vesper.')).toBeVisible();
  });

  it('moves the focus to the heading of the place it goes to', async () => {
    render(App);
    go('settings');
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
  });

  it.each(['tonight', 'diary', 'patterns', 'massage', 'guide', 'settings'])('axe finds nothing on %s', async (place) => {
    render(App);
    go(place);
    await screen.findByRole('heading', { level: 1 });
    expect(await findings()).toEqual([]);
  });
});
