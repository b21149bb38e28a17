import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../state-machines/contract.ts';
import { textKeys } from '../languages/index.ts';
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
