/**
 * The link to the record cut for 1 s, 15 s, 10 min and a day, while visits go on; every reply lost once, the record and
 * the sender restarted. Ten minutes and the day are told by a clock that runs faster: the waits of the sender pass at
 * that pace, the sockets are real.
 */
import { systemClock } from '../../drivers/clock.ts';
import type { Clock } from '../../drivers/contract.ts';
import type { Random } from '../../fixtures/parts/random.ts';
import type { FaultGiven } from '../../fixtures/record/faults.ts';
import { always, between, type Campaign, type Failure, randomOf } from './campaign.ts';
import { openRig, type Rig } from './record/rig.ts';

interface Cut {
  readonly name: string;
  /** Of the cabinet's time. */
  readonly ms: number;
  /** How much faster that time passes than ours. */
  readonly pace: number;
}

const HOUR_MS = 60 * 60_000;
const CUTS: readonly Cut[] = [
  { name: '1 s', ms: 1000, pace: 1 },
  { name: '15 s', ms: 15_000, pace: 1 },
  { name: '10 min', ms: HOUR_MS / 6, pace: 300 },
  { name: 'a day', ms: 24 * HOUR_MS, pace: 24 * 900 },
];

/** How a link is not there: nobody listens, it is cut, nobody answers, somebody says that nobody is there. */
const MANNERS: readonly (FaultGiven | 'stopped')[] = [
  'stopped',
  { kind: 'cut', of: 'all' },
  { kind: 'half-open', of: 'all' },
  { kind: 'status', status: 503, of: 'all' },
];

const VISITS_BEFORE = 5;
const VISITS_AFTER = 3;
const LOAD_EVERY_MS = 100;
/** At the pace of our own time each lost reply costs its wait. */
const MOST_VISITS_IN_CUT = 20;
const DRAIN_MS = 300_000;

const pacedClock = (pace: number): Clock => ({
  now: () => systemClock.now() * pace,
  after: (ms, run) => systemClock.after(ms / pace, run),
});

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function load(rig: Rig, ms: number): Promise<number> {
  let visits = 0;
  for (const until = performance.now() + ms; performance.now() < until; ) {
    if (visits < MOST_VISITS_IN_CUT) {
      await rig.write();
      visits += 1;
    }
    await pause(Math.min(LOAD_EVERY_MS, Math.max(0, until - performance.now())));
  }
  return visits;
}

async function cutLink(rig: Rig, { ms, pace }: Cut, manner: (typeof MANNERS)[number]): Promise<number> {
  if (manner === 'stopped') await rig.server.stop();
  else rig.server.faults.add(manner);
  const visits = await load(rig, ms / pace);
  rig.server.faults.clear();
  // Whoever hangs on a connection that nobody answers is let go, as a link that comes back lets go.
  await rig.server.stop();
  await rig.server.start();
  return visits;
}

export interface Round {
  readonly wrong: string | null;
  readonly visits: number;
  readonly resources: number;
  readonly repeats: number;
}

export async function playRound(random: Random, cut: Cut): Promise<Round> {
  const rig = await openRig(pacedClock(cut.pace), () => random.next());
  const lost = { kind: 'lose-reply', firstOfEach: true } as const;
  try {
    rig.server.faults.add(lost);
    let visits = VISITS_BEFORE + VISITS_AFTER;
    for (let n = 0; n < VISITS_BEFORE; n += 1) await rig.write();
    await pause(between(random, 0, 200));
    const manner = MANNERS[Math.floor(between(random, 0, MANNERS.length))] ?? 'stopped';
    visits += await cutLink(rig, cut, manner);
    rig.server.faults.add(lost);
    await pause(between(random, 0, 300));
    await rig.restartFeed();
    for (let n = 0; n < VISITS_AFTER; n += 1) await rig.write();
    const through = await rig.drained(DRAIN_MS);
    const wrong = through ? await rig.difference() : `not through within ${DRAIN_MS / 1000} s`;
    const kept = [...rig.server.store.all()].map(([, one]) => one);
    const repeats = kept.reduce((sum, one) => sum + one.repeats, 0);
    const { resources } = rig.server.dump();
    const how = manner === 'stopped' ? manner : manner.kind;
    return { wrong: wrong && `${cut.name}, ${how}: ${wrong}`, visits, resources, repeats };
  } finally {
    await rig.close();
  }
}

export const linkCuts: Campaign = {
  name: 'record',
  about:
    'the link to the health record cut for 1 s, 15 s, 10 min, a day; replies lost; one copy of each, hash-equal',
  times: 40,
  batch: 4,
  unavailable: always,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    const counted = { visits: 0, resources: 0, 'sent again and kept once': 0 };
    for (let round = from; round < from + count; round += 1) {
      const cut = CUTS[round % CUTS.length];
      if (cut === undefined) continue;
      const { wrong, visits, resources, repeats } = await playRound(randomOf(seed, round), cut);
      counted.visits += visits;
      counted.resources += resources;
      counted['sent again and kept once'] += repeats;
      if (wrong !== null) failures.push({ round, what: wrong });
    }
    return { failures, counted };
  },
};
