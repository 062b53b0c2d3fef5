import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../../App.svelte';
import { backend, connect } from '../../backend';
import { fakeBackend } from '../../backend/fake';
import { inventCourse } from '../../backend/fake/programme';
import { go, here } from '../../shell/places.svelte';
import { findings } from '../../testing/axe';

async function open(place: string) {
  render(App);
  go(place);
  await screen.findByRole('heading', { level: 1, name: /./ });
}
/** A person with one course, of which so many of ten dates are done. */
function withCourse(done: number) {
  const fake = fakeBackend();
  fake.book.state.courses = [inventCourse(fake.book.state.now, 1, done)];
  connect(fake);
}
const dates = () => within(screen.getByRole('region', { name: 'The dates' })).getAllByRole('listitem');

describe('a course', () => {
  it('is planned: the one of the article unless another is chosen, by a therapist, on two days of the week', async () => {
    const start = vi.spyOn(backend, 'startProgramme');
    await open('massage/programme');
    expect(await screen.findByRole('radio', { name: 'Two massages a week for five weeks' })).toBeChecked();
    expect(screen.getByText(/One small study gave healthy young adults such massages/), 'what is known comes before the plan').toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Plan it' }));
    await screen.findByRole('heading', { name: 'The dates' });
    const draft = start.mock.lastCall?.[0];
    expect(draft).toMatchObject({ kind: 'twice-weekly', routine: null, count: null, title: null });
    expect(draft?.days).toHaveLength(2);
    expect(dates()).toHaveLength(10);
    expect(await screen.findByText('10 dates planned; each has its reminder')).toBeVisible();
  });

  it('that asks for two days says so at the days, and plans nothing', async () => {
    await open('massage/programme');
    const days = await screen.findByRole('group', { name: 'On these days' });
    await userEvent.click(within(days).getAllByRole('checkbox', { checked: true })[0] as HTMLElement);
    await userEvent.click(screen.getByRole('button', { name: 'Plan it' }));
    expect(await screen.findByText('Choose two weekdays.')).toHaveAttribute('role', 'alert');
    expect((await backend.programmes()).some(({ running }) => running)).toBe(false);
  });

  it('of every evening is of a routine of one’s own hands, before lights-out', async () => {
    const start = vi.spyOn(backend, 'startProgramme');
    await open('massage/programme');
    await screen.findByRole('option', { name: 'Slow breathing' });
    await userEvent.click(screen.getByRole('radio', { name: 'Ten minutes every evening for two weeks' }));
    expect(screen.queryByRole('group', { name: 'On these days' }), 'every evening has no weekdays').toBeNull();
    await userEvent.selectOptions(screen.getByLabelText('What it is each time'), 'Slow breathing');
    await userEvent.click(screen.getByRole('button', { name: 'Plan it' }));
    await screen.findByRole('heading', { name: 'The dates' });
    expect(start.mock.lastCall?.[0]).toMatchObject({ kind: 'nightly', routine: 'slow-breathing', days: [], when: { 'before-lights-out': 60 } });
  });

  it('under way stands in the place of the plan: one at a time', async () => {
    withCourse(3);
    await open('massage/programme');
    await userEvent.click(await screen.findByRole('button', { name: 'Open it' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Two massages a week for five weeks' })).toHaveFocus();
    go('massage/programme');
    await screen.findByRole('button', { name: 'Open it' });
    expect(screen.queryByRole('button', { name: 'Plan it' })).toBeNull();
  });

  it('has a date that is still to come moved, never onto another', async () => {
    withCourse(3);
    await open('massage/programme/1');
    const [course] = await backend.programmes();
    const [fourth, fifth] = [course?.dates[3], course?.dates[4]];
    await screen.findByRole('heading', { name: 'The dates' });
    expect(within(dates()[2] as HTMLElement).queryByRole('button'), 'what is done is not moved').toBeNull();
    await userEvent.click(within(dates()[3] as HTMLElement).getByRole('button', { name: /^Move / }));
    const dialog = within(await screen.findByRole('dialog'));
    const day = dialog.getByLabelText('To');
    const move = async (to: string | undefined) => {
      await userEvent.clear(day);
      await userEvent.type(day, `${to}{Tab}`);
      await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    };
    await move(fifth?.day);
    expect(await dialog.findByText('That day is a date of the course already.')).toBeVisible();
    const free = new Date(Date.parse(`${fourth?.day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    await move(free);
    await waitFor(async () => expect((await backend.programmes())[0]?.dates[3]?.day).toBe(free));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('can be ended early, which keeps what was done and can be undone', async () => {
    withCourse(3);
    await open('massage/programme/1');
    await userEvent.click(await screen.findByRole('button', { name: 'End it here' }));
    await waitFor(() => expect(dates().filter((date) => date.textContent?.includes('left out'))).toHaveLength(7));
    expect(dates().filter((date) => date.textContent?.includes('done'))).toHaveLength(3);
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(dates().filter((date) => date.textContent?.includes('planned'))).toHaveLength(7));
  });

  it('that is over tells before and after with what else fits, and what that is not', async () => {
    withCourse(10);
    await open('massage/programme/1');
    const felt = within(await screen.findByRole('region', { name: 'Right before and right after' }));
    expect(felt.getByText(/^6.2 before, 3.4 after\. Anything from -3\.7 to -1\.9 fits/)).toBeVisible();
    const nights = within(screen.getByRole('region', { name: 'The nights before it, and its own' }));
    expect(nights.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual(['Tension', 'Time to fall asleep', 'Quality of sleep']);
    expect(nights.getByText(/before the course: 34 \(from 14\) · in the course: 29 \(from 13\)/)).toBeVisible();
    expect(nights.getByText(/You knew what you were trying/), 'never without its caveat').toBeVisible();
    expect(screen.queryByRole('button', { name: 'End it here' }), 'it is over').toBeNull();
    expect(await findings()).toEqual([]);
  });

  it('is printed to be kept', async () => {
    withCourse(10);
    const print = vi.spyOn(backend, 'printPage');
    await open('massage/programme/1');
    await userEvent.click(await screen.findByRole('button', { name: 'Print this page' }));
    expect(print).toHaveBeenCalledOnce();
  });

  it('is removed, and another can be planned', async () => {
    withCourse(3);
    await open('massage/programme/1');
    await userEvent.click(await screen.findByRole('button', { name: 'Remove it' }));
    await waitFor(() => expect(here.path).toBe('massage/programme'));
    expect(await screen.findByRole('button', { name: 'Plan it' })).toBeVisible();
    expect(await findings()).toEqual([]);
  });
});
