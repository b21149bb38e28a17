/** Rows of machines and deadlines that a visit left: found by the tag of their name, sealed under the visit's key. */
import { JournalError } from './errors.ts';
import { decodePayload } from './payload.ts';
import { seal, unseal } from './seal.ts';
import { type ReadableStore, statement } from './store.ts';

export type SealedTable = 'machine' | 'deadline';

interface SealedRow {
  readonly tag: Buffer;
  readonly slot: string;
  readonly sealed: Buffer;
}

const aboutRow = (table: SealedTable, tag: Buffer, slot: string): Buffer =>
  Buffer.from(`${table} ${tag.toString('hex')} ${slot}`);

export function sealRow(
  { keys }: ReadableStore,
  table: SealedTable,
  name: string,
  slot: string,
  text: Buffer,
): { tag: Buffer; sealed: Buffer } {
  const key = keys.keyOf(slot);
  if (key === null) throw new JournalError('keys', 'the key of the visit is gone');
  const tag = keys.tagOf(table, name);
  return { tag, sealed: seal(key, aboutRow(table, tag, slot), text) };
}

/** @throws JournalError `corrupt`: a row that its key does not open */
export function readSealedRows({ database, keys }: ReadableStore, table: SealedTable): unknown[] {
  const rows = statement(database, `SELECT tag, slot, sealed FROM ${table}`).all() as SealedRow[];
  return rows.map(({ tag, slot, sealed }) => {
    const key = keys.keyOf(slot);
    const text = key === null ? null : unseal(key, aboutRow(table, tag, slot), sealed);
    if (text === null) throw new JournalError('corrupt', `a row of ${table} cannot be opened`);
    return decodePayload(text);
  });
}
