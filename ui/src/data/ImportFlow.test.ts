import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, connect, Failure, type ImportPreview } from '../backend';
import { fakeBackend, type Fake } from '../backend/fake';
import { go } from '../shell/places.svelte';
import { findings } from '../testing/axe';

function open(): Fake {
  const fake = fakeBackend();
  connect(fake);
  render(App);
  go('settings/data');
  return fake;
}
const choose = async () => userEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));

describe('bringing nights in', () => {
  it('shows what would come in before anything is written', async () => {
    const { book } = open();
    const before = book.state.records.length;
    await choose();
    expect(await screen.findByRole('dialog', { name: 'Would come in: 28 nights and the notes of 2 days' })).toBeVisible();
    expect(book.state.records, 'a look writes nothing').toHaveLength(before);
    expect(await findings()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Bring in' }));
    await waitFor(() => expect(book.state.records).toHaveLength(before + 28));
    expect(await screen.findByText('28 records brought in')).toBeVisible();
  });

  it('tells naps from nights, and speaks of the first of them only where there are more', async () => {
    open();
    const plan = await backend.chooseImport();
    const [night, nap] = plan?.sample ?? [];
    if (!plan || !night || !nap) throw new Error('the fake brings nights in');
    vi.spyOn(backend, 'chooseImport').mockResolvedValue({ ...plan, new: 2, new_naps: 1, new_days: 0, sample: [night, { ...nap, kind: 'nap' }] });
    await choose();
    expect(await screen.findByRole('dialog', { name: 'Would come in: 1 night and 1 nap' })).toBeVisible();
    expect(screen.getAllByText('nap')).toHaveLength(1);
    expect(screen.queryByText('The first of them'), 'these are all').toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  });

  it('brings in a file that holds notes of days alone', async () => {
    open();
    const plan = await backend.chooseImport();
    if (!plan) throw new Error('the fake brings nights in');
    vi.spyOn(backend, 'chooseImport').mockResolvedValue({ ...plan, new: 0, new_days: 1, sample: [] });
    await choose();
    expect(await screen.findByRole('dialog', { name: 'Would come in: the notes of 1 day' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Bring in' }), 'there is something to bring in').toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  });

  it('says of a calendar which appointments would come in, when, and what is left out', async () => {
    open();
    const plan = await backend.chooseImport();
    if (!plan) throw new Error('the fake brings nights in');
    const coming = { title: 'Thai massage', in_words: 'Tue, every 2 weeks, at 18:30', particulars: 'Lindenweg 3, 50 min', without: 2 };
    const calendar = { ...plan, file_name: 'massage.ics', format: 'ics' as const, new: 1, new_naps: 0, new_days: 0, new_appointments: 1, sample: [], appointments: [coming] };
    vi.spyOn(backend, 'chooseImport').mockResolvedValue(calendar);
    go('settings/reminders');
    await userEvent.click(await screen.findByRole('button', { name: 'From a calendar (.ics)' }));
    expect(await screen.findByRole('dialog', { name: 'Would come in: 1 appointment' })).toBeVisible();
    expect(screen.getByText('Thai massage')).toBeVisible();
    expect(screen.getByText('Tue, every 2 weeks, at 18:30, 2 dates left out · Lindenweg 3, 50 min')).toBeVisible();
    expect(screen.getByText('What would come in')).toBeVisible();
    expect(screen.getByText('Why 2 rows are left out')).toBeVisible();
    expect(await findings()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  });

  it('forgets the plan when it is cancelled', async () => {
    open();
    const cancel = vi.spyOn(backend, 'cancelImport');
    await choose();
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(cancel).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('reads a file that is dropped anywhere, with its progress, and can be stopped', async () => {
    const { channels } = open();
    let answer: (preview: ImportPreview | null) => void = () => {};
    vi.spyOn(backend, 'planDroppedImport').mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const cancel = vi.spyOn(backend, 'cancelImport').mockImplementation(async () => answer(null));
    go('tonight');
    channels.dropped.tell({ hovering: true, file_name: 'sleep.csv' });
    expect(await screen.findByText('Let go to look at this file')).toBeVisible();
    channels.dropped.tell({ hovering: false, file_name: 'sleep.csv' });
    channels.progress.tell(0.4);
    await waitFor(() => expect(screen.getByRole('progressbar')).toHaveAttribute('value', '0.4'));
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(cancel).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  });

  it('reads nothing when a file leaves the window again', async () => {
    const { channels } = open();
    const plan = vi.spyOn(backend, 'planDroppedImport');
    channels.dropped.tell({ hovering: true, file_name: 'sleep.csv' });
    channels.dropped.tell({ hovering: false, file_name: '' });
    await waitFor(() => expect(screen.queryByText('Let go to look at this file')).toBeNull());
    expect(plan).not.toHaveBeenCalled();
  });

  it('says why a file cannot be read', async () => {
    open();
    vi.spyOn(backend, 'chooseImport').mockRejectedValue(new Failure('invalid', 'Vesper does not recognise this file. Nothing was brought in.'));
    await choose();
    expect(await screen.findByText('Vesper does not recognise this file. Nothing was brought in.')).toBeVisible();
    await userEvent.click(screen.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says where an export is', async () => {
    open();
    await userEvent.click(await screen.findByRole('button', { name: 'Export as CSV' }));
    expect(await screen.findByText(/records written to the file you chose/)).toBeVisible();
  });

  it('says where the calendar of reminders is', async () => {
    open();
    await userEvent.click(await screen.findByRole('button', { name: 'Export reminders (.ics)' }));
    expect(await screen.findByText('5 entries written to the file you chose')).toBeVisible();
  });

  it('takes a whole import back', async () => {
    const { book } = open();
    await userEvent.click(await screen.findByRole('button', { name: 'Take back the import of sleep-export.zip' }));
    await waitFor(() => expect(book.state.imports).toHaveLength(0));
  });
});
