import { expect, test } from 'vitest';
import { createWatchLine as createPageLine } from '../../../src-renderer/call/watch-line.ts';
import { BLIND_REASONS, SIGNALS } from '../../../state-machines/distress/vocabulary.ts';
import {
  packPicture,
  toCabinetFieldSchema,
  toDoctorFieldSchema,
  type WatchPicture,
  watchKeySchema,
} from '../../api/watch-sealed.ts';
import { createWatchLine } from './line.ts';

const visit = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
const scores = (value: number) =>
  Object.fromEntries(SIGNALS.map((signal) => [signal, value])) as WatchPicture['scores'];
const EMPTY: WatchPicture = {
  on: [],
  blind: [],
  rate: 0,
  scores: scores(0),
  open: [],
  more: 0,
  attendant: 'none',
  check: null,
  heard: null,
};
const FULL: WatchPicture = {
  on: SIGNALS,
  blind: BLIND_REASONS,
  rate: 29.7,
  scores: scores(1),
  open: SIGNALS.slice(0, 6).map((signal, n) => ({
    id: `0123456${n}`,
    signal,
    state: 'acknowledged',
    sinceS: 86_399,
    ended: true,
    confidence: 1,
    step: 'attendant',
    by: 'attendant',
  })),
  more: 99,
  attendant: 'coming',
  check: { question: 'at-ease', state: 'waiting' },
  heard: { act: 'ffffffff', done: true },
};
const word = { focused: true, act: { id: '00000001', do: 'acknowledge', episode: '00000002' } } as const;

async function joined() {
  const core = createWatchLine(3);
  const ready = Promise.withResolvers<void>();
  const page = createPageLine(() => ready.resolve());
  await ready.promise;
  core.greet(visit, page.key());
  await page.agree(visit, 3, core.key);
  return { core, page };
}

test('both ends understand each other, fields and keys have one length, full, empty or unagreed', async () => {
  const stranger = createWatchLine(1);
  const { core, page } = await joined();
  expect(watchKeySchema.safeParse(core.key).success).toBe(true);
  expect(watchKeySchema.safeParse(page.key()).success).toBe(true);
  const full = core.seal(packPicture(FULL));
  expect(await page.read(full)).toEqual(FULL);
  const empty = core.seal(packPicture(EMPTY));
  expect(await page.read(empty)).toEqual(EMPTY);
  for (const field of [full, empty, stranger.seal(packPicture(FULL))])
    expect(toDoctorFieldSchema.safeParse(field).success).toBe(true);
  const filler = page.next();
  await page.say(word);
  const said = page.next();
  expect(core.open(filler)).toBeNull();
  expect(core.open(said)).toEqual(word);
  for (const field of [filler, said, page.next()])
    expect(toCabinetFieldSchema.safeParse(field).success).toBe(true);
});

test('what was heard once, changed, or sealed for another call is not heard', async () => {
  const { core, page } = await joined();
  await page.say(word);
  const said = page.next();
  expect(core.open(said)).toEqual(word);
  expect(core.open(said)).toBeNull();
  const first = core.seal(packPicture(EMPTY));
  const second = core.seal(packPicture(FULL));
  expect(await page.read(second)).toEqual(FULL);
  expect(await page.read(first)).toBeNull();
  const third = core.seal(packPicture(FULL));
  const changed = `${third.slice(0, 40)}${third[40] === 'A' ? 'B' : 'A'}${third.slice(41)}`;
  expect(await page.read(changed)).toBeNull();
  const other = await joined();
  expect(await other.page.read(core.seal(packPicture(FULL)))).toBeNull();
});

test('a second hello with the same keys goes on counting; a new page starts anew', async () => {
  const { core, page } = await joined();
  expect(await page.read(core.seal(packPicture(EMPTY)))).toEqual(EMPTY);
  core.greet(visit, page.key());
  await page.agree(visit, 3, core.key);
  expect(await page.read(core.seal(packPicture(FULL)))).toEqual(FULL);
  core.greet(visit, null);
  expect(await page.read(core.seal(packPicture(FULL)))).toBeNull();
  core.greet(visit, 'A'.repeat(87));
  expect(core.seal(packPicture(FULL)).length).toBe(core.seal(packPicture(EMPTY)).length);
});
