import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The tests' computer stands in Berlin, as their nights do.
if (process.env['VITEST']) process.env['TZ'] = 'Europe/Berlin';

const here = (path: string) => `${import.meta.dirname}/${path}`;

/** What the window, the development page and the tests share. */
export const plugins = () => [
  // The tests compile the catalogue beforehand (`npm run messages`): the plugin's watcher would keep them from ending.
  process.env['VITEST']
    ? undefined
    : paraglideVitePlugin({ project: here('project.inlang'), outdir: here('src/paraglide'), emitTsDeclarations: true, strategy: ['baseLocale'] }),
  svelte({ configFile: here('svelte.config.js') }),
];

export default defineConfig({
  plugins: plugins(),
  // The window loads from Tauri's own protocol: nothing may be inlined, the content security policy refuses `data:` scripts and styles.
  build: { outDir: 'dist', target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, rolldownOptions: { input: [here('index.html'), here('waiting.html')] } },
  // The tests' backend reads the guide, which lies beside this folder.
  server: { fs: { allow: ['..'] } },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['./src/testing/setup.ts'],
    restoreMocks: true,
    // A whole window in jsdom is slow on a busy machine; what hangs is still told.
    testTimeout: 30_000,
    // A whole page in a failure's message hides the failure.
    env: { DEBUG_PRINT_LIMIT: '2000' },
  },
  // Without it Vitest takes Svelte's server build.
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
});
