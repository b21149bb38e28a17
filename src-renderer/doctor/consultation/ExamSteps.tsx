import { useEffect, useState } from 'react';
import type { ExamView } from '../../../state-machines/contract.ts';
import type { DoctorSession } from '../../call/session-contract.ts';
import { pathOf, placeOf } from '../model/exam.ts';
import { elapsedText } from '../model/waiting.ts';
import { useTexts } from '../texts/context.tsx';
import type { Texts } from '../texts/fr.ts';

const stepName = ({ exam, step }: Pick<ExamView, 'exam' | 'step'>, texts: Texts): string => {
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = texts.exam.stepsOf;
  return own[exam]?.[step] ?? texts.exam.steps[step];
};

export function ExamSteps({ exam, session }: { exam: ExamView; session: DoctorSession }) {
  const texts = useTexts();
  const path = pathOf(exam);
  const place = placeOf(exam);
  const percent = Math.round(exam.progress * 100);
  const { takes, until = null } = exam;
  const several = takes !== undefined && takes.of > 1;
  return (
    <div className="steps" data-testid="exam-step" data-step={exam.step} data-attempt={exam.attempt}>
      <p className="steps-now">
        <span className="visually-hidden">{texts.exam.stepLabel} </span>
        <strong role="status">{stepName(exam, texts)}</strong>
        {exam.step === 'measure' && exam.exam !== 'blood-pressure' && (
          <span className="steps-percent">{percent} %</span>
        )}
        {until !== null && exam.readyUntil == null && <Left until={until} session={session} />}
        <small>
          {several
            ? texts.exam.takes(Math.min(takes.have + 1, takes.of), takes.of)
            : exam.attempt === 1
              ? texts.exam.firstAttempt
              : texts.exam.attempt(exam.attempt)}
          {exam.exam === 'blood-pressure' && exam.mode !== undefined && ` · ${texts.exam.modeNow[exam.mode]}`}
        </small>
      </p>
      <ol>
        {path.map((step, index) => (
          <li
            key={step}
            data-place={index < place ? 'past' : index === place ? 'now' : 'next'}
            {...(index === place ? { 'aria-current': 'step' } : {})}
          >
            <span className="visually-hidden">{stepName({ ...exam, step }, texts)}</span>
            {step === 'measure' && exam.step === 'measure' && (
              <progress
                max={100}
                value={percent}
                aria-label={texts.exam.progress}
                data-testid="exam-progress"
              />
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

const COUNT_MS = 500;

/** Until the step ends by itself; `until` in the cabinet's monotonic ms. */
function Left({ until, session }: { until: number; session: DoctorSession }) {
  const texts = useTexts();
  const [, count] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => count((n) => n + 1), COUNT_MS);
    return () => clearInterval(timer);
  }, []);
  const now = session.cabinetNow();
  if (now === null) return null;
  return <span className="steps-left">{texts.exam.left(elapsedText(Math.max(0, until - now), texts))}</span>;
}
