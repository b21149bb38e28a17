/** Puts the voice pack beside a page that is built. Thousands of clips would otherwise each be a module of it. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** Folder of the clips, from the page, as `clipUrl` says it. */
const VOICE_FOLDER = 'voice';

export function voiceBesidePage(): Plugin {
  let outDir = '';
  return {
    name: 'voice-beside-page',
    configResolved({ root, build }) {
      outDir = path.resolve(root, build.outDir);
    },
    closeBundle() {
      cpSync(path.join(import.meta.dirname, 'pack'), path.join(outDir, VOICE_FOLDER), { recursive: true });
    },
  };
}
