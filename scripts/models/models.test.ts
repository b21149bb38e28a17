import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { makeModels } from './assemble.ts';
import { lengthOf, rootTable, type Table, tablesOf, uint32Of, writeBuffer } from './flatbuffer.ts';
import { withMetadata } from './net-metadata.ts';
import { packedAsset } from './packed-assets.ts';
import { storedZip } from './stored-zip.ts';

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

test('the pinned packages give the models that the manifest names, byte for byte', () => {
  for (const { expected, made } of makeModels()) expect(made).toEqual(expected);
});

/** A net with one graph of two outputs, one buffer and no metadata. */
function smallNet(): Uint8Array {
  const graph = { table: [null, null, { bytes: Uint8Array.of(1, 2) }] };
  const buffers = { vector: [{ table: [{ bytes: Uint8Array.of(7, 8, 9) }] }] };
  const fields = [{ uint32: 3 }, { vector: [] }, { vector: [graph] }, { text: 'small' }, buffers];
  return writeBuffer({ table: fields }, 'TFL3', 16);
}

test('metadata goes in front: the old bytes follow untouched and are still referred to', () => {
  const net = smallNet();
  const made = withMetadata(net, { mean: 0, deviation: 255 });
  const front = made.length - net.length;
  expect(front % 64).toBe(0);
  expect(Buffer.compare(made.subarray(front), net)).toBe(0);
  const root = rootTable(viewOf(made));
  const old = rootTable(viewOf(net));
  expect(tablesOf(root, 2).map(({ at }) => at)).toEqual(tablesOf(old, 2).map(({ at }) => at + front));
  const buffers = tablesOf(root, 4);
  expect(buffers.length).toBe(2);
  expect(buffers[0]?.at).toBe((tablesOf(old, 4)[0]?.at ?? 0) + front);
  const [entry] = tablesOf(root, 6);
  expect(entry && uint32Of(entry, 1)).toBe(1);
  expect(lengthOf(buffers[1] as Table, 0)).toBeGreaterThan(100);
});

test('what is no net is refused', () => {
  expect(() => withMetadata(Buffer.from('PK and more than eight'), { mean: 0, deviation: 1 })).toThrow(
    'not a TFLite net',
  );
});

test('a stored zip has its entries where its directory says, and the same bytes each time', () => {
  const entries = [
    { name: 'a.tflite', bytes: Buffer.from('first') },
    { name: 'b.tflite', bytes: Buffer.alloc(70_000, 3) },
  ];
  const zip = storedZip(entries);
  expect(storedZip(entries).equals(zip)).toBe(true);
  const end = zip.length - 22;
  expect([zip.readUInt32LE(end), zip.readUInt16LE(end + 10)]).toEqual([0x06054b50, 2]);
  let at = zip.readUInt32LE(end + 16);
  for (const { name, bytes } of entries) {
    expect(zip.toString('latin1', at + 46, at + 46 + zip.readUInt16LE(at + 28))).toBe(name);
    const file = zip.readUInt32LE(at + 42);
    expect(zip.readUInt32LE(file)).toBe(0x04034b50);
    const body = file + 30 + zip.readUInt16LE(file + 26);
    expect(zip.readUInt32LE(file + 14)).toBe(crc32(bytes));
    expect(zip.subarray(body, body + zip.readUInt32LE(file + 18)).equals(bytes)).toBe(true);
    at += 46 + name.length;
  }
});

test('a blob without the wanted net says so', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'box-blob-'));
  try {
    const [blob, loader] = [path.join(folder, 'x.data'), path.join(folder, 'x.js')];
    writeFileSync(blob, 'abcdef');
    const files = [{ filename: '/deep/inside/net.tflite', start: 1, end: 4 }];
    writeFileSync(loader, `  loadPackage(${JSON.stringify({ files })});\n`);
    expect(Buffer.from(packedAsset(blob, loader, 'net.tflite')).toString()).toBe('bcd');
    expect(() => packedAsset(blob, loader, 'other.tflite')).toThrow('does not list other.tflite');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
