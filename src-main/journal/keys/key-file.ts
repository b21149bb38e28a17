/** The file of the visit keys: a line a key, each wrapped by the epoch key; the last line may be torn by a cut. */
import type { KeyObject } from 'node:crypto';
import { createSecretKey } from 'node:crypto';
import { seal, unseal } from '../seal.ts';
import { KeyError } from './key-error.ts';

export interface KeyEntry {
  /** Pseudonym under which the database knows it, 32 hex digits. */
  readonly slot: string;
  /** `journal`: of the chain and of names; `cabinet`: of what belongs to no visit. */
  readonly purpose: 'journal' | 'cabinet' | 'visit';
  readonly visit: string | null;
  readonly key: KeyObject;
  /** ms since 1970 UTC, by the wall clock as it was. */
  readonly made: number;
}

export interface KeyFile {
  readonly entries: readonly KeyEntry[];
  /** Bytes up to the end of the last whole line. */
  readonly length: number;
  /** Lines that do not open: their visits cannot be read. */
  readonly damaged: number;
}

const FORMAT = 'box-journal-visit-keys';
const VERSION = 1;
const SLOT = /^[0-9a-f]{32}$/;
const KEY_TEXT = /^[A-Za-z0-9+/]{43}=$/;

const about = (generation: number, slot: string): Buffer => Buffer.from(`visit-key ${generation} ${slot}`);

export function headLine(generation: number): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, generation })}\n`;
}

export function entryLine(epochKey: KeyObject, generation: number, entry: KeyEntry): string {
  const { slot, purpose, visit, key, made } = entry;
  const text = Buffer.from(JSON.stringify({ purpose, visit, key: key.export().toString('base64'), made }));
  const wrapped = seal(epochKey, about(generation, slot), text).toString('base64');
  text.fill(0);
  return `${JSON.stringify({ slot, wrapped })}\n`;
}

/** By hand: a schema library would take longer to load than the journal to open. */
function parseLine(line: string, epochKey: KeyObject, generation: number): KeyEntry | null {
  try {
    const { slot, wrapped } = JSON.parse(line) as Record<string, unknown>;
    if (typeof slot !== 'string' || !SLOT.test(slot) || typeof wrapped !== 'string') return null;
    const text = unseal(epochKey, about(generation, slot), Buffer.from(wrapped, 'base64'));
    if (text === null) return null;
    const { purpose, visit, key, made } = JSON.parse(text.toString('utf8')) as Record<string, unknown>;
    text.fill(0);
    if (purpose !== 'journal' && purpose !== 'cabinet' && purpose !== 'visit') return null;
    if (typeof visit !== 'string' && visit !== null) return null;
    if (typeof key !== 'string' || !KEY_TEXT.test(key) || typeof made !== 'number') return null;
    return { slot, purpose, visit, key: createSecretKey(key, 'base64'), made };
  } catch {
    return null;
  }
}

/** Null: not the first line of a key file. */
function generationOf(line: string): number | null {
  try {
    const { format, version, generation } = JSON.parse(line) as Record<string, unknown>;
    return format === FORMAT && version === VERSION && typeof generation === 'number' ? generation : null;
  } catch {
    return null;
  }
}

/** @throws KeyError when it is not the key file of this generation */
export function parseKeyFile(content: Buffer, epochKey: KeyObject, generation: number): KeyFile {
  const length = content.lastIndexOf(0x0a) + 1;
  const [first = '', ...lines] = content.toString('utf8', 0, length).split('\n').slice(0, -1);
  if (generationOf(first) !== generation) throw new KeyError('keys-lost', 'the key file is damaged');
  const parsed = lines.map((line) => parseLine(line, epochKey, generation));
  const entries = parsed.filter((entry) => entry !== null);
  return { entries, length, damaged: parsed.length - entries.length };
}
