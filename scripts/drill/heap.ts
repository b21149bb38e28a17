/** Live memory of this process, after everything that nobody holds any more was thrown away. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/** kB. */
export function heapAfterCollection(): number {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    const found: unknown = runInNewContext('gc');
    collect = typeof found === 'function' ? () => void found() : () => undefined;
  }
  collect();
  return Math.round(process.memoryUsage().heapUsed / 1024);
}
