/** For tests and drills: random walks of people and instruments in any order, the core killed at any time. Seeded. */
import { isDeepStrictEqual } from 'node:util';
import { EXAM_STEPS, type Phase } from './contract.ts';
import { restoreCabinet } from './restore.ts';
import {
  broken,
  CLAIM,
  createKit,
  DOCTOR,
  IDENTITY,
  type Kit,
  OTHER_CLAIM,
  OTHER_DOCTOR,
  OXIMETER,
  type Said,
  STREAMING,
  UNPLUGGED,
  uuid,
} from './test-kit.ts';

const DELAYS = { minimumOnFingerMs: 3000, measureMs: 30_000 };

/** mulberry32 */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export type Pick = <T>(from: readonly T[]) => T;
type Move = (kit: Kit, pick: Pick) => void;

/** Killed and started again: the committed state is read back, then the core says so. */
const restart: Move = (kit) => {
  const saved = JSON.parse(JSON.stringify(kit.state)) as Kit['state'];
  const machines = saved.exam ? [saved.visit, saved.exam] : [saved.visit];
  const restored = restoreCabinet(machines, { mono: kit.mono, wall: 0, clockSure: false });
  const untouched = isDeepStrictEqual(restored, { state: saved, effects: [], records: [] });
  if (!untouched) throw new Error('a restart changed the committed state');
  kit.state = restored.state;
  kit.say({ type: 'core.restarted' });
};

/** What a person would do next on the screen as it is. */
const forward: Move = (kit, pick) => {
  const { phase, exam } = kit.view();
  const next = FORWARD[phase];
  if (next) kit.say(next);
  else if (phase === 'inCall') kit.sayAll([{ type: 'doctor.connected', claim: CLAIM }, START]);
  else if (exam?.step === 'measure' || exam?.step === 'connect') {
    kit.say(STREAMING);
    kit.seconds(6, { spo2: pick([97, 96, 80]) });
  } else kit.say({ type: 'patient.ready', step: exam?.step ?? 'prepare' });
};
const START: Said = { type: 'doctor.startExam', exam: 'oximetry' };
const FORWARD: Partial<Record<Phase, Said>> = {
  idle: { type: 'patient.begin', visit: uuid(7) },
  welcome: { type: 'patient.welcomeDone' },
  language: { type: 'patient.language', language: 'fr' },
  identify: { type: 'patient.identified', identity: IDENTITY },
  consent: { type: 'patient.consent', granted: true },
  waiting: { type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM },
  documents: { type: 'patient.finish' },
  cleaning: { type: 'cleaning.done' },
};

/** What brings a visit forward comes often, so that walks reach far. */
const MOVES: readonly (readonly [number, Move])[] = [
  [40, forward],
  [4, (kit) => kit.say({ type: 'patient.begin', visit: uuid(Math.floor(kit.mono)) })],
  [4, (kit) => kit.say({ type: 'patient.welcomeDone' })],
  [4, (kit, pick) => kit.say({ type: 'patient.language', language: pick(['fr', 'fr-falc', 'en']) })],
  [4, (kit, pick) => kit.say({ type: 'patient.identified', identity: pick([IDENTITY, IDENTITY, null]) })],
  [4, (kit, pick) => kit.say({ type: 'patient.consent', granted: pick([true, true, true, false]) })],
  [1, (kit) => kit.say({ type: 'patient.back' })],
  [0.3, (kit) => kit.say({ type: 'patient.leave' })],
  [1, (kit) => kit.say({ type: 'patient.stillHere' })],
  [2, (kit) => kit.say({ type: 'patient.active' })],
  [0.5, (kit) => kit.say({ type: 'patient.help' })],
  [8, (kit, pick) => kit.say({ type: 'patient.ready', step: pick(EXAM_STEPS) })],
  [8, (kit) => kit.say({ type: 'patient.ready', step: kit.view().exam?.step ?? 'prepare' })],
  [0.3, (kit) => kit.say({ type: 'patient.cannot' })],
  [1, (kit) => kit.say({ type: 'patient.finish' })],
  [2, (kit) => kit.say({ type: 'cleaning.done' })],
  [4, (kit) => kit.say({ type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM })],
  [1, (kit) => kit.say({ type: 'doctor.claimed', doctor: OTHER_DOCTOR, claim: OTHER_CLAIM })],
  [4, (kit, pick) => kit.say({ type: 'doctor.connected', claim: pick([CLAIM, OTHER_CLAIM]) })],
  [1, (kit, pick) => kit.say({ type: 'doctor.lost', claim: pick([CLAIM, OTHER_CLAIM]) })],
  [0.3, (kit, pick) => kit.say({ type: 'doctor.released', claim: pick([CLAIM, OTHER_CLAIM]) })],
  [6, (kit) => kit.say({ type: 'doctor.startExam', exam: 'oximetry' })],
  [1, (kit) => kit.say({ type: 'doctor.repeatExam' })],
  [1, (kit) => kit.say({ type: 'doctor.skipStep' })],
  [0.3, (kit) => kit.say({ type: 'doctor.cancelExam' })],
  [0.3, (kit) => kit.say({ type: 'doctor.end' })],
  [6, (kit) => kit.say(STREAMING)],
  [1, (kit) => kit.say(UNPLUGGED)],
  [
    1,
    (kit) => kit.say({ type: 'instrument.state', state: 'faulted', fault: 'silent', instrument: OXIMETER }),
  ],
  [8, (kit, pick) => kit.seconds(pick([1, 5, 5]), { spo2: pick([97, 97, 96, 80]) })],
  [2, (kit) => kit.second({ contact: 'absent', spo2: null, pulse: null })],
  [1, (kit, pick) => kit.second({ good: pick([0.1, 0.9]), perfusionIndex: pick([0.1, null]) })],
  [3, (kit, pick) => kit.pass(pick([500, 5_000, 25_000, 70_000, 400_000]))],
  [1, restart],
  [1, (kit, pick) => kit.say({ type: 'fleet.state', broker: pick(['up', 'down']) })],
  [1, (kit, pick) => kit.say({ type: 'media.state', camera: pick([true, false]), microphone: true })],
];
const WEIGHT = MOVES.reduce((sum, [weight]) => sum + weight, 0);

function move(chance: number): Move {
  let left = chance * WEIGHT;
  for (const [weight, run] of MOVES) {
    left -= weight;
    if (left < 0) return run;
  }
  return restart;
}

export interface Walk {
  readonly kit: Kit;
  readonly phases: ReadonlySet<string>;
  /** The first promise that did not hold, with the step at which; null: all held. */
  readonly wrong: string | null;
}

export function walk(seed: number, steps: number): Walk {
  const chance = random(seed);
  const pick: Pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;
  const kit = createKit(DELAYS);
  const phases = new Set<string>();
  for (let n = 0; n < steps; n += 1) {
    const found: string[] = [];
    try {
      move(chance())(kit, pick);
      phases.add(kit.view().phase);
      found.push(...broken(kit));
    } catch (error) {
      found.push(error instanceof Error ? error.message : String(error));
    }
    if (found.length > 0) return { kit, phases, wrong: `step ${n}: ${found.join('; ')}` };
  }
  return { kit, phases, wrong: null };
}

/** Everybody has gone, the doctor's link with them, and time passes: what is then still there, null for nobody. */
export function leftBehind({ kit }: Walk): string | null {
  for (const claim of [CLAIM, OTHER_CLAIM]) kit.say({ type: 'doctor.lost', claim });
  kit.pass(3_600_000);
  const { phase } = kit.view();
  if (phase !== 'idle' && phase !== 'cleaning') return `still in ${phase}`;
  return kit.deadlines.size === 0 ? null : `deadlines ${[...kit.deadlines.keys()]}`;
}
