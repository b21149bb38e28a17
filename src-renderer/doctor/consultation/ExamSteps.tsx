import type { ExamStep, ExamView } from '../../../state-machines/contract.ts';
import { useTexts } from '../texts/context.tsx';

/** The path every try follows; the other steps are ways out of it. */
const PATH: readonly ExamStep[] = ['prepare', 'position', 'connect', 'measure', 'judge'];

const PLACE: Readonly<Record<ExamStep, number>> = {
  questions: 0,
  prepare: 0,
  rest: 1,
  position: 1,
  connect: 2,
  measure: 3,
  judge: 4,
  repeat: 4,
  done: 5,
  skipped: 5,
  failed: 5,
};

export function ExamSteps({ exam }: { exam: ExamView }) {
  const texts = useTexts();
  const place = PLACE[exam.step];
  const percent = Math.round(exam.progress * 100);
  return (
    <div className="steps" data-testid="exam-step" data-step={exam.step} data-attempt={exam.attempt}>
      <p className="steps-now">
        <span className="visually-hidden">{texts.exam.stepLabel} </span>
        <strong role="status">{texts.exam.steps[exam.step]}</strong>
        {exam.step === 'measure' && <span className="steps-percent">{percent} %</span>}
        <small>{exam.attempt === 1 ? texts.exam.firstAttempt : texts.exam.attempt(exam.attempt)}</small>
      </p>
      <ol>
        {PATH.map((step, index) => (
          <li
            key={step}
            data-place={index < place ? 'past' : index === place ? 'now' : 'next'}
            {...(index === place ? { 'aria-current': 'step' } : {})}
          >
            <span className="visually-hidden">{texts.exam.steps[step]}</span>
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
