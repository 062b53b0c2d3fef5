import { defineConfig } from 'vite';

import { plugins } from '../vite.config.ts';

/** The page with an invented diary behind it, for looking at; never part of the window. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: plugins(),
  // The invented diary stands beside the real guide.
  server: { fs: { allow: ['../..'] } },
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
