import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

import App from '../../App.svelte';
import { backend, connect, type ActivePlayer } from '../../backend';
import { fakeBackend } from '../../backend/fake';
import { go, here } from '../../shell/places.svelte';
import { findings } from '../../testing/axe';
import { countOn } from './clock.svelte';

const press = (key: string) => fireEvent.keyDown(document.body, { key });
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

async function play() {
  await backend.startPlayer('neck-and-shoulders', 6, 2);
  render(App);
  go('massage/player');
  await heading('Sit back and let the shoulders drop');
}
const slide = (name: string, to: number) => fireEvent.input(screen.getByRole('slider', { name }), { target: { value: String(to) } });

afterEach(() => vi.useRealTimers());

describe('the player', () => {
  it('says the step, where the hands are, and how firm', async () => {
    await play();
    press('ArrowRight');
    await heading('Right hand on the left shoulder');
    const facts = screen.getAllByRole('definition').map(({ textContent }) => textContent);
    expect(facts).toEqual(['Left shoulder', 'Firm and pleasant']);
    expect(document.querySelector('[aria-live="polite"][aria-atomic]'), 'a screen reader is told of it').toHaveTextContent(/^Right hand on the left shoulder\. Take the muscle/);
  });

  it('moves by its keys: space pauses and goes on, the arrows change the step', async () => {
    const move = vi.spyOn(backend, 'movePlayer');
    await play();
    press(' ');
    await screen.findByRole('button', { name: 'Go on' });
    press(' ');
    await screen.findByRole('button', { name: 'Pause' });
    press('ArrowRight');
    await heading('Right hand on the left shoulder');
    press('ArrowLeft');
    await heading('Sit back and let the shoulders drop');
    expect(move.mock.calls.map(([to]) => to)).toEqual(['pause', 'resume', 'next', 'back']);
  });

  it('hears the keys for players wherever they were pressed', async () => {
    const fake = fakeBackend();
    connect(fake);
    const move = vi.spyOn(backend, 'movePlayer');
    await play();
    fake.channels.mediaKey.tell('play');
    fake.channels.mediaKey.tell('next');
    await heading('Right hand on the left shoulder');
    fake.channels.mediaKey.tell('pause');
    await screen.findByRole('button', { name: 'Go on' });
    fake.channels.mediaKey.tell('pause');
    fake.channels.mediaKey.tell('toggle');
    await screen.findByRole('button', { name: 'Pause' });
    fake.channels.mediaKey.tell('back');
    await heading('Sit back and let the shoulders drop');
    expect(move.mock.calls.map(([to]) => to), 'what is so already is not done again').toEqual(['next', 'pause', 'resume', 'back']);
    fake.channels.mediaKey.tell('stop');
    await heading('Paused');
    fake.channels.mediaKey.tell('play');
    await heading('Sit back and let the shoulders drop');
  });

  it('stops at H and shows when to seek help', async () => {
    await play();
    press('h');
    await heading('Take your hands away and rest');
    expect(screen.queryByText('Stop and call the emergency number now.'), 'nothing is said of what nobody has').toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: /chest pain/i }));
    expect(await screen.findByText('Stop and call the emergency number now.'), 'at once, when it is named').toBeVisible();
    expect((await backend.player())?.paused, 'the time stands still').toBe(true);
    expect(await findings()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'End for tonight' }));
    await waitFor(() => expect(here.path).toBe('massage'));
    expect((await backend.sessions())[0]).toMatchObject({ routine: 'neck-and-shoulders', completed: false });
  });

  it('logs what the sliders say when all steps are over', async () => {
    const end = vi.spyOn(backend, 'endPlayer');
    await play();
    for (const step of [2, 3, 4, 5, 6]) {
      press('ArrowRight');
      await screen.findByText(`Neck and shoulders · step ${step} of 6`);
    }
    press('ArrowRight');
    await heading('That was the last step');
    await slide('Tension now', 3);
    await slide('Pain now', 1);
    expect(await findings()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(end).toHaveBeenCalledExactlyOnceWith(3, 1, true);
    await waitFor(() => expect(here.path).toBe('massage'));
    expect((await backend.sessions())[0]).toMatchObject({ completed: true, tension_before: 6, tension_after: 3, pain_before: 2, pain_after: 1 });
  });

  it('logs nothing of the feelings that were left out', async () => {
    const end = vi.spyOn(backend, 'endPlayer');
    await play();
    for (const _ of Array(6)) await backend.movePlayer('next');
    await heading('That was the last step');
    await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(end).toHaveBeenCalledExactlyOnceWith(null, null, true);
  });

  it('pauses at Escape and can be thrown away', async () => {
    const sessions = (await backend.sessions()).length;
    await play();
    press('Escape');
    await heading('Paused');
    expect((await backend.player())?.paused).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Throw away' }));
    await waitFor(() => expect(here.path).toBe('massage'));
    expect(await backend.player()).toBeNull();
    expect(await backend.sessions(), 'nothing was kept').toHaveLength(sessions);
  });

  it('asks whether to go on at the step where someone left', async () => {
    await play();
    press('ArrowRight');
    await heading('Right hand on the left shoulder');
    go('guide');
    await waitFor(async () => expect((await backend.player())?.paused, 'leaving pauses it').toBe(true));
    go('massage');
    const open = within(await screen.findByRole('region', { name: 'Neck and shoulders' }));
    expect(open.getByText('Go on at step 2?')).toBeVisible();
    await userEvent.click(open.getByRole('button', { name: 'Go on' }));
    await heading('Right hand on the left shoulder');
    expect((await backend.player())?.paused, 'one press is enough').toBe(false);
    expect(screen.getByRole('button', { name: 'Pause' })).toBeVisible();
  });

  it('asks someone who comes back by another way before it goes on', async () => {
    await backend.startPlayer('neck-and-shoulders', null, null);
    await backend.movePlayer('pause');
    render(App);
    go('massage/player');
    await heading('Go on at step 1?');
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
    await heading('Sit back and let the shoulders drop');
  });

  it('stands before another routine until it is ended, and is kept as not finished', async () => {
    await backend.startPlayer('neck-and-shoulders', 6, 2);
    await backend.movePlayer('next');
    render(App);
    go('massage/scalp');
    const open = within(await screen.findByRole('region', { name: 'Neck and shoulders' }));
    expect(open.getByText(/still open at step 2/)).toBeVisible();
    expect(open.getByRole('button', { name: 'Go on' })).toBeVisible();
    expect(open.getByRole('button', { name: 'Throw away' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Start' }), 'nothing is dropped unasked').toBeNull();
    expect(await findings()).toEqual([]);
    await userEvent.click(open.getByRole('button', { name: 'End here' }));
    expect(await screen.findByRole('button', { name: 'Start' })).toBeVisible();
    expect((await backend.sessions())[0]).toMatchObject({ routine: 'neck-and-shoulders', completed: false });
  });

  it('can be kept or thrown away where it is over and nobody noted how it felt', async () => {
    await backend.startPlayer('neck-and-shoulders', null, null);
    for (const _ of Array(6)) await backend.movePlayer('next');
    render(App);
    go('massage');
    const open = within(await screen.findByRole('region', { name: 'Neck and shoulders' }));
    expect(open.getAllByRole('button').map(({ textContent }) => textContent?.trim())).toEqual(['Open', 'Keep', 'Throw away']);
    await userEvent.click(open.getByRole('button', { name: 'Keep' }));
    await waitFor(async () => expect((await backend.sessions())[0]).toMatchObject({ routine: 'neck-and-shoulders', completed: true }));
  });

  it('turns the screen down after half a minute without a touch, and up at the next', async () => {
    await play();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await fireEvent.pointerMove(window);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(document.querySelector('.dim')).toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(document.querySelector('.dim')).not.toBeNull();
    await fireEvent.pointerMove(window);
    expect(document.querySelector('.dim')).toBeNull();
  });

  it('leaves nothing for axe to find', async () => {
    await play();
    expect(await findings()).toEqual([]);
    press('Escape');
    await heading('Paused');
    expect(await findings()).toEqual([]);
  });
});

describe('the time between two answers', () => {
  const step = { title: '', text: '', pressure: 0, side: 'both', regions: [], breath_in_s: null, breath_out_s: null } as const;
  const said: ActivePlayer = {
    routine: 'x', title: 'x', breath_cue: null, steps: [30, 10, 20].map((seconds) => ({ ...step, seconds, regions: [] })), step: 0, elapsed_s: 25, left_s: 5, total_left_s: 35,
    paused: false, finished: false, tension_before: null, pain_before: null,
  };

  it('runs on from what was said', () => {
    expect(countOn(said, 2)).toEqual({ step: 0, elapsed: 27, left: 3, totalLeft: 33, finished: false });
  });
  it('goes over into the next steps', () => {
    expect(countOn(said, 5)).toMatchObject({ step: 1, elapsed: 0, left: 10 });
    expect(countOn(said, 17)).toMatchObject({ step: 2, elapsed: 2, left: 18, totalLeft: 18 });
  });
  it('ends with the last step', () => {
    expect(countOn(said, 34.9).finished).toBe(false);
    expect(countOn(said, 60)).toMatchObject({ step: 2, left: 0, totalLeft: 0, finished: true });
  });
  it('stands still while paused', () => {
    expect(countOn({ ...said, paused: true }, 100)).toMatchObject({ step: 0, elapsed: 25, left: 5 });
  });
});
