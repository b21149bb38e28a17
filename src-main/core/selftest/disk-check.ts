import { statfs } from 'node:fs/promises';
import { type Check, failed, passed, warned } from './check.ts';

const MB = 1024 * 1024;
/** Below it a visit may not be stored to its end. */
export const DISK_FULL_MB = 200;
/** Below it somebody should look before it is full: about a month of visits. */
export const DISK_LOW_MB = 1024;

/** Room where the journal and the spool are. */
export function createDiskCheck(folder: string, stat: typeof statfs = statfs): Check {
  return {
    id: 'disk',
    group: 'storage',
    capabilities: [],
    uses: [],
    limitMs: 5000,
    async run() {
      const { bavail, bsize, blocks } = await stat(folder);
      const freeMB = Math.floor((bavail * bsize) / MB);
      const facts = { freeMB, totalMB: Math.floor((blocks * bsize) / MB) };
      if (freeMB < DISK_FULL_MB) return failed('disk-full', folder, facts);
      return freeMB < DISK_LOW_MB ? warned('disk-low', folder, facts) : passed(facts);
    },
  };
}
