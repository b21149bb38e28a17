/** The journal: is its file sound, does every commit reach the disk before it is acknowledged. */
import { checkIntegrity, type Integrity, type JournalSettings } from '../../journal/index.ts';
import { type Check, failed, passed, warned } from './check.ts';

const INTEGRITY_LIMIT_MS = 30_000;
/** SQLite's number for FULL. */
const SYNCHRONOUS_FULL = 2;

export function createIntegrityCheck(
  file: string,
  look: (file: string, limitMs: number) => Promise<Integrity> = checkIntegrity,
): Check {
  return {
    id: 'database',
    group: 'storage',
    capabilities: [],
    uses: [],
    limitMs: INTEGRITY_LIMIT_MS,
    async run() {
      const found = await look(file, INTEGRITY_LIMIT_MS - 500);
      if (found.state === 'sound') return passed();
      const code = found.state === 'damaged' ? 'database-damaged' : 'database-unreadable';
      return failed(code, found.detail);
    },
  };
}

/** `settings` null: nobody writes here now, and the setting is the writer's. */
export function createDurabilityCheck(settings: (() => Promise<JournalSettings>) | null): Check {
  return {
    id: 'durability',
    group: 'storage',
    capabilities: [],
    uses: [],
    limitMs: 6000,
    async run() {
      if (settings === null) return warned('needs-core');
      const { journalMode, synchronous } = await settings();
      const facts = { journalMode, synchronous: synchronous === SYNCHRONOUS_FULL ? 'FULL' : synchronous };
      const durable = journalMode === 'wal' && synchronous === SYNCHRONOUS_FULL;
      return durable ? passed(facts) : failed('not-durable', '', facts);
    },
  };
}
