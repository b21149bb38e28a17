/** Random walks: people and instruments in any order, the core killed at any time. Seeded, so that one can be run again. */
import { expect, test } from 'vitest';
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

const WALKS = 200;
const STEPS = 80;
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

type Move = (kit: Kit, pick: <T>(from: readonly T[]) => T) => void;

/** Killed and started again: the committed state is read back, then the core says so. */
const restart: Move = (kit) => {
  const saved = JSON.parse(JSON.stringify(kit.state)) as Kit['state'];
  const machines = saved.exam ? [saved.visit, saved.exam] : [saved.visit];
  const restored = restoreCabinet(machines, { mono: kit.mono, wall: 0, clockSure: false });
  expect(restored).toEqual({ state: saved, effects: [], records: [] });
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

test(`${WALKS} random walks keep every promise`, () => {
  const phases = new Set<string>();
  let readings = 0;
  for (let seed = 1; seed <= WALKS; seed++) {
    const chance = random(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;
    const kit = createKit(DELAYS);
    for (let n = 0; n < STEPS; n++) {
      move(chance())(kit, pick);
      phases.add(kit.view().phase);
      const wrong = broken(kit);
      if (wrong.length > 0) expect.fail(`seed ${seed}, step ${n}: ${wrong.join('; ')}`);
    }
    readings += kit.accepted().length;
  }
  expect(phases.size).toBe(12);
  expect(readings).toBeGreaterThan(50);
});

test('whatever happens, an empty cabinet ends free of everybody', () => {
  for (let seed = 1; seed <= WALKS; seed++) {
    const chance = random(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;
    const kit = createKit(DELAYS);
    for (let n = 0; n < 40; n++) {
      move(chance())(kit, pick);
    }
    // Everybody gone: the doctor's link with them.
    for (const claim of [CLAIM, OTHER_CLAIM]) kit.say({ type: 'doctor.lost', claim });
    kit.pass(3_600_000);
    expect(['idle', 'cleaning']).toContain(kit.view().phase);
    expect(kit.deadlines.size).toBe(0);
  }
});
