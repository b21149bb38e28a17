/** One step of an exam, or what stands in its way. */
import type { ReactNode } from 'react';
import type { ExamView } from '../../../state-machines/contract.ts';
import { useText } from '../../ui/text.ts';
import { Step } from '../Step.tsx';
import { CuffBar } from './exams/CuffBar.tsx';
import { cuffMoves } from './exams/CuffStop.tsx';
import { ExamControls, isStarting } from './exams/ExamControls.tsx';
import type { ExamGuide } from './exams/guide.ts';
import { GUIDES } from './exams/guides.ts';
import { isTyped } from './exams/handheld-guide.ts';
import { LiveValue } from './exams/LiveValue.tsx';
import { currentOf } from './exams/shown.ts';
import { TimeLeft } from './exams/TimeLeft.tsx';
import { TypedStep } from './exams/TypedStep.tsx';
import { MeasureRing } from './MeasureRing.tsx';
import { Results, spokenResults } from './Results.tsx';

export function ExamStep({ exam }: { readonly exam: ExamView }) {
  return isTyped(exam) ? <TypedStep key={exam.attempt} exam={exam} /> : <GuidedStep exam={exam} />;
}

function GuidedStep({ exam }: { readonly exam: ExamView }) {
  const guide = GUIDES[exam.exam];
  const { name, title, text, art: Art } = currentOf(exam, guide);
  const prepare = exam.step === 'prepare' ? guide.prepare(exam) : [];
  const ring = exam.exam === 'oximetry' && exam.step === 'measure';
  return (
    <Step
      name={name}
      title={title}
      text={text}
      say={
        guide.quiet?.includes(exam.step)
          ? []
          : [
              title,
              text,
              ...prepare.map(([key]) => key),
              ...guide.also(exam),
              ...(isStarting(exam) ? (['exam.starting'] as const) : []),
              ...spokenResults(exam),
            ]
      }
      art={Art ? <Art /> : ring ? <MeasureRing exam={exam} /> : null}
      controls={<ExamControls exam={exam} />}
    >
      <Prepare items={prepare} />
      <Beside exam={exam} guide={guide} />
      {exam.step === 'done' ? <Results exam={exam} /> : null}
    </Step>
  );
}

/** What goes on by itself while the patient has nothing to do. */
function Beside({ exam, guide }: { readonly exam: ExamView; readonly guide: ExamGuide }): ReactNode {
  const { t } = useText();
  const { step, trouble, until = null, takes } = exam;
  const [card] = guide.results;
  const waits = step === 'rest' || step === 'repeat';
  return (
    <>
      {guide.also(exam).map((key) => (
        <p key={key} className="step-text">
          {t(key)}
        </p>
      ))}
      {isStarting(exam) ? <p className="pill">{t('exam.starting')}</p> : null}
      {cuffMoves(exam) ? <CuffBar /> : null}
      {waits && takes !== undefined && takes.of > 1 && takes.have > 0 ? (
        <p className="takes">{t('exam.takes', takes)}</p>
      ) : null}
      {waits && until !== null ? <TimeLeft until={until} /> : null}
      {step === 'measure' && trouble === null && card && exam.exam !== 'oximetry' && exam.cuff == null ? (
        <LiveValue card={card} />
      ) : null}
    </>
  );
}

function Prepare({ items }: { readonly items: ReturnType<ExamGuide['prepare']> }) {
  const { t } = useText();
  if (items.length === 0) return null;
  return (
    <ol className="picto-list picto-list-3">
      {items.map(([key, Picto]) => (
        <li key={key} className="picto-item">
          <Picto />
          <span>{t(key)}</span>
        </li>
      ))}
    </ol>
  );
}
