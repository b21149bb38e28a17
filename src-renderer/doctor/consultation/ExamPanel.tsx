import { CircleAlert, SkipForward, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import type { DoctorView, ExamView } from '../../../state-machines/contract.ts';
import type { DoctorSession } from '../../call/session-contract.ts';
import { Button } from '../Button.tsx';
import { available, isRunning } from '../model/exam.ts';
import { useTexts } from '../texts/context.tsx';
import { CuffPanel } from './CuffPanel.tsx';
import { ExamMenu } from './ExamMenu.tsx';
import { ExamSteps } from './ExamSteps.tsx';
import { MediaPanel } from './media/MediaPanel.tsx';
import { RepeatExam } from './RepeatExam.tsx';

interface Props {
  readonly session: DoctorSession;
  readonly view: DoctorView | null;
  /** The link is live: commands get there. */
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
  /** What became of the commands, just under the buttons. */
  readonly children: ReactNode;
}

export function ExamPanel({ session, view, live, onCommand, children }: Props) {
  const texts = useTexts();
  const exam = view?.exam ?? null;
  const running = isRunning(view);
  return (
    <section className="panel exam" aria-labelledby="exam-heading" data-testid="exam-panel">
      <div className="panel-heading">
        <h2 id="exam-heading">
          {exam !== null && running ? texts.exam.names[exam.exam] : texts.exam.heading}
        </h2>
        {view !== null && running && <InstrumentState instrument={view.instrument} />}
      </div>
      {view === null ? (
        <p className="exam-none">{texts.none}</p>
      ) : exam !== null && running ? (
        <Running session={session} view={view} exam={exam} live={live} onCommand={onCommand} />
      ) : (
        <>
          <p className="exam-none" role="status">
            {exam === null ? (
              texts.exam.none
            ) : (
              <span data-testid="exam-step" data-step={exam.step} data-attempt={exam.attempt}>
                {texts.exam.last(texts.exam.names[exam.exam], texts.exam.steps[exam.step])}
              </span>
            )}
          </p>
          <ExamMenu view={view} startable={available(view).start} onCommand={onCommand} />
        </>
      )}
      {children}
    </section>
  );
}

function InstrumentState({ instrument }: { readonly instrument: DoctorView['instrument'] }) {
  const texts = useTexts();
  return (
    <p className="instrument" data-state={instrument.state} data-testid="instrument-state">
      <i aria-hidden="true" />
      {instrument.label ?? texts.exam.instrument} · {texts.exam.instruments[instrument.state]}
    </p>
  );
}

interface RunningProps {
  readonly session: DoctorSession;
  readonly view: DoctorView;
  readonly exam: ExamView;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

function Running({ session, view, exam, live, onCommand }: RunningProps) {
  const texts = useTexts();
  const can = available(view);
  const refused = view.refused.findLast((one) => (one.exam ?? 'oximetry') === exam.exam);
  const cuffMoves = exam.step === 'measure' && exam.cuff === 'driven';
  return (
    <>
      <ExamSteps exam={exam} session={session} />
      <div role="status" className="exam-trouble">
        {exam.trouble != null && !exam.unconfirmed && (
          <p className="notice notice-low" data-testid="exam-trouble" data-trouble={exam.trouble}>
            <CircleAlert aria-hidden="true" />
            {texts.exam.troubles[exam.trouble]}
          </p>
        )}
      </div>
      <Answers answers={exam.answers ?? []} />
      {refused !== undefined && (
        <p className="exam-refused" data-testid="exam-refused" data-reason={refused.reason}>
          <strong>{texts.exam.refused(refused.attempt)}</strong> · {texts.exam.troubles[refused.reason]}
        </p>
      )}
      {exam.exam === 'blood-pressure' && (
        <CuffPanel session={session} exam={exam} live={live} onCommand={onCommand} />
      )}
      {exam.media !== undefined && (
        <MediaPanel session={session} exam={exam} media={exam.media} live={live} onCommand={onCommand} />
      )}
      <div className="exam-actions exam-actions-running" data-moves={cuffMoves}>
        <Button
          look={cuffMoves ? 'stop' : 'outline'}
          disabled={!can.cancel}
          onPress={() => onCommand({ type: 'exam.cancel' })}
          testId="exam-cancel"
          icon={<Square aria-hidden="true" />}
        >
          {cuffMoves ? texts.exam.cuff.stop : texts.exam.cancel}
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
        <RepeatExam exam={exam} disabled={!can.repeat} onCommand={onCommand} />
      </div>
    </>
  );
}

/** What the patient answered before the exam. A yes is worth the doctor's eye. */
function Answers({ answers }: { readonly answers: NonNullable<ExamView['answers']> }) {
  const texts = useTexts();
  if (answers.length === 0) return null;
  return (
    <ul className="exam-answers" data-testid="exam-answers">
      {answers.map(({ question, yes }) => (
        <li key={question} data-question={question} data-yes={yes}>
          {texts.exam.questions[question]} :{' '}
          <strong>{yes ? texts.exam.answer.yes : texts.exam.answer.no}</strong>
        </li>
      ))}
    </ul>
  );
}
