import { defineConfig, type Plugin } from 'vite';

import { plugins } from '../vite.config.ts';

/** While Vite serves the page it writes styles into it and sends it what changed; the built page asks for neither. */
const served: Plugin = {
  name: 'served-page-policy',
  transformIndexHtml: {
    order: 'pre',
    handler: (html, { server }) => (server ? html.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace("connect-src 'none'", "connect-src 'self' ws:") : html),
  },
};

/** The page with an invented diary behind it, for looking at; never part of the window. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [...plugins(), served],
  // The invented diary stands beside the real guide.
  server: { fs: { allow: ['../..'] } },
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
