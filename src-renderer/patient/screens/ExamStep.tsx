/** One step of the oximetry exam, or what stands in its way. */
import { Check, ChevronRight, CircleSlash } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExamView, ExamStep as StepName, Trouble } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import {
  CableScene,
  ClipFaultScene,
  ClipOffScene,
  ClipStartScene,
  DoneScene,
  FingerInScene,
  FingerOutScene,
  MiddleFingerScene,
  RestingHandScene,
  SetAsideScene,
  WarmHandsScene,
} from '../art/exam-scenes.tsx';
import { PictoPolish, PictoRest, PictoWarm } from '../art/pictos.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';
import { MeasureRing } from './MeasureRing.tsx';
import { Results, spokenResults } from './Results.tsx';

type Scene = () => ReactNode;

const TROUBLE_ART: Readonly<Record<Trouble, Scene>> = {
  'not-plugged': CableScene,
  unplugged: CableScene,
  'instrument-fault': ClipFaultScene,
  silent: ClipOffScene,
  'finger-out': FingerOutScene,
  searching: RestingHandScene,
  'low-perfusion': WarmHandsScene,
  moving: RestingHandScene,
  unstable: RestingHandScene,
  implausible: FingerInScene,
  extreme: RestingHandScene,
  timeout: FingerInScene,
  'probe-out': RestingHandScene,
  'scale-empty': RestingHandScene,
  'still-on': RestingHandScene,
  'loose-cuff': RestingHandScene,
  'weak-pulse': RestingHandScene,
  'out-of-range': RestingHandScene,
  stopped: SetAsideScene,
  'ready-expired': RestingHandScene,
  unconfirmed: RestingHandScene,
  'question-yes': SetAsideScene,
};

const STEP_ART: Readonly<Record<StepName, Scene | null>> = {
  questions: null,
  prepare: null,
  rest: RestingHandScene,
  position: FingerInScene,
  connect: ClipStartScene,
  measure: null,
  judge: ClipStartScene,
  repeat: MiddleFingerScene,
  done: DoneScene,
  skipped: SetAsideScene,
  failed: SetAsideScene,
};

/** Steps that wait for "it is done"; on the ends it only leaves the result sooner. */
const READY_ON: readonly StepName[] = ['prepare', 'position', 'repeat', 'done', 'skipped', 'failed'];
const ENDS: readonly StepName[] = ['done', 'skipped', 'failed'];
/** A trouble here only tells why; the step's own words say what to do next. */
const OWN_WORDS: readonly StepName[] = ['prepare', 'judge', 'repeat', ...ENDS];

export function ExamStep({ exam }: { readonly exam: ExamView }) {
  const { step } = exam;
  const trouble = OWN_WORDS.includes(step) ? null : exam.trouble;
  const title: TextKey = trouble === null ? `exam.${step}.title` : `trouble.${trouble}.title`;
  const text: TextKey = trouble === null ? `exam.${step}.text` : `trouble.${trouble}.text`;
  const Art = trouble === null ? STEP_ART[step] : TROUBLE_ART[trouble];
  const measuring = step === 'measure';
  const say = step === 'prepare' ? PREPARE.map(([key]) => key) : spokenResults(exam);
  return (
    <Step
      name={trouble === null ? `exam-${step}` : `exam-${step}-${trouble}`}
      title={title}
      text={text}
      say={[title, text, ...say]}
      art={Art ? <Art /> : measuring ? <MeasureRing exam={exam} /> : null}
      controls={<ExamControls step={step} />}
    >
      {step === 'prepare' ? <Prepare /> : null}
      {step === 'done' ? <Results exam={exam} /> : null}
    </Step>
  );
}

function ExamControls({ step }: { readonly step: StepName }) {
  const { act, pending } = usePatient();
  const end = ENDS.includes(step);
  return (
    <>
      {READY_ON.includes(step) ? (
        <Button
          label={end ? 'action.next' : 'action.ready'}
          icon={end ? ChevronRight : Check}
          pending={pending}
          onPress={() => void act({ type: 'ready', step })}
        />
      ) : null}
      {end ? null : (
        <Button
          label="action.cannot"
          variant="secondary"
          icon={CircleSlash}
          pending={pending}
          onPress={() => void act({ type: 'cannot' })}
        />
      )}
    </>
  );
}

const PREPARE = [
  ['exam.prepare.polish', PictoPolish],
  ['exam.prepare.warm', PictoWarm],
  ['exam.prepare.rest', PictoRest],
] as const satisfies readonly (readonly [TextKey, Scene])[];

function Prepare() {
  const { t } = useText();
  return (
    <ol className="picto-list picto-list-3">
      {PREPARE.map(([key, Picto]) => (
        <li key={key} className="picto-item">
          <Picto />
          <span>{t(key)}</span>
        </li>
      ))}
    </ol>
  );
}
