import { Camera, Check, ChevronRight, CircleSlash, HandHelping, X } from 'lucide-react';
import type { ExamView, Question } from '../../../../state-machines/contract.ts';
import { Button } from '../../../ui/Button.tsx';
import { usePatient } from '../../patient-context.tsx';
import { CuffStop, cuffMoves } from './CuffStop.tsx';
import { ENDS } from './guide.ts';
import { GUIDES } from './guides.ts';

/** A cuff must be there before anybody can be ready for it. */
const awaitsCuff = (exam: ExamView): boolean =>
  exam.exam === 'blood-pressure' && exam.step === 'position' && exam.instrument !== 'streaming';

export const isStarting = (exam: ExamView): boolean =>
  awaitsCuff(exam) && (exam.instrument === 'opening' || exam.instrument === 'ready');

/** The tip may be in the ear. */
const inside = ({ exam, media }: ExamView): boolean => exam === 'otoscopy' && media?.live === true;

/** The live picture is there: one touch takes it. */
const mayTake = ({ step, media, instrument }: ExamView): boolean =>
  (step === 'connect' || step === 'repeat') && media?.shutter === true && instrument === 'streaming';

export function ExamControls({ exam }: { readonly exam: ExamView }) {
  const { act, pending } = usePatient();
  const { step, question = null } = exam;
  const end = ENDS.includes(step);
  if (cuffMoves(exam)) return <CuffStop />;
  const cuff = exam.exam === 'blood-pressure' && step === 'position';
  /** What was asked for is not done yet: it may begin. */
  const announces =
    (step === 'position' && (cuff || exam.exam === 'weight')) ||
    (exam.media !== undefined && (step === 'position' || step === 'repeat'));
  const takes = mayTake(exam);
  return (
    <>
      {question === null ? null : <Answers question={question} />}
      {GUIDES[exam.exam].readyOn.includes(step) && !awaitsCuff(exam) && !takes ? (
        <Button
          label={end ? 'action.next' : announces ? 'action.imReady' : 'action.ready'}
          icon={end ? ChevronRight : Check}
          pending={pending}
          onPress={() => void act({ type: 'ready', step })}
        />
      ) : null}
      {cuff && !awaitsCuff(exam) ? (
        <Button
          label="action.helperReady"
          variant="secondary"
          icon={HandHelping}
          pending={pending}
          onPress={() => void act({ type: 'ready', step, by: 'helper' })}
        />
      ) : null}
      {takes ? (
        <Button
          label="action.shutter"
          icon={Camera}
          pending={pending}
          onPress={() => void act({ type: 'shutter' })}
        />
      ) : null}
      {end || question === 'media-consent' ? null : (
        <Button
          label={inside(exam) ? 'action.hurts' : 'action.cannot'}
          variant={cuff && !awaitsCuff(exam) ? 'quiet' : 'secondary'}
          icon={CircleSlash}
          pending={pending}
          onPress={() => void act({ type: 'cannot' })}
        />
      )}
    </>
  );
}

/** A consent is said in words, not by a bare yes. */
function MediaConsent() {
  const { act, pending } = usePatient();
  const say = (granted: boolean) => () => void act({ type: 'mediaConsent', granted });
  return (
    <>
      <Button label="mediaConsent.yes" icon={Check} pending={pending} onPress={say(true)} />
      <Button label="mediaConsent.no" icon={X} variant="secondary" pending={pending} onPress={say(false)} />
    </>
  );
}

function Answers({ question }: { readonly question: Question }) {
  const { act, pending } = usePatient();
  if (question === 'media-consent') return <MediaConsent />;
  const answer = (yes: boolean) => () => void act({ type: 'answer', question, yes });
  return (
    <div className="answers">
      <Button label="action.yes" icon={Check} pending={pending} onPress={answer(true)} />
      <Button label="action.no" icon={X} pending={pending} onPress={answer(false)} />
    </div>
  );
}
