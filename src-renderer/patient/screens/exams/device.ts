/** What goes wrong with an instrument whose name the patient need not know. */
import type { Trouble } from '../../../../state-machines/contract.ts';
import { CableScene } from '../../art/exam-scenes.tsx';
import { BoxBusyScene, BoxFaultScene, BoxOffScene } from '../../art/instrument-scenes.tsx';
import type { Scene, Shown } from './guide.ts';

const WORDED = [
  'not-plugged',
  'unplugged',
  'instrument-fault',
  'silent',
  'searching',
  'unstable',
  'implausible',
  'extreme',
  'timeout',
] as const;
type Worded = (typeof WORDED)[number];
const isWorded = (trouble: Trouble): trouble is Worded => WORDED.some((one) => one === trouble);

const ART: Readonly<Partial<Record<Trouble, Scene>>> = {
  'not-plugged': CableScene,
  unplugged: CableScene,
  'instrument-fault': BoxFaultScene,
  silent: BoxOffScene,
  searching: BoxBusyScene,
};

/** `otherwise`: the exam's own picture, for what has none here. */
export function deviceTrouble(trouble: Trouble, otherwise: Scene): Shown {
  const art = ART[trouble] ?? otherwise;
  if (isWorded(trouble)) return { title: `device.${trouble}.title`, text: `device.${trouble}.text`, art };
  if (trouble === 'moving') return { title: 'exam.measure.title', text: 'device.searching.text', art };
  return { title: `trouble.${trouble}.title`, text: `trouble.${trouble}.text`, art };
}
