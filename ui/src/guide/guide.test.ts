import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, type Claim } from '../backend';
import { go, here } from '../shell/places.svelte';
import { findings } from '../testing/axe';
import { sureness } from './words';

async function open(place: string) {
  render(App);
  go(place);
  await screen.findByRole('heading', { level: 1, name: /./ });
}

describe('the contents', () => {
  it('stand under their topics with the time they take to read', async () => {
    await open('guide');
    const illness = within((await screen.findByRole('heading', { level: 2, name: 'Illness and the body' })).closest('section') as HTMLElement);
    expect(illness.getByRole('button', { name: 'Pain and sleep' })).toBeVisible();
    expect(illness.getAllByText('3 minutes to read').length).toBeGreaterThan(0);
  });

  it('give way to what a search finds, with the words marked', async () => {
    await open('guide');
    await userEvent.type(screen.getByLabelText('Search the guide'), 'serotonin');
    const hit = (await screen.findByRole('button', { name: 'Massage and sleep: what is known' })).closest('li') as HTMLElement;
    expect(hit.querySelector('mark')).toHaveTextContent(/^serotonin$/i);
    expect(screen.queryByRole('heading', { name: 'Illness and the body' })).toBeNull();
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent).join(' ')).toMatch(/\d+ articles found/);
  });

  it('say kindly that nothing was found', async () => {
    await open('guide');
    await userEvent.type(screen.getByLabelText('Search the guide'), 'xylophone');
    expect(await screen.findByText('Nothing in the guide on “xylophone”. Try fewer or other words.')).toBeVisible();
  });
});

describe('an article', () => {
  it('opens a claim’s evidence by keyboard and names how sure we are', async () => {
    await open('guide/massage-and-sleep');
    const link = await screen.findByRole('button', { name: /the trials are tiny and they disagree/ });
    link.focus();
    await userEvent.keyboard('{Enter}');
    const panel = await screen.findByRole('region', { name: 'Studies disagree about this' });
    expect(panel).toHaveTextContent('How sure we are: very low certainty');
    expect(link).toHaveAttribute('aria-expanded', 'true');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Studies disagree about this' })).toHaveFocus());
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Studies disagree about this' })).toBeNull());
    expect(link, 'closing gives the focus back').toHaveFocus();
  });

  it('opens a reference in the browser only when it is pressed', async () => {
    const doi = vi.spyOn(backend, 'openDoi');
    await open('guide/massage-and-sleep');
    await userEvent.click(await screen.findByRole('button', { name: /the trials are tiny and they disagree/ }));
    const panel = within(await screen.findByRole('region', { name: 'Studies disagree about this' }));
    expect(doi).not.toHaveBeenCalled();
    await userEvent.click(panel.getByRole('button', { name: 'Open in browser: Jong 2016' }));
    expect(doi).toHaveBeenCalledExactlyOnceWith('jong-2016');
  });

  it('copies a citation', async () => {
    const user = userEvent.setup();
    await open('guide/massage-and-sleep');
    await user.click(await screen.findByRole('button', { name: /the trials are tiny and they disagree/ }));
    await user.click(await screen.findByRole('button', { name: 'Copy citation: Jong 2016' }));
    expect(await navigator.clipboard.readText()).toMatch(/Jong.*https:\/\/doi\.org\//);
    expect(await screen.findByText('Citation copied.')).toBeVisible();
  });

  it('leads to other articles and places inside the window', async () => {
    await open('guide/massage-and-sleep');
    await userEvent.click((await screen.findAllByRole('link', { name: 'CBT-I' }))[0] as HTMLElement);
    expect(here.path).toBe('guide/cbt-i');
    go('guide/self-massage');
    await userEvent.click(await screen.findByRole('link', { name: 'Choose a routine' }));
    expect(here.path).toBe('massage');
  });

  it('of some length begins with what stands on the page', async () => {
    await open('guide/massage-and-sleep');
    const contents = within(await screen.findByRole('navigation', { name: 'On this page' }));
    await userEvent.click(contents.getByRole('button', { name: 'What the trials say' }));
    expect(screen.getByRole('heading', { name: 'What the trials say' })).toHaveFocus();
  });
});

describe('how sure we are', () => {
  const claim: Claim = { id: 'x', statement: 'x', verdict: 'not-supported', certainty: 'high', certainty_of: 'wrong', numbers: '', references: [] };

  it('never reads as if a refuted claim were sure', () => {
    expect(sureness(claim)).toBe('We are highly sure that it is wrong');
    expect(sureness({ ...claim, certainty: 'low', certainty_of: 'offered' })).toBe('The evidence offered for it is of low certainty');
    expect(sureness({ ...claim, verdict: 'supported', certainty: 'moderate', certainty_of: 'verdict' })).toBe('How sure we are: moderate certainty');
  });
});

describe('for everyone', () => {
  it.each(['guide', 'guide/massage-and-sleep', 'guide/self-massage'])('axe finds nothing at %s', async (place) => {
    await open(place);
    const claim = document.querySelector<HTMLElement>('[data-claim]');
    if (claim) {
      await userEvent.click(claim);
      await waitFor(() => expect(document.querySelector('#claim-panel')).not.toBeNull());
    }
    expect(await findings()).toEqual([]);
  });
});
