import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../../App.svelte';
import { backend, connect, Failure } from '../../backend';
import { fakeBackend } from '../../backend/fake';
import { go, here } from '../../shell/places.svelte';
import { findings } from '../../testing/axe';

async function open(place: string) {
  render(App);
  go(place);
  await screen.findByRole('heading', { level: 1, name: /./ });
}
const step = (number: number) => within(screen.getByRole('group', { name: `Step ${number}` }));
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('a routine of one’s own', () => {
  it('is made from steps and stands among the own ones', async () => {
    await open('massage/own/new');
    await userEvent.type(screen.getByLabelText('Name'), 'Sunday hands');
    await userEvent.click(screen.getByRole('checkbox', { name: 'In bed' }));
    await userEvent.type(step(1).getByLabelText('What to do, in a few words'), 'Knead the palm');
    await userEvent.selectOptions(step(1).getByLabelText('Part of the body'), 'Hand');
    await userEvent.click(screen.getByRole('button', { name: 'Add a step' }));
    await userEvent.type(step(2).getByLabelText('What to do, in a few words'), 'Rest');
    await userEvent.selectOptions(step(2).getByLabelText('With'), 'Rest, breath, attention');
    expect(step(2).queryByText(/How firm/), 'rest presses nothing').toBeNull();
    expect(await screen.findByText('2 min in all')).toBeVisible();
    await save();
    expect(await screen.findByRole('heading', { level: 1, name: 'Sunday hands' })).toHaveFocus();
    const [made] = (await backend.routines()).filter(({ own }) => own);
    expect(made).toMatchObject({ title: 'Sunday hands', places: ['chair', 'bed'], seconds: 120, pressure: 2, regions: ['hand'] });
    expect(made?.steps.map(({ title, pressure }) => [title, pressure])).toEqual([['Knead the palm', 2], ['Rest', 0]]);
    go('massage');
    const section = (await screen.findByRole('heading', { level: 2, name: 'Your own' })).closest('section') as HTMLElement;
    expect(within(section).getByRole('button', { name: 'Sunday hands' })).toBeVisible();
  });

  it('is told what it lacks, at the field, only when it is to be kept', async () => {
    await open('massage/own/new');
    await screen.findByText('1 min in all');
    expect(screen.queryByText(/It needs a name/), 'nobody is scolded for a beginning').toBeNull();
    await save();
    expect(screen.getByLabelText('Name')).toHaveAccessibleDescription(/It needs a name/);
    expect(here.path, 'it is not lost').toBe('massage/own/new');
    await userEvent.type(screen.getByLabelText('Name'), 'Calves');
    await userEvent.type(step(1).getByLabelText('What to do, in a few words'), 'Stroke');
    expect(await step(1).findByRole('alert'), 'the step says what is missing in it').toHaveTextContent('Say where on the body');
    expect(await findings()).toEqual([]);
    expect((await backend.routines()).some(({ own }) => own)).toBe(false);
  });

  it('moves, copies and removes its steps', async () => {
    await open('massage/own/new');
    await userEvent.type(step(1).getByLabelText('What to do, in a few words'), 'One');
    await userEvent.click(step(1).getByRole('button', { name: 'Copy step 1' }));
    await userEvent.clear(step(2).getByLabelText('What to do, in a few words'));
    await userEvent.type(step(2).getByLabelText('What to do, in a few words'), 'Two');
    const titles = () => screen.getAllByLabelText<HTMLInputElement>('What to do, in a few words').map(({ value }) => value);
    expect(titles(), 'a copy is a step of its own').toEqual(['One', 'Two']);
    expect(step(1).getByRole('button', { name: 'Move step 1 up' })).toBeDisabled();
    await userEvent.click(step(2).getByRole('button', { name: 'Move step 2 up' }));
    expect(titles()).toEqual(['Two', 'One']);
    await userEvent.click(step(1).getByRole('button', { name: 'Remove step 1' }));
    expect(titles()).toEqual(['One']);
  });

  it('begins as a copy of one of ours, which stays as it is', async () => {
    await open('massage/calves');
    const ours = (await backend.routines()).find(({ id }) => id === 'calves');
    await userEvent.click(await screen.findByRole('button', { name: 'Make your own version' }));
    expect(await screen.findByLabelText('Name')).toHaveValue(`${ours?.title}, my way`);
    await save();
    await screen.findByRole('heading', { level: 1, name: `${ours?.title}, my way` });
    const all = await backend.routines();
    expect(all.find(({ id }) => id === 'calves')).toEqual(ours);
    expect(all.find(({ own }) => own)?.steps.map(({ seconds }) => seconds)).toEqual(ours?.steps.map(({ seconds }) => seconds));
  });

  it('says why it would not be offered to this person as it is', async () => {
    const fake = fakeBackend();
    const reason = 'Feeling is reduced there.';
    connect({ ...fake, checkRoutine: async () => ({ invalid: null, seconds: 60, blocked: [reason, reason] }) });
    await open('massage/own/new');
    const judged = await screen.findByRole('region', { name: 'As it is, it would not be offered to you' });
    expect(within(judged).getAllByText(reason)[0]).toBeVisible();
  });

  it('is changed, passed on and removed, and comes back', async () => {
    const [id] = await backend.saveRoutine(null, { ...(await backend.routineDraft('calves')), title: 'Mine' });
    const passedOn = vi.spyOn(backend, 'exportRoutine');
    await open(`massage/${id}`);
    await userEvent.click(await screen.findByRole('button', { name: 'Change it' }));
    const name = await screen.findByLabelText('Name');
    await userEvent.clear(name);
    await userEvent.type(name, 'Mine, shorter');
    await save();
    await screen.findByRole('heading', { level: 1, name: 'Mine, shorter' });
    await userEvent.click(screen.getByRole('button', { name: 'Pass it on as a file' }));
    expect(passedOn).toHaveBeenCalledWith(id);
    expect(await screen.findByText('The routine is in the file you chose')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Remove it' }));
    await waitFor(() => expect(here.path).toBe('massage'));
    expect((await backend.routines()).some((card) => card.id === id)).toBe(false);
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(async () => expect((await backend.routines()).find((card) => card.id === id)?.title).toBe('Mine, shorter'));
  });

  it('is brought in from a file, or the file’s fault is told', async () => {
    const fake = fakeBackend();
    const saved = await fake.saveRoutine(null, { ...(await fake.routineDraft('calves')), title: 'From a friend' });
    const importRoutine = vi.fn<typeof fake.importRoutine>().mockRejectedValueOnce(new Failure('invalid', 'This file is no routine of Vesper’s.')).mockResolvedValueOnce(saved);
    connect({ ...fake, importRoutine });
    await open('massage');
    await userEvent.click(await screen.findByRole('button', { name: 'Bring one in from a file' }));
    expect(await screen.findByText('This file is no routine of Vesper’s.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Bring one in from a file' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'From a friend' })).toBeVisible();
  });

  it('leaves nothing for axe to find', async () => {
    await open('massage/own/new/calves');
    await screen.findByRole('group', { name: 'Step 1' });
    expect(await findings()).toEqual([]);
  });
});
