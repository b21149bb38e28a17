/** The file of the visit keys: a line a key, each wrapped by the epoch key; the last line may be torn by a cut. */
import type { KeyObject } from 'node:crypto';
import { createSecretKey } from 'node:crypto';
import { z } from 'zod';
import { KEY_BYTES, seal, unseal } from '../seal.ts';
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

const headSchema = z.object({
  format: z.literal('box-journal-visit-keys'),
  version: z.literal(1),
  generation: z.int().min(1),
});
const lineSchema = z.object({ slot: z.string().regex(/^[0-9a-f]{32}$/), wrapped: z.base64() });
const entrySchema = z.object({
  purpose: z.enum(['journal', 'cabinet', 'visit']),
  visit: z.string().nullable(),
  key: z.base64().length(Math.ceil(KEY_BYTES / 3) * 4),
  made: z.number(),
});

const about = (generation: number, slot: string): Buffer => Buffer.from(`visit-key ${generation} ${slot}`);

export function headLine(generation: number): string {
  return `${JSON.stringify({ format: 'box-journal-visit-keys', version: 1, generation })}\n`;
}

export function entryLine(epochKey: KeyObject, generation: number, entry: KeyEntry): string {
  const { slot, purpose, visit, key, made } = entry;
  const text = Buffer.from(JSON.stringify({ purpose, visit, key: key.export().toString('base64'), made }));
  const wrapped = seal(epochKey, about(generation, slot), text).toString('base64');
  text.fill(0);
  return `${JSON.stringify({ slot, wrapped })}\n`;
}

function parseLine(line: string, epochKey: KeyObject, generation: number): KeyEntry | null {
  try {
    const { slot, wrapped } = lineSchema.parse(JSON.parse(line));
    const text = unseal(epochKey, about(generation, slot), Buffer.from(wrapped, 'base64'));
    if (text === null) return null;
    const { key, ...entry } = entrySchema.parse(JSON.parse(text.toString('utf8')));
    text.fill(0);
    return { slot, ...entry, key: createSecretKey(key, 'base64') };
  } catch {
    return null;
  }
}

/** @throws KeyError when it is not the key file of this generation, or the epoch key opens none of it. */
export function parseKeyFile(content: Buffer, epochKey: KeyObject, generation: number): KeyFile {
  const length = content.lastIndexOf(0x0a) + 1;
  const [first = '', ...lines] = content.toString('utf8', 0, length).split('\n').slice(0, -1);
  let head: z.infer<typeof headSchema>;
  try {
    head = headSchema.parse(JSON.parse(first));
  } catch {
    throw new KeyError('keys-lost', 'the key file is damaged');
  }
  if (head.generation !== generation)
    throw new KeyError('keys-lost', 'the key file is of another generation');
  const parsed = lines.map((line) => parseLine(line, epochKey, generation));
  const entries = parsed.filter((entry) => entry !== null);
  return { entries, length, damaged: parsed.length - entries.length };
}
