/** The same for everybody, in the same order, whatever happened before. */
import { useText } from '../ui/text.ts';
import type { VoiceKey } from '../ui/voice/voice-context.tsx';

const NUMBERS = ['15', '18', '112', '114', '17', '3919', '119', '3114'] as const;

export const saidNumbers: readonly VoiceKey[] = [
  'help.numbers',
  ...NUMBERS.map((number) => `help.${number}` as const),
];

export function Numbers() {
  const { t } = useText();
  return (
    <section className="numbers">
      <h3>{t('help.numbers')}</h3>
      <p>{t('help.numbers.text')}</p>
      <dl>
        {NUMBERS.map((number) => (
          <div key={number}>
            <dt>{number}</dt>
            <dd>{t(`help.${number}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
