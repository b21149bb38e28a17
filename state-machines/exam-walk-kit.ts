/** For tests and drills: random walks of one exam, from its first step to its end, with every fault on the way. Seeded. */
import { begun, twin } from './exam-kit.ts';
import { type Case, COMMON } from './explore-kit.ts';
import { faultsOf } from './faults-kit.ts';
import { broken, type Kit } from './test-kit.ts';
import { examOf } from './views.ts';
import { forward, type Pick, pickOf, random, restart, type Walk } from './walk-kit.ts';

const MOST_STEPS = 25;
const starts = new Map<Case, Kit>();

function start(which: Case): Kit {
  const known = starts.get(which) ?? begun(which.exam, which.mode, [which.fitted]);
  starts.set(which, known);
  return twin(known);
}

function move(which: Case, kit: Kit, chance: number, pick: Pick): void {
  if (chance < 0.5) forward(kit, pick);
  else if (chance < 0.75) kit.say(pick([...which.own(kit), ...(which.wild?.(kit) ?? [])]) ?? pick(COMMON));
  else if (chance < 0.82) kit.say(pick(COMMON));
  else if (chance < 0.9) for (const said of pick(faultsOf(which.exam)).happens(kit)) kit.say(said);
  else if (chance < 0.93) restart(kit, pick);
  else if (chance < 0.96) kit.say({ type: 'doctor.repeatExam' });
  else kit.pass(pick([500, 5_000, 25_000, 70_000]));
}

const live = (kit: Kit): boolean => {
  const exam = examOf(kit.state);
  return exam !== null && !exam.over;
};

export function walkExam(which: Case, seed: number): Walk {
  const chance = random(seed);
  const pick = pickOf(chance);
  const kit = start(which);
  const phases = new Set<string>();
  for (let n = 0; n < MOST_STEPS && live(kit); n += 1) {
    const found: string[] = [];
    try {
      move(which, kit, chance(), pick);
      phases.add(kit.view().phase);
      found.push(...broken(kit));
    } catch (error) {
      found.push(error instanceof Error ? error.message : String(error));
    }
    if (found.length > 0) return { kit, phases, wrong: `step ${n}: ${found.join('; ')}` };
  }
  return { kit, phases, wrong: null };
}
