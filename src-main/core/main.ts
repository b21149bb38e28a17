/**
 * Starts the core. Compiled code is kept in the data folder: a core that comes back after a crash has to be at the
 * same step within 3 s, and without the cache a third of that goes into compiling.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

if (process.env.BOX_DATA) enableCompileCache(join(process.env.BOX_DATA, 'compile-cache'));
await import('./process.ts');
