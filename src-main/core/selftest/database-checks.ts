/** The journal: is its file sound, does every commit reach the disk, is anything of use to who steals the disk. */
import {
  checkIntegrity,
  type Integrity,
  type JournalCondition,
  type JournalSettings,
  type Mended,
  type Protection,
} from '../../journal/index.ts';
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

/** The journal as its writer knows it. */
export interface JournalWriter {
  readonly settings: () => Promise<JournalSettings>;
  readonly condition: () => JournalCondition;
}

const lostOf = ({ lost, blobsLost }: Mended): number | null => (lost === null ? null : lost + blobsLost);

/** `writer` null: nobody writes here now, and how it stands is the writer's. */
export function createDurabilityCheck(writer: JournalWriter | null): Check {
  return {
    id: 'durability',
    group: 'storage',
    capabilities: [],
    uses: [],
    limitMs: 6000,
    async run() {
      if (writer === null) return warned('needs-core');
      const { durable, trouble, mended } = writer.condition();
      const { journalMode, synchronous } = await writer.settings();
      const facts = { journalMode, synchronous: synchronous === SYNCHRONOUS_FULL ? 'FULL' : synchronous };
      if (!durable) return failed('journal-in-memory', trouble ?? '', facts);
      if (journalMode !== 'wal' || synchronous !== SYNCHRONOUS_FULL) return failed('not-durable', '', facts);
      if (mended !== null) {
        const lost = { ...facts, lostEvents: lostOf(mended) };
        return warned('journal-mended', `${trouble ?? ''} ${mended.quarantined ?? ''}`.trim(), lost);
      }
      return passed(facts);
    },
  };
}

/** `protection` null: nobody has the keys open here. */
export function createProtectionCheck(protection: (() => Protection) | null): Check {
  return {
    id: 'protection',
    group: 'storage',
    capabilities: [],
    uses: [],
    limitMs: 1000,
    async run() {
      if (protection === null) return warned('needs-core');
      return protection() === 'file' ? warned('disk-not-protected') : passed();
    },
  };
}
