/** Are dist/ and its sources in line? The stamp is written by the build when it has finished. */
import fs from 'node:fs';
import path from 'node:path';
import { root } from './locate.mjs';

/** Everything that a bundle can be made of. */
const SOURCES = [
  'src-renderer',
  'src-main/shell',
  'src-main/api',
  'state-machines',
  'scripts/models',
  'vite.config.ts',
  'package-lock.json',
];

function stampFile(folder = root) {
  return path.join(folder, 'dist/.built');
}

/** @param {string} place @returns {number} newest modification below, ms; a deleted file touches its folder */
function newest(place) {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (!stat) return 0;
  let latest = stat.mtimeMs;
  if (stat.isDirectory()) {
    for (const name of fs.readdirSync(place)) latest = Math.max(latest, newest(path.join(place, name)));
  }
  return latest;
}

export function isBuilt(folder = root) {
  const stamp = fs.statSync(stampFile(folder), { throwIfNoEntry: false });
  if (!stamp) return false;
  return SOURCES.every((source) => newest(path.join(folder, source)) <= stamp.mtimeMs);
}

/** @param {number} startedAt ms; a source changed during the build makes it stale */
export function stampBuilt(startedAt, folder = root) {
  fs.mkdirSync(path.dirname(stampFile(folder)), { recursive: true });
  fs.writeFileSync(stampFile(folder), '');
  fs.utimesSync(stampFile(folder), startedAt / 1000, startedAt / 1000);
}
