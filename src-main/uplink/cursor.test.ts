import { describe, expect, it } from 'vitest';
import type { Cursor } from '../journal/contract.ts';
import { createMovingCursor, START } from './cursor.ts';

const place = (seq: number): Cursor => ({ epoch: 1, seq });

/** A disk that takes a cursor only when it is told to. */
function slowDisk() {
  const asked: { readonly cursor: Cursor; readonly end: (error?: Error) => void }[] = [];
  return {
    asked,
    journal: {
      readerCursor: async () => null,
      saveReaderCursor: (_: string, cursor: Cursor) =>
        new Promise<void>((resolve, reject) => {
          asked.push({ cursor, end: (error) => (error ? reject(error) : resolve()) });
        }),
    },
  };
}

describe('a cursor that is saved while its reader goes on', () => {
  it('writes one place at a time, and of those that wait only the last', async () => {
    const { asked, journal } = slowDisk();
    const cursor = createMovingCursor(journal, 'record');
    for (const seq of [1, 2, 3]) cursor.move(place(seq));
    cursor.move(place(2));
    expect(cursor.at()).toEqual(place(3));
    expect(asked.map((one) => one.cursor)).toEqual([place(1)]);
    let durable = false;
    const saved = cursor.saved().then(() => {
      durable = true;
    });
    asked[0]?.end();
    await new Promise(setImmediate);
    expect(asked.map((one) => one.cursor)).toEqual([place(1), place(3)]);
    expect(durable).toBe(false);
    asked[1]?.end();
    await saved;
    expect(durable).toBe(true);
  });

  it('says at the next step that nothing was saved, and begins again where the disk is', async () => {
    const { asked, journal } = slowDisk();
    const cursor = createMovingCursor(journal, 'record');
    cursor.move(place(1));
    asked[0]?.end(new Error('full'));
    await expect(cursor.saved()).rejects.toThrow('full');
    expect(() => cursor.move(place(2))).toThrow('full');
    await cursor.recall();
    expect(cursor.at()).toEqual(START);
    cursor.move(place(1));
    expect(asked).toHaveLength(2);
  });
});
