/**
 * Keeps SQLite's native library loaded while the process lives. Node unloads it with the last thread that had it, while
 * what that thread leaves may still call into it: now and then that ended the whole process (SIGSEGV).
 */
import Sqlite from 'better-sqlite3';

let held = false;

/** Before any thread that opens a database is started. @throws where the library cannot be loaded at all */
export function holdLibrary(): void {
  if (held) return;
  new Sqlite(':memory:').close();
  held = true;
}
