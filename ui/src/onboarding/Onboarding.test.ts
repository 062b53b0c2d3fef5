import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, connect, Failure } from '../backend';
import { fakeBackend } from '../backend/fake';
import { keep } from '../shell/prefs.svelte';
import { findings } from '../testing/axe';

async function open() {
  const fake = fakeBackend({ nights: 0, onboarded: false });
  connect(fake);
  keep(await fake.settings(), await fake.locale());
  render(App);
  await screen.findByRole('heading', { name: 'When do your evenings end?' });
  return fake;
}
const press = async (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('the first screens', () => {
  it('plan the week, set two reminders up and lead to Tonight', async () => {
    const { book } = await open();
    const bed = screen.getByLabelText('Lights out');
    await userEvent.clear(bed);
    await userEvent.type(bed, '22:30');
    await press('Go on');
    await press('Go on');
    await press('Start fresh');
    await waitFor(() => expect(book.state.settings.onboarded).toBe(true));
    expect(book.state.schedule.every((day) => day.bed === '22:30' && day.rise === '07:00')).toBe(true);
    expect(book.state.reminders.map(({ kind, rule }) => [kind, rule.when])).toEqual([
      ['self-massage', { 'before-lights-out': 45 }],
      ['morning-diary', { at: '07:00' }],
    ]);
    expect(await screen.findByRole('navigation', { name: 'Places' })).toBeVisible();
  });

  it('stay where a time cannot be read, and lead to it', async () => {
    await open();
    const bed = screen.getByLabelText('Lights out');
    await userEvent.clear(bed);
    await userEvent.type(bed, 'late');
    await press('Go on');
    expect(screen.getByRole('heading', { level: 1 }), 'the old time is not taken for the new one').toHaveTextContent('When do your evenings end?');
    expect(screen.getByLabelText('Lights out')).toHaveFocus();
    expect(screen.getByLabelText('Lights out')).toBeInvalid();
  });

  it('count what was brought in as the import did', async () => {
    const { book } = await open();
    await press('Go on');
    await press('Go on');
    await press('Choose a file');
    await userEvent.click(await screen.findByRole('button', { name: 'Bring in' }));
    expect(await screen.findByText(`${book.state.imports[0]?.records} records are in your diary now.`)).toBeVisible();
  });

  it('change nothing when they are skipped, but that they were', async () => {
    const { book } = await open();
    const { schedule, reminders } = structuredClone(book.state);
    await press('Skip this');
    await waitFor(() => expect(book.state.settings.onboarded).toBe(true));
    expect([book.state.schedule, book.state.reminders]).toEqual([schedule, reminders]);
  });

  it('do not set a reminder up twice when a later step failed and is tried again', async () => {
    const { book } = await open();
    await press('Go on');
    await press('Go on');
    vi.spyOn(backend, 'setSettings').mockRejectedValueOnce(new Failure('storage', 'The disk is full.'));
    await press('Start fresh');
    expect(await screen.findByText('The disk is full.')).toBeVisible();
    await press('Start fresh');
    await waitFor(() => expect(book.state.settings.onboarded).toBe(true));
    expect(book.state.reminders, 'each reminder once').toHaveLength(2);
  });

  it('leave out what was not wanted', async () => {
    const { book } = await open();
    await press('Go on');
    await userEvent.click(screen.getByRole('switch', { name: /self-massage/ }));
    await press('Go on');
    await press('Start fresh');
    await waitFor(() => expect(book.state.reminders.map(({ kind }) => kind)).toEqual(['morning-diary']));
  });

  it('give axe nothing to find', async () => {
    await open();
    for (const next of ['Go on', 'Go on']) {
      expect(await findings()).toEqual([]);
      await press(next);
    }
    expect(await findings()).toEqual([]);
  });
});
