/** What is wrong with the texts of a language, beside those of the source language. */
import { type Entry, textOf, voiceOf } from './entry.ts';

type Texts = Readonly<Record<string, Entry>>;

const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const same = (a: string, b: string) => String(variables(a)) === String(variables(b));

function inspectEntry(entry: Entry, source: Entry): string | null {
  if (textOf(entry).trim() === '' || voiceOf(entry).trim() === '') return 'is empty';
  if (!same(textOf(entry), textOf(source))) return 'has other variables';
  return voiceOf(entry).includes('{{') ? 'has a variable in what is said' : null;
}

/** Sentences that name the language and the string; empty when nothing is missing, too much or wrong. */
export function inspectTexts(id: string, texts: Texts, source: Texts): readonly string[] {
  const told = Object.entries(source).flatMap(([key, entry]) => {
    const own = texts[key];
    const problem = own === undefined ? 'is missing' : inspectEntry(own, entry);
    return problem === null ? [] : [`${id}: “${key}” ${problem}`];
  });
  const extra = Object.keys(texts).filter((key) => !(key in source));
  return [...told, ...extra.map((key) => `${id}: “${key}” is in no other language`)];
}
