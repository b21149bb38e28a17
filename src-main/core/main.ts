/**
 * Starts the core. Compiled code is kept in the data folder: a core that comes back after a crash has to be at the
 * same step within 3 s, and without the cache a third of that goes into compiling.
 * Whoever may have a cuff under pressure is let run before those who draw pictures; where the system does not permit
 * that it runs like any other.
 */
import { enableCompileCache } from 'node:module';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

try {
  setPriority(constants.priority.PRIORITY_ABOVE_NORMAL);
} catch {
  // Only root, or a service that was given the right to.
}
if (process.env.BOX_DATA) enableCompileCache(join(process.env.BOX_DATA, 'compile-cache'));
await import('./process.ts');
