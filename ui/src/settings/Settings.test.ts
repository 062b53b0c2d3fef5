import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, Failure } from '../backend';
import { inventCourse } from '../backend/fake/programme';
import { go, here } from '../shell/places.svelte';
import { findings } from '../testing/axe';

const open = (place: string) => {
  render(App);
  go(place);
};

describe('the plan of the week', () => {
  it('changes the one evening that was typed, and can be undone', async () => {
    open('settings/evenings');
    const field = await screen.findByRole('textbox', { name: 'Lights out on Tuesday' });
    await userEvent.clear(field);
    await userEvent.type(field, '10:45 pm{Enter}');
    await waitFor(async () => expect((await backend.schedule())[1]?.bed).toBe('22:45'));
    expect((await backend.schedule())[0]?.bed, 'Monday was not touched').toBe('23:15');
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Lights out on Tuesday' })).toHaveValue('23:15'));
  });

  it('keeps what cannot be read in the field, says so, and changes nothing', async () => {
    open('settings/evenings');
    const set = vi.spyOn(backend, 'setSchedule');
    const field = await screen.findByRole('textbox', { name: 'Lights out on Tuesday' });
    await userEvent.clear(field);
    await userEvent.type(field, 'late{Enter}');
    expect(field).toBeInvalid();
    expect(field).toHaveValue('late');
    expect(set).not.toHaveBeenCalled();
  });

  it('shows the time that is kept again where another was refused', async () => {
    open('settings/evenings');
    vi.spyOn(backend, 'setSchedule').mockRejectedValue(new Failure('storage', 'The disk is full.'));
    const field = await screen.findByRole('textbox', { name: 'Lights out on Tuesday' });
    await userEvent.clear(field);
    await userEvent.type(field, '22:45{Enter}');
    expect(await screen.findByText('The disk is full.')).toBeVisible();
    await waitFor(() => expect(field).toHaveValue('23:15'));
  });

  it('moves a time in five-minute steps', async () => {
    open('settings/evenings');
    const field = await screen.findByRole('textbox', { name: 'Lights out on Tuesday' });
    await userEvent.type(field, '{ArrowDown}');
    await waitFor(async () => expect((await backend.schedule())[1]?.bed).toBe('23:10'));
  });
});

describe('work days and free days', () => {
  it('plan the evenings before free days in one stroke, and no other', async () => {
    open('settings/evenings');
    const field = await screen.findByRole('textbox', { name: 'Lights out, before free days' });
    expect(field).toHaveValue('23:45');
    await userEvent.clear(field);
    await userEvent.type(field, '23:30{Enter}');
    await waitFor(async () => expect((await backend.schedule()).filter(({ bed }) => bed === '23:30').map(({ day }) => day)).toEqual(['fri', 'sat']));
    expect((await backend.schedule())[0]?.bed).toBe('23:15');
  });
});

describe('settings', () => {
  it('keep the one thing that was chosen and all others as they are', async () => {
    open('settings/looks');
    const before = await backend.settings();
    await userEvent.click(await screen.findByRole('radio', { name: 'Evening' }));
    await waitFor(async () => expect(await backend.settings()).toEqual({ ...before, light: 'evening' }));
    expect(document.documentElement.dataset['light']).toBe('evening');
  });

  it('show what is so when starting at login was refused', async () => {
    open('settings/looks');
    const toggle = await screen.findByRole('switch', { name: 'Start the reminders when I log in' });
    vi.spyOn(backend, 'setStartAtLogin').mockRejectedValue(new Failure('system', 'Your desktop did not take the change.'));
    await userEvent.click(toggle);
    expect(await screen.findByText('Your desktop did not take the change.')).toBeVisible();
    await waitFor(() => expect(screen.getByRole('switch', { name: 'Start the reminders when I log in' })).toBeChecked());
  });

  it.each(['evenings', 'reminders', 'reminders/new', 'reminders/2', 'looks', 'data', 'privacy'])('axe finds nothing in %s', async (section) => {
    open(`settings/${section}`);
    await screen.findByRole('heading', { level: 1 });
    await waitFor(() => expect(document.querySelectorAll('h2, legend').length).toBeGreaterThan(0));
    expect(await findings()).toEqual([]);
  });
});

describe('reminders', () => {
  it('are added as the form says', async () => {
    open('settings/reminders/new');
    const add = vi.spyOn(backend, 'addReminder');
    await userEvent.selectOptions(await screen.findByLabelText('What it is for'), 'wind-down');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Monday' }));
    const before = screen.getByLabelText('How long before');
    await userEvent.clear(before);
    await userEvent.type(before, '90');
    await userEvent.click(screen.getByRole('button', { name: 'Add a reminder' }));
    await waitFor(() => expect(add).toHaveBeenCalledOnce());
    expect(add.mock.calls[0]?.[0]).toMatchObject({ kind: 'wind-down', title: 'Time to wind down', rule: { when: { 'before-lights-out': 90 }, days: ['mon'] } });
    await waitFor(() => expect(here.path).toBe('tonight'));
  });

  it('say beside the field what cannot be, and keep what was typed', async () => {
    open('settings/reminders/2');
    const title = await screen.findByLabelText('Its words');
    vi.spyOn(backend, 'editReminder').mockRejectedValue(new Failure('invalid', 'A reminder needs a title.', 'title'));
    await userEvent.clear(title);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('A reminder needs a title.')).toBeVisible();
    expect(title).toHaveAccessibleDescription(/A reminder needs a title/);
    await waitFor(() => expect(title).toHaveFocus());
  });

  it('come back from the toast after they were removed', async () => {
    open('settings/reminders');
    await userEvent.click(await screen.findByRole('button', { name: 'Remove Dim the lights' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove Dim the lights' })).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('button', { name: 'Remove Dim the lights' })).toBeVisible();
  });

  it('can be turned off without being removed', async () => {
    open('settings/reminders');
    await userEvent.click(await screen.findByRole('switch', { name: 'Dim the lights: on' }));
    await waitFor(async () => expect((await backend.reminders())[0]?.enabled).toBe(false));
  });

  it('of a course stand in one row, its dates behind it', async () => {
    const course = inventCourse('2026-11-14T18:00:00+01:00', 7, 0);
    const [first, ...rest] = await backend.reminders();
    const dates = course.dates.map((date, index) => ({ ...date, reminder: rest[index]?.id ?? 0 }));
    vi.spyOn(backend, 'programmes').mockResolvedValue([{ ...course, dates }]);
    open('settings/reminders');
    const title = await screen.findByText('Two massages a week for five weeks');
    const row = within(title.closest('li') as HTMLElement);
    expect(row.getByText('0 of 10 done.')).toBeVisible();
    const change = { name: `Change ${rest[0]?.title}`, hidden: true };
    expect(row.getByRole('button', change)).not.toBeVisible();
    expect(row.queryByRole('button', { name: `Change ${first?.title}`, hidden: true }), 'it is of no course').toBeNull();
    expect(screen.getByRole('button', { name: `Change ${first?.title}` })).toBeVisible();
    await userEvent.click(row.getByText('One by one'));
    expect(row.getByRole('button', change)).toBeVisible();
    expect(await findings()).toEqual([]);
    await userEvent.click(row.getByRole('button', { name: 'Open Two massages a week for five weeks' }));
    expect(here.path).toBe('massage/programme/7');
  });

  it('tell what became of them', async () => {
    open('settings/reminders');
    const month = await screen.findByRole('table', { name: 'What became of your reminders in November 2026' });
    await waitFor(() => expect(within(month).getByText('Neck and shoulders: passed by')).toBeInTheDocument());
    await userEvent.click(screen.getByText('One by one'));
    const list = screen.getByRole('table', { name: 'One by one' });
    expect(within(list).getByText('passed by')).toBeVisible();
    expect(within(list).getByText('shown, no answer')).toBeVisible();
  });
});

describe('when not to disturb', () => {
  it('says of each sign what it looks at and what it says, and lets it be ignored', async () => {
    open('settings/reminders');
    const microphone = await screen.findByRole('switch', { name: 'Microphone' });
    expect(microphone).toBeChecked();
    expect(microphone).toHaveAccessibleDescription(/never listens/);
    expect(screen.getByText('It is in use just now.')).toBeVisible();
    await userEvent.click(microphone);
    await waitFor(async () => expect((await backend.settings()).ignored_signs).toEqual(['microphone']));
    await userEvent.click(microphone);
    await waitFor(async () => expect((await backend.settings()).ignored_signs).toEqual([]));
    expect(screen.getByRole('switch', { name: 'Camera' }), 'this computer does not tell').toBeDisabled();
    expect(await findings()).toEqual([]);
  });
});
