/**
 * Where the epoch keys lie: each wraps all visit keys of its generation. In a TPM, else in a file beside them, which
 * protects nothing once the disk is stolen.
 */
import { createSecretKey, type KeyObject, randomBytes, randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { destroyFile, makePrivateFolder, replaceDurably } from '../durable-file.ts';
import { KEY_BYTES } from '../seal.ts';
import { KeyError } from './key-error.ts';
import { NV_FIRST, NV_LAST, type Tpm, TpmError } from './tpm.ts';

/** `file`: the disk is not protected, whoever has it can read everything. */
export type KeyProtection = 'tpm' | 'file';

const FORMAT = 'box-journal-epoch-key';
const VERSION = 1;
const KEY_TEXT = /^[A-Za-z0-9+/]{43}=$/;

type EpochFile =
  | { readonly protection: 'file'; readonly key: string }
  | { readonly protection: 'tpm'; readonly index: number };

/** Null: damaged. */
function parseEpochFile(text: string): EpochFile | null {
  try {
    const { format, version, protection, key, index } = JSON.parse(text) as Record<string, unknown>;
    if (format !== FORMAT || version !== VERSION) return null;
    if (protection === 'file' && typeof key === 'string' && KEY_TEXT.test(key)) return { protection, key };
    if (protection !== 'tpm' || typeof index !== 'number') return null;
    return index >= NV_FIRST && index <= NV_LAST ? { protection, index } : null;
  } catch {
    return null;
  }
}

export interface EpochKey {
  readonly key: KeyObject;
  readonly protection: KeyProtection;
}

export interface Vault {
  /** Generations of which something is there, lowest first. */
  generations(): number[];
  /** @throws KeyError */
  load(generation: number): EpochKey;
  /** Durable when it resolves. Without `mustBeTpm` a TPM that does not answer means a file. @throws KeyError */
  create(generation: number, mustBeTpm: boolean): Promise<EpochKey>;
  /** @throws TpmError when the TPM keeps it; what is left can be destroyed later. */
  destroy(generation: number): Promise<void>;
}

const INDEX_TRIES = 8;

export function openVault(folder: string, tpm: Tpm | null): Vault {
  const fileOf = (generation: number): string => join(folder, `epoch-${generation}.json`);
  const secretOf = (generation: number): string => join(folder, `epoch-${generation}.secret`);

  function describeKey(generation: number): EpochFile {
    let text: string;
    try {
      text = readFileSync(fileOf(generation), 'utf8');
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : 'unreadable';
      const lost = code === 'ENOENT';
      throw new KeyError(lost ? 'keys-lost' : 'keys-unavailable', `epoch key ${generation}: ${String(code)}`);
    }
    const file = parseEpochFile(text);
    if (file === null) throw new KeyError('keys-lost', `the file of epoch key ${generation} is damaged`);
    return file;
  }

  function write(generation: number, file: EpochFile): void {
    replaceDurably(fileOf(generation), `${JSON.stringify({ format: FORMAT, version: VERSION, ...file })}\n`);
  }

  async function createInTpm(chip: Tpm, generation: number): Promise<EpochKey> {
    const key = randomBytes(KEY_BYTES);
    replaceDurably(secretOf(generation), randomBytes(16).toString('hex'));
    for (let left = INDEX_TRIES; ; left -= 1) {
      const index = randomInt(NV_FIRST, NV_LAST + 1);
      // Written first: an index that a cut leaves behind is found and undefined.
      write(generation, { protection: 'tpm', index });
      try {
        await chip.define(index, secretOf(generation), key);
        return { key: createSecretKey(key), protection: 'tpm' };
      } catch (error) {
        if (!(error instanceof TpmError) || error.code !== 'taken' || left === 1) throw error;
      }
    }
  }

  async function destroy(generation: number): Promise<void> {
    let file: EpochFile | null = null;
    try {
      file = describeKey(generation);
    } catch (error) {
      if (!(error instanceof KeyError) || error.code !== 'keys-lost') throw error;
    }
    if (file?.protection === 'tpm') {
      if (tpm === null) throw new TpmError('no-answer', 'none is configured');
      try {
        await tpm.undefine(file.index, secretOf(generation));
      } catch (error) {
        if (!(error instanceof TpmError) || error.code !== 'not-ours') throw error;
      }
    }
    destroyFile(fileOf(generation));
    destroyFile(secretOf(generation));
  }

  return {
    generations() {
      const found = readdirSync(folder).map((name) => /^epoch-(\d+)\./.exec(name)?.[1]);
      const numbers = found.filter((text) => text !== undefined).map(Number);
      return [...new Set(numbers)].sort((a, b) => a - b);
    },
    load(generation) {
      const file = describeKey(generation);
      if (file.protection === 'file') return { key: createSecretKey(file.key, 'base64'), protection: 'file' };
      if (tpm === null) throw new KeyError('keys-unavailable', 'the key is in a TPM and none is configured');
      try {
        const key = tpm.read(file.index, secretOf(generation), KEY_BYTES);
        return { key: createSecretKey(key), protection: 'tpm' };
      } catch (error) {
        // Absent may also mean another machine's TPM: nothing is decided for ever here.
        throw new KeyError('keys-unavailable', error instanceof Error ? error.message : 'TPM');
      }
    },
    async create(generation, mustBeTpm) {
      makePrivateFolder(folder);
      if (tpm !== null) {
        try {
          return await createInTpm(tpm, generation);
        } catch (error) {
          if (!(error instanceof TpmError)) throw error;
          await destroy(generation).catch(() => {});
          if (mustBeTpm) throw new KeyError('keys-unavailable', error.message);
        }
      } else if (mustBeTpm) {
        throw new KeyError('keys-unavailable', 'the keys are in a TPM and none is configured');
      }
      const key = randomBytes(KEY_BYTES);
      write(generation, { protection: 'file', key: key.toString('base64') });
      return { key: createSecretKey(key), protection: 'file' };
    },
    destroy,
  };
}
