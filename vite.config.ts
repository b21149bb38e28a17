/** How the pages and the shell are bundled. `scripts/build.ts` runs one build an entry, so each folder stands alone. */
import { builtinModules } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { voiceBesidePage } from './src-renderer/ui/voice/beside-page.ts';

const root = import.meta.dirname;

/** Pages: a folder of src-renderer with an index.html and a main.tsx. */
export const PAGES = ['patient', 'doctor', 'attendant', 'technician'] as const;
export type Page = (typeof PAGES)[number];

/** The oldest engines a page must run in. The cabinet's is the test runtime's Chromium 114. */
const ENGINES = ['chrome114', 'firefox115', 'safari16.4'];

/**
 * A page in dist/pages/<page>/. Every address in it is relative, so the same files work under app://box/<page>/, the
 * core's http://127.0.0.1:<port>/<page>/ and the relay's /<page>/. Nothing is inlined: the content policy allows neither inline
 * scripts nor data: fonts.
 */
export function pageConfig(page: Page, { watch = false } = {}): InlineConfig {
  return {
    configFile: false,
    root: path.join(root, 'src-renderer', page),
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [react(), ...(page === 'patient' ? [voiceBesidePage()] : [])],
    worker: { format: 'es' },
    build: {
      outDir: path.join(root, 'dist/pages', page),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: ENGINES,
      sourcemap: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1500,
      watch: watch ? {} : null,
    },
  };
}

/** Where the distress watch looks at files instead of a camera: a tool, so not among the pages that are served. */
export const DISTRESS_LAB = 'distress-lab';
export function distressLabConfig(): InlineConfig {
  const like = pageConfig('patient');
  return {
    ...like,
    root: path.join(root, 'src-renderer/distress/lab'),
    build: { ...like.build, outDir: path.join(root, 'dist', DISTRESS_LAB) },
  };
}

/** The shell's two files, CommonJS for Electron's main process and its sandboxed preload. */
export const SHELL_ENTRIES = ['main', 'preload'] as const;

/** dist/shell/<entry>.cjs: one file without imports but electron's and Node's own. Node 18 is the test runtime's. */
export function shellConfig(entry: (typeof SHELL_ENTRIES)[number]): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['electron', ...builtinModules] },
    build: {
      ssr: path.join(root, 'src-main/shell', `${entry}.ts`),
      outDir: path.join(root, 'dist/shell'),
      emptyOutDir: false,
      target: 'node18',
      minify: false,
      sourcemap: true,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: `${entry}.cjs`, codeSplitting: false } },
    },
  };
}
