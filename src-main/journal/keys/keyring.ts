/** The keys in use: which pseudonym stands for which visit, and the key of each. */
import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { JournalError } from '../errors.ts';
import { KEY_BYTES } from '../seal.ts';
import { KeyError } from './key-error.ts';
import type { KeyEntry } from './key-file.ts';
import type { KeyProtection } from './vault.ts';

export interface Rotated {
  readonly forgotten: number;
  /** False: the TPM or the disk refused; tried again at the next opening. */
  readonly oldKeyDestroyed: boolean;
}

/** Keeps the keys: on the disk, or nowhere. */
export interface KeyStorage {
  readonly protection: () => KeyProtection | 'memory';
  readonly initial: readonly KeyEntry[];
  /** Durable when it returns. */
  append(entry: KeyEntry): void;
  /** Keeps what `survivors` gives, and destroys the epoch key that wrapped the others. */
  rotate(survivors: () => readonly KeyEntry[]): Promise<boolean>;
  /** What another process may have added meanwhile; null: nothing can be new. */
  reload(): readonly KeyEntry[] | null;
}

export interface Keyring {
  readonly protection: () => KeyProtection | 'memory';
  readonly chainKey: KeyObject;
  readonly headKey: KeyObject;
  slotOf(visit: string | null): string | null;
  /** Makes the key if there is none yet, durable before it returns. @throws when it cannot be kept */
  takeSlot(visit: string | null): string;
  /** Null: forgotten, or never here. */
  keyOf(slot: string): KeyObject | null;
  visitOf(slot: string): string | null;
  /** Stands for a name that must not lie readable in the database. */
  tagOf(kind: string, name: string): Buffer;
  visits(): readonly KeyEntry[];
  /** Forgets visits for which `keep` is false. @throws KeyError, JournalError: nothing was forgotten */
  forget(keep: (entry: KeyEntry) => boolean): Promise<Rotated>;
}

const SLOT_BYTES = 16;
const TAG_BYTES = 16;
const TAGS_KEPT = 1000;

export function freshEntry(purpose: KeyEntry['purpose'], visit: string | null): KeyEntry {
  const slot = randomBytes(SLOT_BYTES).toString('hex');
  return { slot, purpose, visit, key: createSecretKey(randomBytes(KEY_BYTES)), made: Date.now() };
}

const derive = (secret: KeyObject, what: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `box-journal ${what}`, KEY_BYTES)));

export function createKeyring(storage: KeyStorage): Keyring {
  const bySlot = new Map<string, KeyEntry>();
  const byVisit = new Map<string | null, string>();
  const tags = new Map<string, Buffer>();
  const take = (entry: KeyEntry): void => {
    if (entry.purpose === 'journal' || bySlot.has(entry.slot)) return;
    bySlot.set(entry.slot, entry);
    byVisit.set(entry.visit, entry.slot);
  };
  const secret = storage.initial.find(({ purpose }) => purpose === 'journal');
  if (secret === undefined) throw new KeyError('keys-lost', 'the key file has no key of the journal');
  for (const entry of storage.initial) take(entry);
  const chainKey = derive(secret.key, 'chain');
  const headKey = derive(secret.key, 'head');
  const nameKey = derive(secret.key, 'name');

  /** For a reading process: the writer may have made a key since. */
  const lookAgain = (): void => {
    for (const entry of storage.reload() ?? []) take(entry);
  };

  return {
    protection: storage.protection,
    chainKey,
    headKey,
    slotOf(visit) {
      if (!byVisit.has(visit)) lookAgain();
      return byVisit.get(visit) ?? null;
    },
    takeSlot(visit) {
      const known = byVisit.get(visit);
      if (known !== undefined) return known;
      if (visit === '') throw new JournalError('invalid', 'a visit without a name');
      const entry = freshEntry(visit === null ? 'cabinet' : 'visit', visit);
      storage.append(entry);
      take(entry);
      return entry.slot;
    },
    keyOf(slot) {
      if (!bySlot.has(slot)) lookAgain();
      return bySlot.get(slot)?.key ?? null;
    },
    visitOf: (slot) => bySlot.get(slot)?.visit ?? null,
    tagOf(kind, name) {
      const whole = `${kind}\0${name}`;
      const known = tags.get(whole);
      if (known !== undefined) return known;
      const tag = createHmac('sha256', nameKey).update(whole).digest().subarray(0, TAG_BYTES);
      // Machines and deadlines are a few; commands come once each.
      if (kind !== 'command' && tags.size < TAGS_KEPT) tags.set(whole, tag);
      return tag;
    },
    visits: () => [...bySlot.values()].filter(({ purpose }) => purpose === 'visit'),
    async forget(keep) {
      let forgotten: KeyEntry[] = [];
      const oldKeyDestroyed = await storage.rotate(() => {
        const all = [...bySlot.values()];
        forgotten = all.filter((entry) => entry.purpose === 'visit' && !keep(entry));
        return [secret, ...all.filter((entry) => !forgotten.includes(entry))];
      });
      for (const { slot, visit } of forgotten) {
        bySlot.delete(slot);
        byVisit.delete(visit);
      }
      return { forgotten: forgotten.length, oldKeyDestroyed };
    },
  };
}

/** For a journal that goes on without a disk: its keys end with the process. */
export function memoryKeyring(): Keyring {
  return createKeyring({
    protection: () => 'memory',
    initial: [freshEntry('journal', null)],
    append: () => {},
    rotate: async (survivors) => {
      survivors();
      return true;
    },
    reload: () => null,
  });
}
