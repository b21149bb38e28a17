import type { SelftestFacts } from '../../../src-main/api/selftest-protocol.ts';
import { factText } from '../texts/index.ts';
import { useWords } from '../words.tsx';

const NOTHING = '–';

export function FingerPart({ values }: { readonly values: SelftestFacts }) {
  const { say } = useWords();
  return (
    <>
      <p>{say('guide.finger.text')}</p>
      <p className="tech-values">
        <span>{factText(say, 'spo2', values.spo2 ?? NOTHING)}</span>
        <span>{factText(say, 'pulse', values.pulse ?? NOTHING)}</span>
      </p>
    </>
  );
}
