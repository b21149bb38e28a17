import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../test-support.ts';
import type { Keyring } from './keyring.ts';
import { openKeyring, openReadableKeyring } from './open-keyring.ts';

const open = (folder: string, mayCreate = false): Promise<Keyring> =>
  openKeyring({ folder, tpm: null, mayCreate });
const fresh = async () => {
  const folder = join(temporaryFolder(), 'keys');
  return { folder, keys: await open(folder, true), file: join(folder, 'visits-1.keys') };
};
const visits = (keys: Keyring) => keys.visits().map(({ visit }) => visit);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'opened',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : String(error)),
  );

describe('the key file', () => {
  it('is private, keeps a key before it is used, and gives the same one back', async () => {
    const { folder, keys, file } = await fresh();
    const slot = keys.takeSlot('visit-1');
    expect(keys.takeSlot('visit-1')).toBe(slot);
    const again = await open(folder);
    expect(again.slotOf('visit-1')).toBe(slot);
    expect(again.keyOf(slot)?.equals(keys.keyOf(slot) ?? again.chainKey)).toBe(true);
    expect(again.chainKey.equals(keys.chainKey)).toBe(true);
    expect(again.slotOf('visit-2')).toBeNull();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'epoch-1.json')).mode & 0o777).toBe(0o600);
  });

  it('tells neither visits nor keys', async () => {
    const { keys, file } = await fresh();
    const key = keys.keyOf(keys.takeSlot('a-visit-with-a-name'))?.export();
    const text = readFileSync(file);
    expect(text.includes('a-visit-with-a-name')).toBe(false);
    expect(key !== undefined && text.includes(key)).toBe(false);
    expect(key !== undefined && text.includes(key.toString('base64'))).toBe(false);
  });

  it('lives on when a power cut tore its last line, wherever it tore', async () => {
    const { folder, keys, file } = await fresh();
    keys.takeSlot('whole');
    const whole = statSync(file).size;
    keys.takeSlot('torn');
    const all = readFileSync(file);
    for (const length of [whole, whole + 1, whole + 40, all.length - 1]) {
      writeFileSync(file, all);
      truncateSync(file, length);
      const again = await open(folder);
      expect(visits(again)).toEqual(['whole']);
      again.takeSlot('next');
      expect(visits(await open(folder))).toEqual(['whole', 'next']);
    }
  });

  it('loses only the visit of a line that was damaged in place', async () => {
    const { folder, keys, file } = await fresh();
    for (const visit of ['a', 'b', 'c']) keys.takeSlot(visit);
    const lines = readFileSync(file, 'utf8').split('\n');
    // Header, the journal's own, the cabinet's, then the visits.
    lines[4] = (lines[4] ?? '').replace(/"wrapped":"..../, '"wrapped":"AAAA');
    writeFileSync(file, lines.join('\n'));
    expect(visits(await open(folder))).toEqual(['a', 'c']);
  });

  it('is not made anew when it should be there, and says what is lost', async () => {
    const { folder, file } = await fresh();
    expect(await codeOf(open(join(folder, 'nowhere')))).toBe('keys-lost');
    appendFileSync(file, 'not a key\n');
    expect(await codeOf(open(folder))).toBe('opened');
    writeFileSync(file, 'something else\n');
    expect(await codeOf(open(folder))).toBe('keys-lost');
    const other = await fresh();
    writeFileSync(join(other.folder, 'epoch-1.json'), '{"protection":"none"}');
    expect(await codeOf(open(other.folder))).toBe('keys-lost');
  });

  it('lets another process look on: it finds keys made since, and makes none', async () => {
    const { folder, keys } = await fresh();
    const reader = openReadableKeyring({ folder, tpm: null });
    const slot = keys.takeSlot('later');
    expect(reader.slotOf('later')).toBe(slot);
    expect(reader.visitOf(slot)).toBe('later');
    expect(() => reader.takeSlot('mine')).toThrow(/reading only/);
  });
});

describe('rotation', () => {
  it('keeps the survivors, the cabinet and the chain, and drops the rest', async () => {
    const { folder, keys } = await fresh();
    const [a, b] = ['a', 'b'].map((visit) => keys.takeSlot(visit));
    const cabinet = keys.takeSlot(null);
    const reader = openReadableKeyring({ folder, tpm: null });
    expect(await keys.forget(({ visit }) => visit === 'b')).toEqual({ forgotten: 1, oldKeyDestroyed: true });
    expect(keys.keyOf(a ?? '')).toBeNull();
    const again = await open(folder);
    expect(visits(again)).toEqual(['b']);
    expect(again.slotOf('b')).toBe(b);
    expect(again.slotOf(null)).toBe(cabinet);
    expect(again.chainKey.equals(keys.chainKey)).toBe(true);
    // A visit that comes back under its old name gets another key.
    expect(keys.takeSlot('a')).not.toBe(a);
    expect(reader.slotOf('a')).toBe(a);
  });

  it('forgets nothing when the new key file cannot be written', async () => {
    const { folder, keys } = await fresh();
    keys.takeSlot('a');
    const failing = keys.forget(() => {
      throw new Error('no space');
    });
    await expect(failing).rejects.toThrow(/no space/);
    expect(visits(keys)).toEqual(['a']);
    keys.takeSlot('b');
    expect(visits(await open(folder))).toEqual(['a', 'b']);
  });
});
