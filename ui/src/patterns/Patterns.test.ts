import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { connect, type InsomniaSignal, type WindowMetrics } from '../backend';
import { fakeBackend, type Fake, type Scene } from '../backend/fake';
import { here, startAt } from '../shell/places.svelte';
import { findings } from '../testing/axe';

const keys = userEvent.setup({ delay: null });

async function open(scene: Scene = {}, some: Partial<WindowMetrics> = {}): Promise<Fake> {
  const fake = fakeBackend({ now: '2026-11-24T07:10:00+01:00', ...scene });
  fake.book.state.settings.clock_style = '24';
  const { metrics } = fake;
  fake.metrics = async (from, to) => ({ ...(await metrics(from, to)), ...some });
  connect(fake);
  startAt('patterns');
  render(App);
  await screen.findByRole('heading', { level: 1, name: 'Patterns' });
  return fake;
}
const signal = (of: Partial<InsomniaSignal>) => ({ insomnia: { nights_per_week: 4, weeks: 3, level: 'acute', ...of } as InsomniaSignal });

describe('patterns', () => {
  it('reads_each_chart_in_a_sentence_and_names_the_picture_by_it', async () => {
    await open();
    const picture = await screen.findByRole('img', { name: /Falling asleep You fall asleep in about 26 min/ });
    expect(picture).toBeVisible();
    expect(screen.getAllByRole('img').length, 'four measures').toBe(4);
  });

  it('offers_each_chart_as_a_table', async () => {
    await open();
    await keys.click(await screen.findByRole('button', { name: 'Falling asleep as a table' }));
    const rows = within(screen.getByRole('region', { name: 'Falling asleep as a table' })).getAllByRole('row');
    expect(rows.length, 'a row a night').toBe(28);
    expect(rows[1]).toHaveTextContent('Sun');
    expect(await findings()).toEqual([]);
  });

  it('asks_the_core_for_the_chosen_time', async () => {
    const fake = await open();
    await screen.findAllByRole('img');
    const trends = vi.spyOn(fake, 'trends');
    for (const [name, from] of [['2 weeks', '2026-11-10'], ['3 months', '2026-08-25'], ['All', null]] as const) {
      await keys.click(screen.getByRole('radio', { name }));
      await waitFor(() => expect(trends).toHaveBeenLastCalledWith(from, null));
    }
  });

  it('says_the_index_as_a_share_of_the_time', async () => {
    await open();
    expect(await screen.findByText(/About 86 % of the time you are asleep or awake just as you were a day before/)).toBeVisible();
    expect(screen.getByText('About 03:52.')).toBeVisible();
    expect(screen.getByText('The middle of your sleep lies 58 min apart.')).toBeVisible();
  });

  it('says_what_a_missing_figure_needs', async () => {
    await open({}, { sri: null, msf_sc: null, social_jetlag_min: null });
    expect(await screen.findByText(/needs five days/)).toBeVisible();
    expect(screen.getAllByText(/needs nights before work days and before free days/).length).toBe(2);
  });

  it('speaks_kindly_of_a_stretch_of_bad_nights_and_leads_to_the_guide', async () => {
    await open({}, signal({}));
    expect(await screen.findByText(/For 3 weeks, .* A stretch of bad nights is common and often passes/)).toBeVisible();
    expect(document.body, 'no diagnosis, no score').not.toHaveTextContent(/insomnia|disorder|score/i);
    await keys.click(screen.getByRole('button', { name: 'What is known about bad nights' }));
    expect(here.path).toBe('guide/insomnia');
  });

  it('leads_to_someone_after_three_months', async () => {
    await open({}, signal({ level: 'chronic', weeks: 15 }));
    await keys.click(await screen.findByRole('button', { name: 'Whom to see, and when' }));
    expect(here.path).toBe('guide/when-to-see-someone');
  });

  it('says_what_will_appear_where_there_are_too_few_nights', async () => {
    await open({ nights: 2 });
    expect(await screen.findByText('After four nights, the first lines appear here')).toBeVisible();
    expect(screen.getByText(/There are 2 nights on record in this time/)).toBeVisible();
    expect(screen.queryByRole('img'), 'no line is drawn from two nights').toBeNull();
    expect(await findings()).toEqual([]);
  });

  it('has_nothing_for_axe_to_find', async () => {
    await open({}, signal({}));
    await screen.findAllByRole('img');
    expect(await findings()).toEqual([]);
  });
});
