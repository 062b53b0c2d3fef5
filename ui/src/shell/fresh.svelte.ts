/** What was fetched stays on the page until its topic changes; then it is fetched again. */
import { SvelteMap } from 'svelte/reactivity';

import { Failure, type Topic } from '../backend';
import { m } from '../paraglide/messages';

const changes = new SvelteMap<Topic, number>();
const topics: Topic[] = ['diary', 'reminders', 'schedule', 'massage', 'trial', 'safety', 'settings', 'guide'];

/** Says that these topics changed: whatever was fetched of them is fetched again. */
export function fresh(changed: readonly Topic[] = topics): void {
  for (const topic of changed) changes.set(topic, (changes.get(topic) ?? 0) + 1);
}

/** Something fetched, kept fresh. */
export interface Fetched<T> {
  /** The latest value; undefined until the first came. It stays while a newer one is fetched. */
  readonly value: T | undefined;
  /** Why the latest fetch failed. */
  readonly failure: Failure | undefined;
  /** Fetches again. */
  again(): void;
}

/**
 * Fetches now, and again whenever a topic changes or a rune read by `fetch` before its first await does.
 * Call it where a component is set up.
 */
export function fetched<T>(of: readonly Topic[], fetch: () => Promise<T>): Fetched<T> {
  let value = $state.raw<T>();
  let failure = $state.raw<Failure>();
  let asked = $state(0);
  $effect(() => {
    for (const topic of of) changes.get(topic);
    void asked;
    let overtaken = false;
    fetch().then(
      (answer) => {
        if (overtaken) return;
        value = answer;
        failure = undefined;
      },
      (thrown: unknown) => {
        if (!overtaken) failure = Failure.from(thrown, m.shell_unexpected());
      },
    );
    return () => {
      overtaken = true;
    };
  });
  return {
    get value() {
      return value;
    },
    get failure() {
      return failure;
    },
    again() {
      asked += 1;
    },
  };
}
