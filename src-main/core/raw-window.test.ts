import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRawKeeper } from './raw-window.ts';

const frame = (at: number) => ({ at, raw: Uint8Array.of((at / 100) & 0xff) });

test('holds the last six seconds, and nothing from before a reset', () => {
  const keeper = createRawKeeper(6000);
  for (let at = 0; at <= 20_000; at += 100) keeper.add(frame(at));
  expect(keeper.freeze()().bytes).toBe(61);
  keeper.reset();
  expect(keeper.freeze()()).toMatchObject({ base64: '', bytes: 0 });
});

test('what is frozen stays as it was', () => {
  const keeper = createRawKeeper(6000);
  keeper.add(frame(100));
  const frozen = keeper.freeze();
  keeper.add(frame(200));
  keeper.reset();
  const sha256 = createHash('sha256').update(Uint8Array.of(1)).digest('hex');
  expect(frozen()).toEqual({ base64: 'AQ==', bytes: 1, sha256 });
});
