/** Programs of a guest as plain JavaScript: taking the types off takes its slow processor half a minute. */
import path from 'node:path';
import { build } from 'vite';

const GUEST = path.join(import.meta.dirname, 'guest');

/** Writes NAME.js for each of `programs`; packages but zod stay outside. @throws with the bundler's reason. */
export async function bundlePrograms(
  folder: string,
  root: string,
  programs: Readonly<Record<string, string>>,
): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: ['zod'] },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: { ...programs },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
}

/** Writes room.js, cabinet.js and ears.js. */
export const bundleGuest = (folder: string): Promise<void> =>
  bundlePrograms(folder, GUEST, {
    room: path.join(GUEST, 'room.ts'),
    cabinet: path.join(GUEST, 'cabinet.ts'),
    ears: path.join(GUEST, 'ears.ts'),
  });
