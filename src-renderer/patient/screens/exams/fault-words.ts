/** What the patient can do about an instrument, where its fault is known more closely than its trouble. */
import type { FaultCode } from '../../../../drivers/contract.ts';
import type { ExamView } from '../../../../state-machines/contract.ts';
import type { TextKey } from '../../../ui/languages/index.ts';

/** Cables and silence have words of each instrument's own. */
const WORDS: Readonly<Partial<Record<FaultCode, TextKey>>> = {
  'port-busy': 'fault.port-busy.patient',
  'no-permission': 'fault.no-permission.patient',
  'open-failed': 'fault.open-failed.patient',
  'no-answer': 'fault.no-answer.patient',
  'wrong-device': 'fault.wrong-device.patient',
  garbage: 'fault.garbage.patient',
  'device-off': 'fault.device-off.patient',
  'two-alike': 'fault.two-alike.patient',
  'no-data-cable': 'fault.no-data-cable.patient',
};
const isWorded = (code: string): code is keyof typeof WORDS => code in WORDS;

/** null: the trouble's own words say it. */
export function faultWords({ trouble, fault = null }: Pick<ExamView, 'trouble' | 'fault'>): TextKey | null {
  const ofInstrument = trouble === 'instrument-fault' || trouble === 'silent';
  return ofInstrument && fault !== null && isWorded(fault) ? (WORDS[fault] ?? null) : null;
}
