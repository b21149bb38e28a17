import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../state-machines/contract.ts';
import { textKeys } from '../languages/index.ts';
import { clipSeconds } from './clip-length.ts';
import { NUMBERS } from './numbers.ts';
import { inspectPack, wantedClips } from './pack-plan.ts';

const plan = wantedClips();
const files = plan.clips.map((clip) => clip.file);

test('every string and number has a clip in every language', () => {
  const index = JSON.parse(plan.index) as Record<string, Record<string, string>>;
  for (const language of LANGUAGES) {
    expect(Object.keys(index[language] ?? {})).toHaveLength(textKeys.length + NUMBERS.length);
  }
  expect(new Set(files).size).toBe(files.length);
});

test('a missing, a stale and an unindexed clip are each told', () => {
  expect(inspectPack(plan, files, plan.index)).toEqual([]);
  expect(inspectPack(plan, files.slice(1), plan.index)).toEqual([expect.stringContaining('no clip')]);
  expect(inspectPack(plan, [...files, 'old.ogg'], plan.index)).toEqual(['stale clip old.ogg']);
  expect(inspectPack(plan, files, '{}')).toEqual(['the index does not match the strings']);
});

test('the committed pack is complete', () => {
  const here = import.meta.dirname;
  const index = readFileSync(join(here, 'pack-index.json'), 'utf8');
  expect(inspectPack(plan, readdirSync(join(here, 'pack')), index)).toEqual([]);
});

/** s; the shortest is one syllable and its air. */
const SHORTEST_S = 0.25;
/** Opus spends next to nothing on silence. */
const SILENT_BYTES_A_SECOND = 600;

test('every clip lasts and is not silence', () => {
  const pack = join(import.meta.dirname, 'pack');
  const wrong = readdirSync(pack).filter((name) => {
    const file = readFileSync(join(pack, name));
    const seconds = clipSeconds(file);
    return seconds < SHORTEST_S || file.length / seconds < SILENT_BYTES_A_SECOND;
  });
  expect(wrong).toEqual([]);
});

/** Bytes. The five that came after the first three: what a cabinet downloads with an update. */
const MOST_BYTES = 22 * 2 ** 20;

test('the later languages stay small together', () => {
  const pack = join(import.meta.dirname, 'pack');
  const index = JSON.parse(plan.index) as Record<string, Record<string, string>>;
  const later = LANGUAGES.filter((name) => !['fr', 'fr-falc', 'en'].includes(name));
  const names = new Set(later.flatMap((name) => Object.values(index[name] ?? {})));
  const bytes = [...names].reduce((sum, name) => sum + statSync(join(pack, name)).size, 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
