import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FromCore } from '../../api/core-api.ts';
import { MEDIA_LABELS_CHOSEN, mediaLabelsSchema } from '../../api/media-protocol.ts';
import type { Transaction } from '../../journal/contract.ts';
import { createMediaLabelsDesk } from './media-labels.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'media-labels-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(file = join(folder, 'media-labels.json')) {
  const committed: Transaction[] = [];
  const toScreen: FromCore[] = [];
  const toTechnicians: FromCore[] = [];
  const counts = { unreadable: 0, full: false };
  const desk = createMediaLabelsDesk({
    journal: {
      commit: async (transaction) => {
        if (counts.full) throw new Error('disk full');
        committed.push(transaction);
        return [];
      },
    },
    now: () => ({ mono: 1, wall: 2, clockSure: true }),
    set: { otoscope: 'set' },
    file,
    onUnreadable: () => {
      counts.unreadable += 1;
    },
    tellScreen: (message) => toScreen.push(message),
    tellTechnicians: (message) => toTechnicians.push(message),
  });
  return { desk, committed, toScreen, toTechnicians, counts };
}

it('the settings hold until somebody chooses; the choice is journalled, told and there after a restart', async () => {
  const { desk, committed, toScreen, toTechnicians } = open();
  expect(desk.now()).toEqual({ otoscope: 'set' });
  const labels = { otoscope: null, face: 'HD Webcam (046d:0825)' };
  await desk.set(labels);
  expect(committed).toMatchObject([
    { visit: null, records: [{ kind: MEDIA_LABELS_CHOSEN, payload: labels }], machines: [] },
  ]);
  expect([toScreen, toTechnicians]).toEqual([[desk.state()], [desk.state()]]);
  expect(open().desk.now()).toEqual(labels);
});

it('what the journal does not take changes nothing', async () => {
  const { desk, counts, toScreen } = open();
  counts.full = true;
  await expect(desk.set({ face: 'other' })).rejects.toThrow('disk full');
  expect([desk.now(), toScreen]).toEqual([{ otoscope: 'set' }, []]);
  expect(open().desk.now()).toEqual({ otoscope: 'set' });
});

it('what the disk does not take is not used and not told', async () => {
  const { desk, toScreen } = open(join(folder, 'nowhere\0', 'x.json'));
  await expect(desk.set({ face: 'other' })).rejects.toThrow();
  expect([desk.now(), toScreen]).toEqual([{ otoscope: 'set' }, []]);
});

it('a file that says nothing is told, and the settings hold', () => {
  writeFileSync(join(folder, 'media-labels.json'), '{"otoscope":7}');
  const { desk, counts } = open();
  expect([desk.now(), counts.unreadable]).toEqual([{ otoscope: 'set' }, 1]);
  expect(readFileSync(join(folder, 'media-labels.json'), 'utf8')).toBe('{"otoscope":7}');
});

it('no empty name, no other use', () => {
  for (const bad of [{ otoscope: ' ' }, { ear: 'x' }, { face: 'x'.repeat(121) }, { voice: 3 }])
    expect(mediaLabelsSchema.safeParse(bad).success).toBe(false);
});
