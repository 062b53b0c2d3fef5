import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, connect } from '../backend';
import { fakeBackend } from '../backend/fake';
import { go, here } from '../shell/places.svelte';
import { findings } from '../testing/axe';

async function open(place: string) {
  render(App);
  go(place);
  await screen.findByRole('heading', { level: 1, name: /./ });
}
const part = (name: string) => screen.findByRole('heading', { level: 2, name }).then((heading) => within(heading.closest('section') as HTMLElement));

describe('the routines', () => {
  it('leave what is not for this person out of what can be started, and say why', async () => {
    await open('massage');
    const blocked = await part('Not for you at the moment');
    expect(blocked.getByText(/A ball beside an operated or broken spine can do harm/)).toBeVisible();
    expect(blocked.queryByRole('button', { name: 'Lower back with a ball' }), 'there is no way to begin it').toBeNull();
    go('massage/lower-back-with-a-ball');
    await screen.findByRole('heading', { level: 1, name: 'Lower back with a ball' });
    expect(screen.getByText(/A ball beside an operated or broken spine can do harm/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Start' }), 'its own page does not begin it either').toBeNull();
    expect(screen.queryByRole('heading', { name: 'The steps' }), 'nor does it tell how it is done').toBeNull();
  });

  it('can be read where a reason is given twice', async () => {
    const fake = fakeBackend();
    const reason = 'Feeling is reduced there.';
    const twice = <T extends { id: string }>(card: T) => (card.id === 'feet-with-a-ball' ? { ...card, allowed: false, open: [], blocked: [reason, reason] } : card);
    connect({ ...fake, routines: async () => (await fake.routines()).map(twice) });
    await open('massage');
    const blocked = await part('Not for you at the moment');
    expect(blocked.getAllByText(reason)[0]).toBeVisible();
    expect(screen.getByRole('button', { name: 'Neck and shoulders' }), 'the other routines are there').toBeVisible();
    go('massage/feet-with-a-ball');
    await screen.findByRole('heading', { level: 1, name: 'Feet with a ball' });
    expect((await part('Not for you at the moment')).getAllByText(reason)[0]).toBeVisible();
  });

  it('are found by place and by part of the body', async () => {
    await open('massage');
    await userEvent.selectOptions(await screen.findByLabelText('Where'), 'At a wall');
    expect(screen.getAllByRole('article').map((card) => card.getAttribute('aria-labelledby')).length).toBe(1);
    await userEvent.selectOptions(screen.getByLabelText('Where'), 'Anywhere');
    await userEvent.selectOptions(screen.getByLabelText('Part of the body'), 'Scalp');
    expect(screen.getAllByRole('article').map((card) => within(card).getByRole('heading').textContent)).toContain('Scalp');
    expect(screen.queryByRole('button', { name: 'Calves' })).toBeNull();
  });

  it('stand beside what was marked this evening, which leads to what suits it', async () => {
    await backend.markBody([{ region: 'calf', side: 'left', level: 6 }]);
    await open('massage');
    expect(await screen.findByText('Marked this evening: left calf.')).toBeVisible();
    const lit = [...document.querySelectorAll<SVGElement>('.region.lit')].map(({ dataset }) => `${dataset['side']} ${dataset['region']}`);
    expect(lit).toEqual(['left calf']);
    await userEvent.click(screen.getByRole('button', { name: 'See what suits it' }));
    expect(here.path).toBe('massage/body');
  });

  it('wait behind one kind card where the questions were never asked', async () => {
    connect(fakeBackend({ nights: 0, screened: false }));
    render(App);
    go('massage');
    await userEvent.click(within(await screen.findByRole('region', { name: 'A few questions about your health come first' })).getByRole('button', { name: 'Begin' }));
    expect(here.path).toBe('massage/safety');
  });

  it('ask tonight’s question before they begin', async () => {
    await open('massage/calves');
    expect(await screen.findByRole('button', { name: 'Start' })).toBeDisabled();
    const question = screen.getByRole('group', { name: /Do you have a blood clot in a leg or an arm/ });
    expect(within(question).getByRole('radio', { name: 'No' }), 'an answer of another evening does not count').not.toBeChecked();
    await userEvent.click(within(question).getByRole('radio', { name: 'No' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Start' })).toBeEnabled());
    expect(within(screen.getByRole('group', { name: /Do you have a blood clot/ })).getByRole('radio', { name: 'No' }), 'the answer stays in sight').toBeChecked();
  });

  it('close, with the advice in an alert, where tonight’s answer forbids them', async () => {
    await open('massage/calves');
    const question = await screen.findByRole('group', { name: /Do you have a blood clot in a leg or an arm/ });
    await userEvent.click(within(question).getByRole('radio', { name: 'Yes' }));
    expect(await within(question.parentElement as HTMLElement).findByRole('alert')).toHaveTextContent('See a doctor today');
    expect(screen.queryByRole('button', { name: 'Start' })).toBeNull();
  });
});

describe('the log', () => {
  it('keeps a massage by a therapist', async () => {
    const log = vi.spyOn(backend, 'logSession');
    await open('massage');
    await userEvent.click(await screen.findByRole('button', { name: 'Log a massage by a therapist' }));
    const form = within(await screen.findByRole('dialog'));
    await userEvent.type(form.getByLabelText('Who, or what kind'), 'Ms Adler');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(log.mock.lastCall?.[0]).toMatchObject({ routine: null, professional: 'Ms Adler', minutes: 60, tension_before: null });
    expect(await screen.findByText('Ms Adler')).toBeVisible();
  });

  it('says in the form what keeps a massage from being logged', async () => {
    await open('massage');
    await userEvent.click(await screen.findByRole('button', { name: 'Log a massage by a therapist' }));
    const form = within(await screen.findByRole('dialog'));
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(form.getByLabelText('Who, or what kind')).toHaveAccessibleDescription(/Say either which routine/));
  });

  it('gives a removed session back', async () => {
    await open('massage');
    const before = (await backend.sessions()).length;
    const [remove] = await screen.findAllByRole('button', { name: /^Remove Neck and shoulders/ });
    await userEvent.click(remove as HTMLElement);
    await waitFor(async () => expect(await backend.sessions()).toHaveLength(before - 1));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(async () => expect(await backend.sessions()).toHaveLength(before));
  });
});

describe('the safety questions', () => {
  it('leave nothing for axe to find', async () => {
    await open('massage/safety/1');
    expect(await findings()).toEqual([]);
  });

  it('take a whole page of noes at once and go on to the next', async () => {
    connect(fakeBackend({ nights: 0, screened: false }));
    const answer = vi.spyOn(backend, 'answerSafety');
    await open('massage/safety/1');
    await userEvent.click(await screen.findByRole('button', { name: 'None of these' }));
    expect(answer.mock.lastCall?.[0].every(([, given]) => given === 'no')).toBe(true);
    expect(answer.mock.lastCall?.[0].length, 'every question of the page').toBe(11);
    await waitFor(() => expect(here.path).toBe('massage/safety/2'));
  });

  it('leave a yes as it is when the others are none', async () => {
    connect(fakeBackend({ nights: 0, screened: false }));
    await open('massage/safety/1');
    await userEvent.click(within(await screen.findByRole('group', { name: 'Do you have a fever or an acute infection?' })).getByRole('radio', { name: 'Yes' }));
    await userEvent.click(await screen.findByRole('button', { name: 'None of the others' }));
    await waitFor(async () => expect((await backend.safety()).items.filter(({ answer }) => answer === 'no')).toHaveLength(10));
    expect((await backend.safety()).items.find(({ key }) => key === 'fever')?.answer).toBe('yes');
  });

  it('unfold only where one applies', async () => {
    connect(fakeBackend({ nights: 0, screened: false }));
    await open('massage/safety/3');
    const question = await screen.findByRole('group', { name: /Do you take a blood thinner/ });
    expect(question, 'a row and nothing more').not.toHaveAccessibleDescription();
    expect(within(question).getAllByRole('radio')).toHaveLength(2);
    await userEvent.click(within(question).getByRole('radio', { name: 'Yes' }));
    expect(question).toHaveAccessibleDescription(/bruises/);
    expect(await within(question).findByRole('radio', { name: /my clinician agreed/ }), 'a clearance is given once it applies').toBeVisible();
  });

  it('say in an alert, at once, who should be seen today', async () => {
    connect(fakeBackend({ nights: 0, screened: false }));
    await open('massage/safety/1');
    const question = await screen.findByRole('group', { name: /numbness where a saddle would touch/ });
    await userEvent.click(within(question).getByRole('radio', { name: 'Yes' }));
    expect(await within(question).findByRole('alert')).toHaveTextContent('Call the emergency number now');
  });

  it('ask where it is, and write the place with its side', async () => {
    connect(fakeBackend({ nights: 0, screened: false }));
    const answer = vi.spyOn(backend, 'answerSafety');
    await open('massage/safety/1');
    const question = within(await screen.findByRole('group', { name: /freshly sprained or injured/ }));
    await userEvent.click(question.getByRole('radio', { name: 'Yes' }));
    await userEvent.selectOptions(await question.findByLabelText('Part of the body'), 'Calf');
    await userEvent.click(question.getByRole('radio', { name: 'Left' }));
    await userEvent.click(question.getByRole('button', { name: 'Add' }));
    expect(answer.mock.lastCall?.[0]).toEqual([['acute-inflammation', 'yes@left-calf']]);
    expect(await question.findByText('Left calf')).toBeVisible();
  });

  it('ask again what has grown old', async () => {
    const fake = fakeBackend();
    fake.book.state.safety = fake.book.state.safety.map((item) => (item.key === 'fever' ? { ...item, stale: true } : item));
    connect(fake);
    await open('massage');
    await userEvent.click(within(await screen.findByRole('region', { name: 'A few answers have grown old' })).getByRole('button', { name: 'Begin' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Go on' }));
    const question = await screen.findByRole('group', { name: 'Do you have a fever or an acute infection?' });
    expect(question).toHaveAccessibleDescription(/Asked again/);
    expect(within(question).getByRole('radio', { name: 'No' }), 'the old answer does not stand').not.toBeChecked();
  });
});

describe('for everyone', () => {
  it.each(['massage', 'massage/safety', 'massage/neck-and-shoulders', 'massage/warm-foot-bath', 'massage/lower-back-with-a-ball'])(
    'axe finds nothing at %s',
    async (place) => {
      await open(place);
      await screen.findAllByRole('heading', { level: 2 });
      expect(await findings()).toEqual([]);
    },
  );
});
