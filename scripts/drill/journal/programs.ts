/** The player and the start after it as plain JavaScript: they are started thousands of times, and a guest's processor is made of software. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundlePrograms } from '../../usb-lab/bundle.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PROGRAMS = {
  player: path.join(import.meta.dirname, 'player.ts'),
  restarted: path.join(import.meta.dirname, 'restarted.ts'),
  'journal-worker': path.join(ROOT, 'src-main/journal/journal-worker.ts'),
};

/** Writes player.js, restarted.js and their worker into `folder`, which may be new. */
export async function bundlePlayer(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await bundlePrograms(folder, ROOT, PROGRAMS);
}

/** What lets the programs in `folder` find the packages. */
export function addPackages(folder: string): void {
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
}
