/** Opens a journal as an ordinary user, in a process of its own, and prints how it went. */
import { openWritable } from './database.ts';
import { isJournalOpenError } from './errors.ts';

function open(file: string): string {
  try {
    openWritable(file).close();
    return 'opened';
  } catch (error) {
    return isJournalOpenError(error) ? error.code : String(error);
  }
}

// The native part is loaded on first use, which nobody may not be allowed to.
open(':memory:');
if (process.getuid?.() === 0) {
  process.setgid?.(65_534);
  process.setuid?.(65_534);
}
process.stdout.write(`${open(process.argv[2] ?? '')}\n`);
