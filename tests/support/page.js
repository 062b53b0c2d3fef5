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
const all = (role) => [...document.body.querySelectorAll('*')].filter((element) => seen(element) && roleOf(element) === role);

const errors = [];
window.addEventListener('error', ({ message, error }) => errors.push(`${message} ${error?.stack ?? ''}`));
window.addEventListener('unhandledrejection', ({ reason }) => errors.push(`${reason} ${reason?.stack ?? ''}`));

window.__vesperTest = {
  errors: () => errors,
  find: (role, name) => asking(() => all(role).find((element) => nameOf(element) === name) ?? null),
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
