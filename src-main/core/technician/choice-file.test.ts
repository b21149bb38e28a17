import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openChoiceFile } from './choice-file.ts';

const schema = z.strictObject({ on: z.boolean() });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'box-choice-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('holds what was chosen, also for the next start; before that what the cabinet has by itself', () => {
  const unreadable = vi.fn();
  const open = () => openChoiceFile(path.join(folder, 'choice.json'), schema, { on: true }, unreadable);
  const choice = open();
  expect(choice.get()).toEqual({ on: true });
  choice.set({ on: false });
  expect(choice.get()).toEqual({ on: false });
  expect(open().get()).toEqual({ on: false });
  expect(unreadable).not.toHaveBeenCalled();
});

it.each(['{"on":', '{"on":"yes"}', ''])('%j: told, and what the cabinet has by itself holds', (text) => {
  const file = path.join(folder, 'choice.json');
  writeFileSync(file, text);
  const unreadable = vi.fn();
  expect(openChoiceFile(file, schema, { on: true }, unreadable).get()).toEqual({ on: true });
  expect(unreadable).toHaveBeenCalledOnce();
});

it('a disk that refuses: thrown, and the choice before holds', () => {
  const choice = openChoiceFile(path.join(folder, 'none', 'choice.json'), schema, { on: true }, () => {});
  expect(() => choice.set({ on: false })).toThrow();
  expect(choice.get()).toEqual({ on: true });
});
