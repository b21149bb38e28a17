/** Words for the one who helps, where a sentence has them. */
import { useCallback } from 'react';
import { type TextKey, textKeys } from '../ui/languages/index.ts';
import type { VoiceKey } from '../ui/voice/voice-context.tsx';
import { usePatient } from './patient-context.tsx';

const KNOWN: ReadonlySet<string> = new Set(textKeys);
const isKey = (key: string): key is TextKey => KNOWN.has(key);

export function helperKey<K extends VoiceKey>(key: K): K | TextKey {
  const own = `${key}.helper`;
  return isKey(own) ? own : key;
}

/** The patient's own words unless somebody helps. */
export function useHelperWords(): <K extends VoiceKey>(key: K) => K | TextKey {
  const { view } = usePatient();
  const helped = (view.helper ?? null) !== null;
  return useCallback((key) => (helped ? helperKey(key) : key), [helped]);
}
