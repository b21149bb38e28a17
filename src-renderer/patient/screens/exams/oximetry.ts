import type { ExamStep as StepName, Trouble } from '../../../../state-machines/contract.ts';
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
} from '../../art/exam-scenes.tsx';
import { PictoPolish, PictoRest, PictoWarm } from '../../art/pictos.tsx';
import { ENDS, type ExamGuide, type Scene } from './guide.ts';

const TROUBLE_ART: Readonly<Partial<Record<Trouble, Scene>>> = {
  'not-plugged': CableScene,
  unplugged: CableScene,
  'instrument-fault': ClipFaultScene,
  silent: ClipOffScene,
  'finger-out': FingerOutScene,
  'low-perfusion': WarmHandsScene,
  implausible: FingerInScene,
  timeout: FingerInScene,
};

const STEP_ART: Readonly<Partial<Record<StepName, Scene>>> = {
  rest: RestingHandScene,
  position: FingerInScene,
  connect: ClipStartScene,
  judge: ClipStartScene,
  repeat: MiddleFingerScene,
  done: DoneScene,
  skipped: SetAsideScene,
  failed: SetAsideScene,
};

export const oximetry: ExamGuide = {
  step: ({ step }) => ({
    title: `exam.${step}.title`,
    text: `exam.${step}.text`,
    art: STEP_ART[step] ?? null,
  }),
  trouble: (trouble) => ({
    title: `trouble.${trouble}.title`,
    text: `trouble.${trouble}.text`,
    art: TROUBLE_ART[trouble] ?? RestingHandScene,
  }),
  ownWords: ['prepare', 'judge', 'repeat', ...ENDS],
  readyOn: ['prepare', 'position', 'repeat', ...ENDS],
  prepare: () => [
    ['exam.prepare.polish', PictoPolish],
    ['exam.prepare.warm', PictoWarm],
    ['exam.prepare.rest', PictoRest],
  ],
  results: [
    {
      quantities: ['spo2'],
      label: 'result.spo2',
      unit: 'result.percent',
      writtenUnit: true,
      decimals: 0,
    },
    {
      quantities: ['pulse-rate'],
      label: 'result.pulse',
      unit: 'result.perMinute',
      writtenUnit: false,
      decimals: 0,
    },
  ],
  also: () => [],
};
