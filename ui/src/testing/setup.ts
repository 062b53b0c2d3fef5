/** Every test starts with a fresh fake, at Tonight, in the day's light, and leaves nothing behind. */
import '@testing-library/jest-dom/vitest';

import { cleanup, configure } from '@testing-library/svelte';
import { afterEach, beforeEach } from 'vitest';

import { connect } from '../backend';
import { fakeBackend } from '../backend/fake';
import { startAt } from '../shell/places.svelte';
import { keep } from '../shell/prefs.svelte';
import { dismiss, toasts } from '../shell/toasts.svelte';

// jsdom has no dialogs, no scrolling, no observers and no media.
globalThis.matchMedia ??= ((media: string) => ({ media, matches: false, addEventListener() {}, removeEventListener() {} })) as never;
// A whole window in jsdom takes its time on a busy machine.
configure({ asyncUtilTimeout: 5_000 });

HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  if (!this.open) return;
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollTo = () => {};
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// Dates and clocks as Britain writes them, whatever the machine.
Object.defineProperty(navigator, 'language', { value: 'en-GB', configurable: true });

beforeEach(async () => {
  const fake = fakeBackend();
  connect(fake);
  keep({ ...(await fake.settings()), first_weekday: 'mon' }, await fake.locale());
  startAt('tonight');
  delete document.documentElement.dataset['light'];
});

afterEach(() => {
  cleanup();
  for (const toast of [...toasts.all]) dismiss(toast.id);
});
