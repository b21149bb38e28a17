import type { ExamView } from '../../../state-machines/contract.ts';
import { useText } from '../../ui/text.ts';
import type { VoiceKey } from '../../ui/voice/voice-context.tsx';
import type { ResultCard } from './exams/guide.ts';
import { GUIDES } from './exams/guides.ts';
import { spokenNumber, writtenNumber } from './number.ts';

/** The result comes first in the view: of several measurements, what was made of them. */
function valuesOf(exam: ExamView, { quantities }: ResultCard): readonly number[] {
  const values = quantities.flatMap(
    (quantity) => exam.results.find((r) => r.quantity === quantity)?.value ?? [],
  );
  return values.length === quantities.length ? values : [];
}

/** The accepted values, without judgement: explaining them is the doctor's. */
export function Results({ exam }: { readonly exam: ExamView }) {
  const { t, language } = useText();
  const cards = GUIDES[exam.exam].results.filter((card) => valuesOf(exam, card).length > 0);
  return (
    <dl className="results" data-cards={cards.length}>
      {cards.map((card) => (
        <div key={card.label} data-quantity={card.quantities[0]}>
          <dt>{t(card.label)}</dt>
          <dd>
            {valuesOf(exam, card)
              .map((value) => writtenNumber(value, card.decimals, language))
              .join(t('result.over'))}
            {card.writtenUnit ? <span> {t(card.unit)}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function spokenResults(exam: ExamView): VoiceKey[] {
  if (exam.step !== 'done') return [];
  return GUIDES[exam.exam].results.flatMap((card): VoiceKey[] => {
    const spoken = valuesOf(exam, card).map((value) => spokenNumber(value, card.decimals));
    if (spoken.length === 0 || spoken.some((keys) => keys === null)) return [];
    const numbers = spoken.flatMap((keys, index): VoiceKey[] => [
      ...(index > 0 ? (['result.over'] as const) : []),
      ...(keys ?? []),
    ]);
    return [card.label, ...numbers, card.unit];
  });
}
