import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkVectorFolder, checkVectors, saysAll } from './vectors.ts';

describe('saysAll', () => {
  it.each([
    [{ a: 1, b: 2 }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 0.1 + 0.2 }, { a: 0.3 }, true],
    [{ a: 1.00001 }, { a: 1 }, false],
    [{ a: null }, { a: null }, true],
    [{}, { a: null }, false],
    [{ a: 0 }, { a: null }, false],
    [{ a: [1, { b: 2, c: 3 }] }, { a: [1, { b: 2 }] }, true],
    [{ a: [1, 2] }, { a: [1] }, false],
    [{ a: '1' }, { a: 1 }, false],
    [{ a: true }, { a: false }, false],
    [undefined, { a: 1 }, false],
  ])('%j of %j: %s', (got, wanted, all) => expect(saysAll(got, wanted)).toBe(all));
});

const good = [
  { dir: 'rx', hex: '0d8081', expect: { type: 'disconnect', reason: 1 } },
  { dir: 'tx', hex: '7D81A1808080808080', expect: { command: 'startRealtime' } },
];
const wrong = { dir: 'rx', hex: '0d8081', expect: { type: 'disconnect', reason: 2 } };

describe('checkVectors', () => {
  it('tells what the command printed instead', async () => {
    const verdict = await checkVectors('contec-v7-serial', JSON.stringify([...good, wrong]));
    expect(verdict).toEqual({
      vectors: 3,
      failures: [{ ...wrong, got: '{"type":"disconnect","reason":1}' }],
    });
  });

  it('a vector that names its dialect is asked in that dialect', async () => {
    const dialect = (profile: string) =>
      checkVectors('bci-5byte', JSON.stringify([{ dir: 'rx', hex: '863c084d63', expect: { profile } }]));
    expect((await dialect('berry'))?.failures).toEqual([]);
    expect((await dialect('contec'))?.failures).toEqual([]);
    expect((await dialect('nobody'))?.failures).toHaveLength(1);
  });

  it.each(['', '{}', '[]', '[{"dir":"rx"}]'])('%j is no list of vectors', async (text) => {
    expect(await checkVectors('contec-v7-serial', text)).toBeNull();
  });
});

describe('codec --vectors', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'box-vectors-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (device: string, vectors: unknown) =>
    writeFileSync(join(folder, `${device}.vectors.json`), JSON.stringify(vectors));
  async function run() {
    const out: string[] = [];
    const err: string[] = [];
    const status = await checkVectorFolder(folder, { out: (l) => out.push(l), err: (l) => err.push(l) });
    return { status, out, err };
  }

  it('counts by device and in all', async () => {
    write('contec-v7-serial', good);
    write('bci-5byte', [{ dir: 'tx', hex: 'f5f5', expect: { command: 'startDownload' } }]);
    expect(await run()).toEqual({
      status: 0,
      out: ['bci-5byte: 1 of 1 passed', 'contec-v7-serial: 2 of 2 passed', 'all: 3 of 3 passed'],
      err: [],
    });
  });

  it('one that fails: printed, status 1', async () => {
    write('contec-v7-serial', [...good, wrong]);
    const { status, out } = await run();
    expect(status).toBe(1);
    expect(out).toHaveLength(3);
    expect(out[1]).toMatch(/failed rx 0d8081: wanted .*"reason":2.*, got .*"reason":1/);
  });

  it('nothing there, an unknown device, no list: status 2, and said', async () => {
    expect(await run()).toMatchObject({ status: 2, out: [] });
    write('contec-v7-serial', good);
    write('nothing-known', good);
    write('suretemp-plus', 'no list');
    const { status, err } = await run();
    expect([status, err.length]).toEqual([2, 2]);
  });
});
