/** The guest's two programs as plain JavaScript: taking the types off takes its slow processor half a minute. */
import path from 'node:path';
import { build } from 'vite';

const GUEST = path.join(import.meta.dirname, 'guest');

/** Writes room.js and cabinet.js; packages stay outside. @throws with the bundler's reason. */
export async function bundleGuest(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: GUEST,
    logLevel: 'error',
    ssr: { noExternal: ['zod'] },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: { room: path.join(GUEST, 'room.ts'), cabinet: path.join(GUEST, 'cabinet.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
}
