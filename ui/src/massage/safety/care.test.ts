import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import App from '../../App.svelte';
import { backend, connect } from '../../backend';
import { fakeBackend } from '../../backend/fake';
import { go, here } from '../../shell/places.svelte';
import { findings } from '../../testing/axe';

async function open(place: string) {
  render(App);
  go(place);
  return screen.findByRole('heading', { level: 1, name: /./ });
}
/** A person who answered so, and no to everything else. */
async function answered(...answers: string[]) {
  const fake = fakeBackend();
  fake.book.state.safety = fake.book.state.safety.map((item) => ({ ...item, answer: item.tonight ? item.answer : answers.includes(item.key) ? 'yes' : 'no' }));
  connect(fake);
  return (await fake.safety()).items;
}
const advised = () => screen.getAllByRole('region').map((region) => region.getAttribute('aria-label'));

describe('the care page', () => {
  it('tells what the answers call for, the most urgent first, and nothing that was not answered', async () => {
    const items = await answered('cancer', 'dvt-suspected', 'back-red-flag');
    const told = items.filter(({ key }) => ['cancer', 'dvt-suspected', 'back-red-flag'].includes(key));
    await open('massage/care');
    const order = ['emergency', 'same-day', 'clinician'];
    const expected = told.toSorted((one, other) => order.indexOf(one.care) - order.indexOf(other.care));
    expect(expected.map(({ care }) => care)).toEqual(order);
    expect(advised()).toEqual(expected.map(({ question }) => question));
    const first = within(screen.getAllByRole('region')[0] as HTMLElement);
    expect(first.getByText('Call the emergency number now')).toBeVisible();
    expect(first.getByText(expected[0]?.advice ?? '')).toBeVisible();
    expect(await findings()).toEqual([]);
  });

  it('says so where nothing calls for anybody', async () => {
    await answered();
    await open('massage/care');
    expect(await screen.findByText('None of your answers calls for anybody.')).toBeVisible();
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('has a page for each sign that ends a massage, with its advice and how soon', async () => {
    const { stops } = await backend.safety();
    const heads = { emergency: 'Call the emergency number now', 'same-day': 'See a doctor today', clinician: 'Ask your doctor or another clinician', none: 'Take it easy' };
    expect(stops.length).toBeGreaterThan(3);
    render(App);
    for (const stop of stops) {
      go(`massage/care/${stop.key}`);
      expect(await screen.findByRole('heading', { level: 1, name: stop.text })).toHaveFocus();
      const page = within(screen.getByRole('region', { name: stop.text }));
      expect(page.getByText(heads[stop.care])).toBeVisible();
      expect(page.getByText(stop.advice)).toBeVisible();
    }
  });

  it('is reached from the massages by keyboard alone, and leads on to the article', async () => {
    await answered('back-red-flag');
    await open('massage');
    const first = within(await screen.findByRole('region', { name: 'Something comes before massage' }));
    first.getByRole('button', { name: 'What to do now' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Somebody should have a look' })).toHaveFocus();
    (await screen.findByRole('button', { name: 'When to see someone' })).focus();
    await userEvent.keyboard('{Enter}');
    expect(here.path).toBe('guide/when-to-see-someone');
  });
});
