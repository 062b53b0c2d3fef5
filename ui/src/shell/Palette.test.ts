import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend } from '../backend';
import { findings } from '../testing/axe';
import { groups } from './entries';
import { found } from './find';
import { areas, here } from './places.svelte';

async function open() {
  render(App);
  await screen.findByRole('heading', { level: 1 });
  await userEvent.keyboard('{Control>}k{/Control}');
  await screen.findByRole('option', { name: /Diary/ });
}

describe('the palette', () => {
  it('reaches every place, routine and article', async () => {
    const ids = (await groups()).flatMap(({ entries }) => entries.map(({ id }) => id));
    for (const area of areas) expect(ids.some((id) => id.startsWith(`place ${area}`)), area).toBe(true);
    for (const { id } of await backend.routines()) expect(ids).toContain(`routine ${id}`);
    for (const { id } of await backend.articles()) expect(ids).toContain(`article ${id}`);
    expect(new Set(ids).size, 'no entry twice').toBe(ids.length);
  });

  it.each([
    ['safety', 'massage/safety'],
    ['tight', 'massage/body'],
    ['body map', 'massage/body'],
    ['course', 'massage/programme'],
    ['routine of your own', 'massage/own/new'],
  ])('finds by “%s” the place %s first', async (words, place) => {
    const [places] = await groups();
    expect(found(words, places?.entries ?? [])[0]?.id).toBe(`place ${place}`);
  });

  it('still reaches the places when the guide cannot be read', async () => {
    vi.spyOn(backend, 'articles').mockRejectedValue(new Error('broken'));
    expect((await groups())[0]?.entries.length).toBeGreaterThan(0);
  });

  it('goes where Enter is pressed, and gives axe nothing to find', async () => {
    await open();
    expect(await findings()).toEqual([]);
    await userEvent.keyboard('priv{Enter}');
    await waitFor(() => expect(here.path).toBe('settings/privacy'));
    expect(screen.queryByRole('combobox'), 'it is closed').toBeNull();
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'Privacy' })).toHaveFocus());
  });

  it('moves the choice with the arrow keys and round the ends', async () => {
    await open();
    const active = () => document.getElementById(screen.getByRole('combobox').getAttribute('aria-activedescendant') ?? '')?.textContent;
    const first = active();
    await userEvent.keyboard('{ArrowDown}');
    expect(active()).not.toBe(first);
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    await userEvent.keyboard('{ArrowDown}');
    expect(active(), 'after the last comes the first').toBe(first);
  });

  it('says that nothing goes by a name', async () => {
    await open();
    await userEvent.keyboard('xyzzy');
    expect(await screen.findByText('Nothing by that name.')).toBeVisible();
  });
});

describe('finding', () => {
  const entries = ['Export as CSV', 'Evenings', 'Day light', 'Pause reminders for a day', 'Müsli'].map((label) => ({ id: label, label, run: () => {} }));
  const labels = (words: string) => found(words, entries).map(({ label }) => label);

  it('puts a label that begins so first', () => expect(labels('day')).toEqual(['Day light', 'Pause reminders for a day']));
  it('wants every word', () => expect(labels('export csv')).toEqual(['Export as CSV']));
  it('takes no notice of accents and case', () => expect(labels('MUSLI')).toEqual(['Müsli']));
});
