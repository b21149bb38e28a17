import type { ExamView } from '../../../state-machines/contract.ts';
import { useText } from '../../ui/text.ts';
import { numberKey } from '../../ui/voice/numbers.ts';
import type { VoiceKey } from '../../ui/voice/voice-context.tsx';

const SHOWN = [
  ['spo2', 'result.spo2', 'result.percent'],
  ['pulse-rate', 'result.pulse', 'result.perMinute'],
] as const;

/** The accepted values, without judgement: explaining them is the doctor's. */
export function Results({ exam }: { readonly exam: ExamView }) {
  const { t } = useText();
  return (
    <dl className="results">
      {SHOWN.map(([quantity, label, unit]) => {
        const reading = exam.results.find((r) => r.quantity === quantity);
        if (reading === undefined) return null;
        return (
          <div key={quantity} data-quantity={quantity}>
            <dt>{t(label)}</dt>
            <dd>
              {Math.round(reading.value)}
              {quantity === 'spo2' ? <span> {t(unit)}</span> : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

export function spokenResults(exam: ExamView): VoiceKey[] {
  if (exam.step !== 'done') return [];
  return SHOWN.flatMap(([quantity, label, unit]) => {
    const reading = exam.results.find((r) => r.quantity === quantity);
    const number = reading ? numberKey(reading.value) : null;
    return number === null ? [] : [label, number, unit];
  });
}
