import { RotateCcw } from 'lucide-react';
import { useId, useState } from 'react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import type { Correction, ExamView } from '../../../state-machines/contract.ts';
import { Button } from '../Button.tsx';
import { useTexts } from '../texts/context.tsx';

interface Props {
  readonly exam: ExamView;
  readonly disabled: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

/** Again, and what went wrong: the patient is told how to do it otherwise. */
export function RepeatExam({ exam, disabled, onCommand }: Props) {
  const { exam: words, media } = useTexts();
  const [why, setWhy] = useState<Correction | null>(null);
  const id = useId();
  const { corrections = [] } = exam;
  return (
    <div className="exam-repeat">
      {corrections.length === 0 ? null : (
        <>
          <label className="visually-hidden" htmlFor={id}>
            {words.repeatWhy}
          </label>
          <select
            id={id}
            value={why ?? ''}
            disabled={disabled}
            data-testid="exam-repeat-why"
            onChange={({ target }) => setWhy(corrections.find((one) => one === target.value) ?? null)}
          >
            <option value="">{words.repeatPlain}</option>
            {corrections.map((one) => (
              <option key={one} value={one}>
                {media.rejections[one]}
              </option>
            ))}
          </select>
        </>
      )}
      <Button
        look="outline"
        disabled={disabled}
        onPress={() => {
          onCommand({ type: 'exam.repeat', ...(why === null ? {} : { why }) });
          setWhy(null);
        }}
        testId="exam-repeat"
        icon={<RotateCcw aria-hidden="true" />}
      >
        {words.repeat}
      </Button>
    </div>
  );
}
