// What the journeys ask of the page. axe-core says what an element's role and name are to a screen reader.
const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false });

// axe keeps a picture of the page from setup to teardown; ours lasts for one question.
const asking = (question) => {
  axe.setup(document.documentElement);
  try {
    return question();
  } finally {
    axe.teardown();
  }
};
const roleOf = (element) => axe.commons.aria.getRole(element);
const nameOf = (element) => axe.commons.text.accessibleText(element).replace(/\s+/g, ' ').trim();
// Behind an open dialog nothing is there.
const all = (role) =>
  [...document.body.querySelectorAll('*')].filter(
    (element) => roleOf(element) === role && seen(element) && axe.commons.dom.isVisibleToScreenReaders(element),
  );

const A_MOMENT_MS = 300;
let changedAt = performance.now();
new MutationObserver(() => (changedAt = performance.now())).observe(document.body, { childList: true, subtree: true });

const errors = [];
window.addEventListener('error', ({ message, error }) => errors.push(`${message} ${error?.stack ?? ''}`));
window.addEventListener('unhandledrejection', ({ reason }) => errors.push(`${reason} ${reason?.stack ?? ''}`));

// What Tab has met since `beginTabbing`.
let met = new Set();
const tabbable = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
const told = (element) => `${roleOf(element) ?? element.localName} ${JSON.stringify(nameOf(element))}`;
// Of a group of radio buttons Tab meets one, and arrow keys the others.
const group = (element) => element.matches('input[type=radio]') && [...document.getElementsByName(element.name)];
const isMet = (element) => met.has(element) || (group(element) || []).some((other) => met.has(other));

window.__vesperTest = {
  beginTabbing: () => {
    met = new Set();
    document.activeElement?.blur();
  },
  /** What has the focus now: `new`, `again` where it was met before, or `out` where nothing of the page has it. */
  tabbed: () => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'out';
    if (met.has(element)) return 'again';
    met.add(element);
    return 'new';
  },
  /** Whether what has the focus has a name and is in sight. */
  focusIsFine: () =>
    asking(() => {
      const element = document.activeElement;
      const { top, bottom, left, right } = element.getBoundingClientRect();
      return nameOf(element) !== '' && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    }),
  /** What can be used with a mouse and was not met. */
  unmet: () =>
    asking(() =>
      [...document.querySelectorAll(tabbable)]
        .filter((element) => seen(element) && !element.matches(':disabled, [tabindex="-1"]') && !element.closest('[inert]') && !isMet(element))
        .map(told),
    ),
  /** Nothing fades, and nothing has come or gone for a moment. */
  settled: () =>
    document.getAnimations().every(({ playState }) => playState !== 'running') && performance.now() - changedAt > A_MOMENT_MS,
  /** Its letters are there, and what it shows now is what a picture would show. */
  painted: async () => {
    await document.fonts.ready;
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    return true;
  },
  errors: () => errors,
  find: (role, name) => asking(() => all(role).find((element) => nameOf(element) === name) ?? null),
  findIn: (group, role, name) =>
    asking(() => {
      const within = all('group').find((element) => nameOf(element) === group);
      return all(role).find((element) => within?.contains(element) && nameOf(element) === name) ?? null;
    }),
  namesOf: (role) => asking(() => all(role).map(nameOf)),
  focus: () =>
    asking(() => {
      const element = document.activeElement;
      return element && element !== document.body ? [roleOf(element) ?? '', nameOf(element)] : ['', ''];
    }),
  invoke: (command, args) =>
    window.__TAURI_INTERNALS__.invoke(command, args).then(
      (value) => ({ ok: value ?? null }),
      (error) => ({ error: error ?? null }),
    ),
  violations: async () => {
    const result = await axe.run(document, { resultTypes: ['violations'] });
    return result.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
    }));
  },
};
