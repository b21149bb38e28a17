import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createManualClock } from '../../drivers/clock.ts';
import type { FromCore } from '../api/core-api.ts';
import { CHUNK_BYTES } from '../api/media-protocol.ts';
import type { Blob } from '../journal/contract.ts';
import {
  CAPTURE_SPARE_MS,
  type CaptureOrder,
  createMediaDesk,
  type MediaOutcome,
  type UploadMessage,
} from './media-desk.ts';

const capture = '11111111-1111-4111-8111-111111111111';
const another = '22222222-2222-4222-8222-222222222222';
const at = { mono: 5000, wall: 1_800_000_000_000, clockSure: true };
const still = { width: 640, height: 480, sharpness: 80, brightness: 0.5 };
const STILL: CaptureOrder = { capture, need: 'otoscope', kind: 'still', forMs: null };

/** The beginning of a PNG of 640 × 480, then anything. */
function picture(size: number): Buffer {
  const bytes = Buffer.alloc(size, 7);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
  bytes.writeUInt32BE(640, 16);
  bytes.writeUInt32BE(480, 20);
  return bytes;
}
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function takenOf(bytes: Buffer, over: object = {}): UploadMessage {
  const announced = {
    type: 'media.taken',
    capture,
    kind: 'still',
    bytes: bytes.length,
    sha256: hashOf(bytes),
  };
  return { ...announced, source: 'pen camera', still, clip: null, ...over } as UploadMessage;
}
const chunksOf = (bytes: Buffer): UploadMessage[] =>
  Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, n) => {
    const offset = n * CHUNK_BYTES;
    const data = bytes.subarray(offset, offset + CHUNK_BYTES).toString('base64');
    return { type: 'media.chunk', capture, offset, data };
  });

function harness(screenThere = true) {
  const clock = createManualClock();
  const sent: FromCore[] = [];
  const said: (MediaOutcome & { blobs?: readonly Blob[] })[] = [];
  const desk = createMediaDesk({
    clock,
    now: () => at,
    freshId: () => '33333333-3333-4333-8333-333333333333',
    send(message) {
      if (screenThere) sent.push(message);
      return screenThere;
    },
    async dispatch(event, options) {
      said.push({ ...event, ...options });
    },
  });
  const upload = (bytes: Buffer, over: object = {}) =>
    [takenOf(bytes, over), ...chunksOf(bytes)].map((message) => desk.receive(message));
  return { desk, clock, sent, said, upload, types: () => sent.map(({ type }) => type) };
}

test('asks the screen, and hands the whole medium over with its own id and the hash of its bytes', () => {
  const h = harness();
  h.desk.capture(STILL);
  expect(h.sent).toEqual([{ type: 'media.capture', capture, need: 'otoscope', kind: 'still', forMs: null }]);
  const bytes = picture(3 * CHUNK_BYTES + 5);
  expect(h.upload(bytes)).toEqual([null, null, null, null, null]);
  const id = 'urn:uuid:33333333-3333-4333-8333-333333333333';
  expect(h.said).toMatchObject([
    {
      type: 'media.captured',
      capture,
      taken: {
        id,
        kind: 'still',
        contentType: 'image/png',
        bytes: bytes.length,
        sha256: hashOf(bytes),
        at,
        still,
      },
      blobs: [{ id }],
    },
  ]);
  expect(Buffer.compare(Buffer.from(h.said[0]?.blobs?.[0]?.bytes ?? []), bytes)).toBe(0);
});

test('a clip is one channel of PCM at the rate that was said', () => {
  const bytes = Buffer.alloc(44 + 200);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(48_000, 24);
  const clip = { durationMs: 2, sampleRate: 48_000, levelDb: -20, clipped: 0 };
  const kept = (rate: number) => {
    const h = harness();
    h.desk.capture({ capture, need: 'stethoscope', kind: 'clip', forMs: 2000 });
    h.upload(bytes, { kind: 'clip', still: null, clip: { ...clip, sampleRate: rate } });
    return h.said.map(({ type }) => type);
  };
  expect(kept(48_000)).toEqual(['media.captured']);
  expect(kept(44_100)).toEqual(['media.failed']);
});

const BROKEN: readonly [string, (bytes: Buffer) => readonly UploadMessage[]][] = [
  ['a chunk before what it is of', (b) => chunksOf(b)],
  ['announced twice', (b) => [takenOf(b), takenOf(b)]],
  ['not the kind that was asked for', (b) => [takenOf(b, { kind: 'clip' })]],
  ['not measured as its kind is', (b) => [takenOf(b, { still: null })]],
  ['a chunk out of order', (b) => [takenOf(b), ...chunksOf(b).slice(1)]],
  ['an empty chunk', (b) => [takenOf(b), { type: 'media.chunk', capture, offset: 0, data: '' }]],
  ['more than was announced', (b) => [takenOf(b, { bytes: 100 }), ...chunksOf(b)]],
  ['not the bytes that were announced', (b) => [takenOf(b, { sha256: '0'.repeat(64) }), ...chunksOf(b)]],
  ['not a medium of its kind', (b) => [takenOf(b, { still: { ...still, width: 641 } }), ...chunksOf(b)]],
];
for (const [why, messages] of BROKEN) {
  test(`refused, and nothing kept: ${why}`, () => {
    const h = harness();
    h.desk.capture(STILL);
    const refusals = messages(picture(2 * CHUNK_BYTES)).map((message) => h.desk.receive(message));
    expect(refusals).toContain(why);
    expect(h.said).toEqual([{ type: 'media.failed', capture, reason: 'broken-upload' }]);
    expect(h.types()).toEqual(['media.capture', 'media.cancel']);
  });
}

test('what the screen could not take is told; what nobody asked for is refused and changes nothing', () => {
  const h = harness();
  expect(h.desk.receive(takenOf(picture(100)))).toBe('no such capture is under way');
  h.desk.capture(STILL);
  expect(h.desk.receive({ type: 'media.failed', capture: another, reason: 'no-device' })).not.toBeNull();
  expect(h.said).toEqual([]);
  expect(h.desk.receive({ type: 'media.failed', capture, reason: 'no-device' })).toBeNull();
  expect(h.said).toEqual([{ type: 'media.failed', capture, reason: 'no-device' }]);
});

test('without a screen, and with one that is gone or replaced in the middle, it is lost at once', () => {
  const none = harness(false);
  none.desk.capture(STILL);
  expect(none.said).toEqual([{ type: 'media.failed', capture, reason: 'screen-lost' }]);
  const h = harness();
  h.desk.capture(STILL);
  h.desk.receive(takenOf(picture(100)));
  h.desk.screenGone();
  h.desk.screenGone();
  expect(h.said).toEqual([{ type: 'media.failed', capture, reason: 'screen-lost' }]);
  expect(h.desk.receive(chunksOf(picture(100))[0] as UploadMessage)).not.toBeNull();
});

test('the wait ends: later than the clip itself, and a late upload is kept nowhere', async () => {
  const h = harness();
  h.desk.capture({ capture, need: 'stethoscope', kind: 'clip', forMs: 15_000 });
  await h.clock.advance(CAPTURE_SPARE_MS + 14_999);
  expect(h.said).toEqual([]);
  await h.clock.advance(1);
  expect(h.said).toEqual([{ type: 'media.failed', capture, reason: 'took-too-long' }]);
  expect(h.upload(picture(100), {})).not.toContain(null);
  expect(h.said.length).toBe(1);
});

test('cancelled: the screen is told, nothing is answered, and no timer is left over', async () => {
  const h = harness();
  h.desk.capture(STILL);
  h.desk.cancel(another);
  h.desk.cancel(capture);
  await h.clock.advance(60_000);
  expect(h.types()).toEqual(['media.capture', 'media.cancel']);
  expect(h.said).toEqual([]);
});

test('one at a time: a new order takes the place of the old, whose bytes are not mixed in', () => {
  const h = harness();
  h.desk.capture(STILL);
  h.desk.receive(takenOf(picture(100)));
  h.desk.capture({ ...STILL, capture: another });
  expect(h.desk.receive(chunksOf(picture(100))[0] as UploadMessage)).toBe('no such capture is under way');
  expect(h.types()).toEqual(['media.capture', 'media.cancel', 'media.capture']);
});
