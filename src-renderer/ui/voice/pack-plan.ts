/** Which clips the voice pack must hold. Runs in Node (script, tests); the page only reads the index it writes. */
import { createHash } from 'node:crypto';
import type { Language } from '../../../state-machines/contract.ts';
import { languages, textKeys, voiceOf } from '../languages/index.ts';
import type { Voice } from '../languages/language.ts';
import { NUMBERS } from './numbers.ts';

export interface Wanted {
  readonly file: string;
  readonly say: string;
  readonly voice: Voice;
}

export interface PackPlan {
  readonly clips: readonly Wanted[];
  /** JSON text: language → key → file. */
  readonly index: string;
}

/** Raised when the sound treatment changes, so that every clip is rendered again. */
const RECIPE = 1;

/** The first clips were rendered before a voice had a speed and a rate of its own; their names stand. */
function recipeOf(voice: Voice): readonly unknown[] {
  const { engine, locale, kilobits } = voice;
  if (engine === 'espeak') return [RECIPE, engine, locale, kilobits, voice.speed];
  return kilobits === 24 ? [RECIPE, engine, locale] : [RECIPE, engine, locale, kilobits];
}

function clipOf(language: Language, say: string): Wanted {
  const { voice } = languages[language];
  const hash = createHash('sha256')
    .update(JSON.stringify([...recipeOf(voice), say]))
    .digest('hex');
  return { file: `${hash.slice(0, 20)}.ogg`, say, voice };
}

/** Every clip, each file once, in a stable order. */
export function wantedClips(): PackPlan {
  const clips = new Map<string, Wanted>();
  const index: Record<string, Record<string, string>> = {};
  for (const language of Object.keys(languages) as Language[]) {
    const files: Record<string, string> = {};
    const add = (key: string, say: string) => {
      const clip = clipOf(language, say);
      clips.set(clip.file, clip);
      files[key] = clip.file;
    };
    for (const key of textKeys) add(key, voiceOf(languages[language].texts[key]));
    for (const n of NUMBERS) add(`number.${n}`, String(n));
    index[language] = files;
  }
  return { clips: [...clips.values()], index: `${JSON.stringify(index, null, 1)}\n` };
}

/** The same JSON however it is laid out; text that is no JSON stays as it is. */
function canonical(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}

/** What is wrong with a pack, as sentences; empty when it is complete. */
export function inspectPack(plan: PackPlan, files: readonly string[], savedIndex: string): string[] {
  const have = new Set(files);
  const wanted = new Set(plan.clips.map((clip) => clip.file));
  return [
    ...plan.clips.filter((c) => !have.has(c.file)).map((c) => `no clip (${c.voice.locale}) for “${c.say}”`),
    ...files.filter((file) => !wanted.has(file)).map((file) => `stale clip ${file}`),
    ...(canonical(savedIndex) === canonical(plan.index) ? [] : ['the index does not match the strings']),
  ];
}
