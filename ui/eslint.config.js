import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const onlyInBackend = {
  patterns: [
    { group: ['@tauri-apps/*'], message: 'Only src/backend talks to Tauri.' },
    { group: ['**/backend/bindings', '**/backend/tauri'], message: 'Import from src/backend and src/backend/types.' },
  ],
};

export default ts.config(
  { ignores: ['dist', 'dev/dist', 'src/paraglide', 'src/backend/bindings.ts', 'node_modules'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      // TypeScript knows the names; this rule does not know its types.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Places are kept in src/shell/places.svelte.ts, there are no links to resolve.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
    },
  },
  { files: ['src/**', 'dev/**'], rules: { 'no-restricted-imports': ['error', onlyInBackend] } },
  { files: ['src/backend/**', 'src/main.ts', 'src/waiting/main.ts'], rules: { 'no-restricted-imports': 'off' } },
);
