/** The keyring on the disk: a folder with the key file and the epoch key of the same generation. */
import type { KeyObject } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendDurably, destroyFile, makePrivateFolder, replaceDurably } from '../durable-file.ts';
import { KeyError } from './key-error.ts';
import { entryLine, headLine, type KeyEntry, type KeyFile, parseKeyFile } from './key-file.ts';
import { createKeyring, freshEntry, type Keyring, type KeyStorage } from './keyring.ts';
import type { Tpm } from './tpm.ts';
import { type EpochKey, openVault } from './vault.ts';

export interface KeyringOptions {
  readonly folder: string;
  readonly tpm: Tpm | null;
}

export interface WritableKeyringOptions extends KeyringOptions {
  /** Only for a journal in which nothing was ever sealed. */
  readonly mayCreate: boolean;
}

const visitsFile = (folder: string, generation: number): string => join(folder, `visits-${generation}.keys`);

/** The writer may exchange the generation while a reader looks. */
const READ_TRIES = 5;

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return [];
    throw new KeyError('keys-unavailable', `the folder of the keys cannot be read (${String(code)})`);
  }
}

/** Lowest first; the highest is the one in use, what is below it waits to be destroyed. */
function generationsIn(folder: string): number[] {
  const found = namesIn(folder).map((name) => /^visits-(\d+)\.keys$/.exec(name)?.[1]);
  return found
    .filter((text) => text !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

interface Loaded extends KeyFile {
  readonly generation: number;
  readonly epochKey: EpochKey;
}

function load({ folder, tpm }: KeyringOptions): Loaded {
  const generation = generationsIn(folder).at(-1);
  if (generation === undefined) throw new KeyError('keys-lost', 'there is no key file');
  const epochKey = openVault(folder, tpm).load(generation);
  let content: Buffer;
  try {
    content = readFileSync(visitsFile(folder, generation));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new KeyError('keys-unavailable', `the key file cannot be read (${code})`);
  }
  return { generation, epochKey, ...parseKeyFile(content, epochKey.key, generation) };
}

function loadPatiently(options: KeyringOptions): Loaded {
  for (let left = READ_TRIES; ; left -= 1) {
    const before = generationsIn(options.folder).at(-1);
    try {
      return load(options);
    } catch (error) {
      if (left === 1 || generationsIn(options.folder).at(-1) === before) throw error;
    }
  }
}

/** For a process that only looks on. @throws KeyError */
export function openReadableKeyring(options: KeyringOptions): Keyring {
  const { epochKey, entries } = loadPatiently(options);
  const refuse = (): never => {
    throw new KeyError('keys-unavailable', 'opened for reading only');
  };
  return createKeyring({
    protection: () => epochKey.protection,
    initial: entries,
    append: refuse,
    rotate: refuse,
    reload: () => loadPatiently(options).entries,
  });
}

/** For the one writer: finishes a forgetting that was cut, makes the first keys. @throws KeyError and system errors */
export async function openKeyring(options: WritableKeyringOptions): Promise<Keyring> {
  const { folder, tpm, mayCreate } = options;
  if (mayCreate && generationsIn(folder).length === 0) await create(options);
  const loaded = load(options);
  await removeOthers(folder, tpm, loaded.generation);
  return createKeyring(diskStorage(options, loaded));
}

async function create({ folder, tpm }: KeyringOptions): Promise<void> {
  makePrivateFolder(folder);
  const vault = openVault(folder, tpm);
  for (const left of vault.generations()) await vault.destroy(left);
  const { key } = await vault.create(1, false);
  const entries = [freshEntry('journal', null), freshEntry('cabinet', null)];
  writeKeyFile(folder, 1, key, entries);
}

/** The rename at its end is the moment at which one generation follows another. */
function writeKeyFile(
  folder: string,
  generation: number,
  key: KeyObject,
  entries: readonly KeyEntry[],
): string {
  const text = headLine(generation) + entries.map((entry) => entryLine(key, generation, entry)).join('');
  replaceDurably(visitsFile(folder, generation), text);
  return text;
}

/** Old generations, and new ones that never came to be. Returns false when something could not be destroyed. */
async function removeOthers(folder: string, tpm: Tpm | null, current: number): Promise<boolean> {
  const vault = openVault(folder, tpm);
  try {
    for (const name of namesIn(folder)) if (name.endsWith('.part')) destroyFile(join(folder, name));
    for (const generation of generationsIn(folder)) {
      if (generation !== current) destroyFile(visitsFile(folder, generation));
    }
    for (const generation of vault.generations()) {
      if (generation !== current) await vault.destroy(generation);
    }
    return true;
  } catch {
    return false;
  }
}

function diskStorage({ folder, tpm }: KeyringOptions, loaded: Loaded): KeyStorage {
  const vault = openVault(folder, tpm);
  let { generation, epochKey, length } = loaded;
  return {
    protection: () => epochKey.protection,
    initial: loaded.entries,
    append(entry) {
      const line = Buffer.from(entryLine(epochKey.key, generation, entry));
      length = appendDurably(visitsFile(folder, generation), length, line);
    },
    async rotate(survivors) {
      const next = generation + 1;
      try {
        const fresh = await vault.create(next, epochKey.protection === 'tpm');
        length = Buffer.byteLength(writeKeyFile(folder, next, fresh.key, survivors()));
        epochKey = fresh;
      } catch (error) {
        // The key file first: with it but without its epoch key every visit would be lost.
        destroyFile(visitsFile(folder, next));
        await vault.destroy(next).catch(() => {});
        throw error;
      }
      generation = next;
      return removeOthers(folder, tpm, generation);
    },
    reload: () => null,
  };
}
