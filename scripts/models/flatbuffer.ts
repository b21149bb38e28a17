/** FlatBuffers, as much as a TFLite file needs: reading tables, and writing new ones in front of old ones. */

export interface Table {
  readonly at: number;
  readonly view: DataView;
}

export function rootTable(view: DataView): Table {
  return { at: view.getUint32(0, true), view };
}

/** Byte position of a field's value; null: the field has its default. */
function fieldAt({ at, view }: Table, field: number): number | null {
  const vtable = at - view.getInt32(at, true);
  const entry = 4 + 2 * field;
  if (entry >= view.getUint16(vtable, true)) return null;
  const offset = view.getUint16(vtable + entry, true);
  return offset === 0 ? null : at + offset;
}

/** Where a table, vector or string that a field refers to begins. */
export function referredAt(table: Table, field: number): number | null {
  const at = fieldAt(table, field);
  return at === null ? null : at + table.view.getUint32(at, true);
}

export function uint32Of(table: Table, field: number): number {
  const at = fieldAt(table, field);
  return at === null ? 0 : table.view.getUint32(at, true);
}

export function lengthOf(table: Table, field: number): number {
  const at = referredAt(table, field);
  return at === null ? 0 : table.view.getUint32(at, true);
}

/** The tables of a vector of tables. */
export function tablesOf(table: Table, field: number): Table[] {
  const vector = referredAt(table, field);
  if (vector === null) return [];
  const { view } = table;
  return Array.from({ length: view.getUint32(vector, true) }, (_, n) => {
    const slot = vector + 4 + 4 * n;
    return { at: slot + view.getUint32(slot, true), view };
  });
}

/** `old`: something that follows the written bytes, at this position of its own. */
export type Node =
  | { readonly table: readonly (Field | null)[] }
  | { readonly vector: readonly Node[] }
  | { readonly text: string }
  | { readonly bytes: Uint8Array }
  | { readonly floats: readonly number[] }
  | { readonly old: number };
export type Field = Node | { readonly uint8: number } | { readonly uint32: number };

const SLOT = 4;
/** TFLite asks it of a buffer's data. */
const DATA_ALIGN = 16;

/**
 * A buffer with `root` and everything under it, each thing after what refers to it, as references only point forward.
 * @param identifier four characters
 * @param align the length is padded to a multiple of it
 * @param tail what `old` refers into; it follows
 */
export function writeBuffer(
  root: Node,
  identifier: string,
  align: number,
  tail: Uint8Array = new Uint8Array(),
): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  const olds: { slot: number; at: number }[] = [];
  const queue: { slot: number; node: Node }[] = [];

  const pad = (to: number, before = 0) => {
    while ((out.length + before) % to !== 0) out.push(0);
  };
  const put32 = (value: number) =>
    out.push(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24);
  const set32 = (at: number, value: number) => {
    for (let n = 0; n < 4; n += 1) out[at + n] = (value >>> (8 * n)) & 255;
  };
  const refer = (node: Node) => {
    queue.push({ slot: out.length, node });
    put32(0);
  };

  const putTable = (fields: readonly (Field | null)[]): number => {
    const vtableBytes = 4 + 2 * fields.length;
    pad(4, vtableBytes);
    const vtable = out.length;
    const tableBytes = SLOT * (1 + fields.length);
    const put16 = (value: number) => out.push(value & 255, value >> 8);
    put16(vtableBytes);
    put16(tableBytes);
    for (const [n, field] of fields.entries()) put16(field === null ? 0 : SLOT * (1 + n));
    const at = out.length;
    put32(at - vtable);
    for (const field of fields) {
      if (field === null) put32(0);
      else if ('uint8' in field) put32(field.uint8);
      else if ('uint32' in field) put32(field.uint32);
      else refer(field);
    }
    return at;
  };

  const put = (node: Exclude<Node, { old: number }>): number => {
    if ('table' in node) return putTable(node.table);
    const align = 'bytes' in node ? DATA_ALIGN : 4;
    pad(align, 4);
    const at = out.length;
    if ('vector' in node) {
      put32(node.vector.length);
      for (const item of node.vector) refer(item);
    } else if ('floats' in node) {
      put32(node.floats.length);
      out.push(...new Uint8Array(Float32Array.from(node.floats).buffer));
    } else {
      const bytes = 'bytes' in node ? node.bytes : new TextEncoder().encode(node.text);
      put32(bytes.length);
      for (const byte of bytes) out.push(byte);
      if ('text' in node) out.push(0);
    }
    return at;
  };

  refer(root);
  for (const letter of identifier) out.push(letter.charCodeAt(0));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { slot, node } = next;
    if ('old' in node) olds.push({ slot, at: node.old });
    else set32(slot, put(node) - slot);
  }
  pad(align);
  for (const { slot, at } of olds) set32(slot, out.length + at - slot);
  const whole = new Uint8Array(out.length + tail.length);
  whole.set(out);
  whole.set(tail, out.length);
  return whole;
}
