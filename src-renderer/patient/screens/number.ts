import type { Language } from '../../../state-machines/contract.ts';
import { languages } from '../../ui/languages/index.ts';
import { numberKey } from '../../ui/voice/numbers.ts';
import type { VoiceKey } from '../../ui/voice/voice-context.tsx';

/** To a fixed number of decimals, as written in the language. */
export const writtenNumber = (value: number, decimals: number, language: Language): string =>
  new Intl.NumberFormat(languages[language].tag, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  }).format(value);

/** The clips that say it, at most one decimal; null when a part has none. */
export function spokenNumber(value: number, decimals: number): readonly VoiceKey[] | null {
  const tenths = Math.round(value * 10);
  const whole = numberKey(decimals === 0 ? value : Math.floor(tenths / 10));
  if (whole === null) return null;
  const decimal = decimals === 0 ? null : numberKey(tenths % 10);
  return decimal === null ? [whole] : [whole, 'result.comma', decimal];
}
