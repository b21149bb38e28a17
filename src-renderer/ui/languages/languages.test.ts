import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../state-machines/contract.ts';
import { inspectLanguageFiles, languageFolders } from './find.ts';
import { languages, paperLanguage, textKeys, textOf } from './index.ts';
import { inspectTexts } from './inspect.ts';

const RIGHT_TO_LEFT: readonly string[] = ['ar', 'fa', 'he', 'ps', 'ur'];

test('every folder of a language is found, and the index is as it was written', () => {
  expect(languageFolders()).toEqual([...LANGUAGES]);
  expect(inspectLanguageFiles()).toEqual([]);
});

describe.each(LANGUAGES)('%s', (name) => {
  const { texts, tag, dir } = languages[name];

  test('has every string, none empty, no other, with the variables of the source language', () => {
    expect(inspectTexts(name, texts, languages.fr.texts)).toEqual([]);
  });

  test('has a tag that numbers are written by, in the digits of the instruments', () => {
    expect(Intl.NumberFormat.supportedLocalesOf(tag)).toHaveLength(1);
    expect(new Intl.NumberFormat(tag, { useGrouping: false }).format(1234567890)).toBe('1234567890');
    expect(dir).toBe(RIGHT_TO_LEFT.includes(new Intl.Locale(tag).language) ? 'rtl' : 'ltr');
  });
});

test('papers are printed in letters that can be laid', () => {
  expect(LANGUAGES.filter((name) => paperLanguage(name) !== name)).toEqual(['ar']);
});

describe('plain French', () => {
  /** FALC: one idea a sentence. */
  const LONGEST_SENTENCE_WORDS = 12;
  /** Names of institutions and services keep their usual words. */
  const FREE = /^help\.\d+$/;

  test('sentences are short', () => {
    for (const key of textKeys) {
      if (FREE.test(key)) continue;
      for (const sentence of textOf(languages['fr-falc'].texts[key]).split(/[.!?:]+\s*/)) {
        const words = sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word));
        expect(words.length, `${key}: ${sentence}`).toBeLessThanOrEqual(LONGEST_SENTENCE_WORDS);
      }
    }
  });
});

describe('screens', () => {
  const root = join(import.meta.dirname, '../..');
  const files = ['patient', 'ui'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx') && !file.startsWith('gallery'))
      .map((file) => join(root, folder, file)),
  );

  test('no word is written into a screen: all come from the languages', () => {
    expect(files.length).toBeGreaterThan(20);
    const attribute = /\b(?:aria-label|aria-description|alt|placeholder)="[^"]*\p{L}/u;
    for (const file of files) {
      const source = readFileSync(file, 'utf8')
        .replaceAll(/\/\*[\s\S]*?\*\//g, '')
        .replaceAll(/^\s*\/\/.*$/gm, '');
      // Text between a tag's end and the next tag, on lines of their own or inline, that holds a word.
      const written = [
        ...source.matchAll(/[a-z"}]\s*\/?>\s*([^<>{}();=]*\p{L}{2,}[^<>{}();=]*)\s*<[/A-Za-z]/gu),
      ].map(([, text]) => text?.trim());
      // What begins with a colon is the middle of a conditional.
      expect(
        written.filter((text) => text !== undefined && !text.startsWith(':')),
        file,
      ).toEqual([]);
      expect(source, file).not.toMatch(attribute);
    }
  });
});
