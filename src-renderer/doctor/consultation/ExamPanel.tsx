import { CircleAlert, Play, RotateCcw, SkipForward, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import type { DoctorView } from '../../../state-machines/contract.ts';
import { Button } from '../Button.tsx';
import { available, isRunning } from '../model/exam.ts';
import { useTexts } from '../texts/context.tsx';
import { ExamSteps } from './ExamSteps.tsx';

interface Props {
  readonly view: DoctorView | null;
  readonly onCommand: (body: CommandBody) => void;
  /** What became of the commands, just under the buttons. */
  readonly children: ReactNode;
}

export function ExamPanel({ view, onCommand, children }: Props) {
  const texts = useTexts();
  const can = available(view);
  const exam = view?.exam ?? null;
  const instrument = view?.instrument ?? null;
  const refused = isRunning(view) ? view?.refused.at(-1) : undefined;
  return (
    <section className="panel exam" aria-labelledby="exam-heading" data-testid="exam-panel">
      <div className="panel-heading">
        <h2 id="exam-heading">{texts.exam.heading}</h2>
        {instrument !== null && (
          <p className="instrument" data-state={instrument.state} data-testid="instrument-state">
            <i aria-hidden="true" />
            {instrument.label ?? texts.exam.instrument} · {texts.exam.instruments[instrument.state]}
          </p>
        )}
      </div>

      {exam === null ? (
        <p className="exam-none">{view === null ? texts.none : texts.exam.none}</p>
      ) : (
        <ExamSteps exam={exam} />
      )}
      <div role="status" className="exam-trouble">
        {exam?.trouble != null && isRunning(view) && (
          <p className="notice notice-low" data-testid="exam-trouble" data-trouble={exam.trouble}>
            <CircleAlert aria-hidden="true" />
            {texts.exam.troubles[exam.trouble]}
          </p>
        )}
      </div>

      {refused !== undefined && (
        <p className="exam-refused" data-testid="exam-refused" data-reason={refused.reason}>
          <strong>{texts.exam.refused(refused.attempt)}</strong> · {texts.exam.troubles[refused.reason]}
        </p>
      )}

      <div className="exam-actions">
        <Button
          look={can.start ? 'solid' : 'outline'}
          disabled={!can.start}
          onPress={() => onCommand({ type: 'exam.start', exam: 'oximetry' })}
          testId="exam-start-oximetry"
          icon={<Play aria-hidden="true" />}
        >
          {exam === null ? texts.exam.start : texts.exam.restart}
        </Button>
        <Button
          look="outline"
          disabled={!can.repeat}
          onPress={() => onCommand({ type: 'exam.repeat' })}
          testId="exam-repeat"
          icon={<RotateCcw aria-hidden="true" />}
        >
          {texts.exam.repeat}
        </Button>
        <Button
          look="outline"
          disabled={!can.skip}
          onPress={() => onCommand({ type: 'exam.skipStep' })}
          testId="exam-skip"
          icon={<SkipForward aria-hidden="true" />}
        >
          {texts.exam.skip}
        </Button>
        <Button
          look="outline"
          disabled={!can.cancel}
          onPress={() => onCommand({ type: 'exam.cancel' })}
          testId="exam-cancel"
          icon={<Square aria-hidden="true" />}
        >
          {texts.exam.cancel}
        </Button>
      </div>
      {children}
    </section>
  );
}
