import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** States, reports and scratch of the drills, outside version control; on the disk that the product would use. */
export function drillFolder(): string {
  const folder = path.resolve(import.meta.dirname, '../../var/drill');
  mkdirSync(folder, { recursive: true });
  return folder;
}
