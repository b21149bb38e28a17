import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Calls `changed` when the file appears, goes or is replaced. A hint only: where the folder cannot be watched nothing
 * is ever called, and the caller's polling has to do.
 */
export function watchFile(file: string): (changed: () => void) => () => void {
  return (changed) => {
    try {
      const watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
        if (name === null || name === basename(file)) changed();
      });
      watcher.on('error', () => watcher.close());
      return () => watcher.close();
    } catch {
      return () => undefined;
    }
  };
}
