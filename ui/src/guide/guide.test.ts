import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import App from '../App.svelte';
import { backend, type Claim } from '../backend';
import { go, here } from '../shell/places.svelte';
import { findings } from '../testing/axe';
import { doors } from './doors';
import { blockInSight } from './stopped';
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

describe('what is kept', () => {
  it('is a bookmark, listed in the contents, and its removal can be undone', async () => {
    await open('guide/insomnia');
    const mark = await screen.findByRole('button', { name: 'Bookmark' });
    await userEvent.click(mark);
    await waitFor(() => expect(mark).toHaveAttribute('aria-pressed', 'true'));
    await userEvent.click(mark);
    await waitFor(() => expect(mark).toHaveAttribute('aria-pressed', 'false'));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(mark).toHaveAttribute('aria-pressed', 'true'));
    go('guide');
    const list = (await screen.findByRole('heading', { name: 'Bookmarks' })).closest('section') as HTMLElement;
    expect(within(list).getByRole('button', { name: /What insomnia is/ })).toBeVisible();
  });

  it('is where reading stopped: it is offered, under its heading, and gone to when pressed', async () => {
    const { html } = await backend.article('insomnia');
    const blocks = [...new DOMParser().parseFromString(html, 'text/html').body.children];
    const heading = blocks.findIndex((block) => block.textContent === 'Three months');
    await backend.keepStopped('insomnia', heading + 1);
    await open('guide');
    await userEvent.click(within((await screen.findByRole('heading', { name: 'Go on reading' })).closest('section') as HTMLElement).getByRole('button'));
    expect(await screen.findByText('You stopped at “Three months”.')).toBeVisible();
    const gone = vi.spyOn(Element.prototype, 'scrollIntoView');
    await userEvent.click(screen.getByRole('button', { name: 'Go on from there' }));
    expect(gone.mock.contexts[0]).toHaveTextContent(blocks[heading + 1]?.textContent ?? '');
    gone.mockRestore();
  });

  it('is the search, for someone who comes back from what it found', async () => {
    await open('guide');
    await userEvent.type(screen.getByLabelText('Search the guide'), 'serotonin');
    await userEvent.click(await screen.findByRole('button', { name: 'Massage and sleep: what is known' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Back' }));
    expect(await screen.findByLabelText('Search the guide')).toHaveValue('serotonin');
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
    expect(here.path).toBe('guide/massage-and-sleep');
  });
});

describe('the block that is read', () => {
  const body = (...ends: number[]) => {
    const body = document.createElement('div');
    for (const bottom of ends) body.append(Object.assign(document.createElement('p'), { getBoundingClientRect: () => ({ bottom }) }));
    return body;
  };

  it('is the topmost whose end is in sight', () => {
    expect(blockInSight(body(-300, -200, 5, 90, 700), 0, 600)).toBe(3);
  });
  it('is none before the article is begun and none once its end is in sight', () => {
    expect(blockInSight(body(100, 300, 900), 0, 600)).toBeNull();
    expect(blockInSight(body(-300, -200, 5, 90, 500), 0, 600)).toBeNull();
  });
});

describe('the ways into the guide', () => {
  it.each(Object.values(doors).map(({ to }) => to))('%s leads to a paragraph that is there', async (to) => {
    const [id = '', heading] = to.replace('guide/', '').split('#');
    const { html } = await backend.article(id);
    expect(heading === undefined || html.includes(`id="${heading}"`)).toBe(true);
  });

  it('open an article at its heading', async () => {
    await open('guide/insomnia#three-months');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Three months' })).toHaveFocus());
  });

  it('stand beside a chart of the patterns', async () => {
    await open('patterns');
    await userEvent.click(await screen.findByRole('button', { name: `In the guide: ${doors.sol.about()}` }));
    expect(`guide/${here.rest.join('/')}`).toBe(doors.sol.to.split('#')[0]);
  });
});

describe('the size of the text', () => {
  it('grows and shrinks by keys and comes back', async () => {
    const zoom = vi.spyOn(backend, 'zoom');
    await open('guide/insomnia');
    await userEvent.click(await screen.findByRole('button', { name: 'Larger text' }));
    await waitFor(() => expect(zoom).toHaveBeenLastCalledWith(115));
    await userEvent.keyboard('{Control>}+{/Control}');
    await waitFor(() => expect(zoom).toHaveBeenLastCalledWith(130));
    await userEvent.keyboard('{Control>}0{/Control}');
    await waitFor(() => expect(zoom).toHaveBeenLastCalledWith(100));
  });
});

describe('printing', () => {
  it('asks for it and adds what the claims rest on', async () => {
    const print = vi.spyOn(backend, 'printPage');
    await open('guide/massage-and-sleep');
    await userEvent.click(await screen.findByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
    expect(document.querySelector('.printed')).toHaveTextContent(/What this rests on.*Jong/);
  });
});

describe('how sure we are', () => {
  const claim: Claim = { id: 'x', language: 'en', statement: 'x', verdict: 'not-supported', certainty: 'high', certainty_of: 'wrong', numbers: '', references: [] };

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
