import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../state-machines/contract.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

const leaves = (value: unknown, path: string): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
    : [[path, value]];

describe('texts', () => {
  it('says everything in both languages', () => {
    const skip = /^\.commands\.reasons\./;
    const paths = (texts: typeof fr) =>
      leaves(texts, '')
        .map(([path]) => path)
        .filter((path) => !skip.test(path))
        .sort();
    expect(paths(en)).toEqual(paths(fr));
  });

  it('has no empty sentence', () => {
    for (const texts of [fr, en]) {
      expect(leaves(texts, '').filter(([, value]) => value === '')).toEqual([]);
    }
  });

  it('names every language of the patients, the plain one apart', () => {
    expect(fr.languages).toMatchObject({ fr: 'Français', 'fr-falc': 'Français facile', en: 'Anglais' });
    expect(en.languages).toMatchObject({ fr: 'French', 'fr-falc': 'Easy French', en: 'English' });
    expect(new Set(Object.values(fr.languages)).size).toBe(LANGUAGES.length);
  });
});
