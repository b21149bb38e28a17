import { expect, test } from 'vitest';
import { createRandom } from '../../../fixtures/parts/random.ts';
import { createFleetDesk } from '../fleet-desk.ts';
import type { Seat, SeatHolder } from '../seat/seat.ts';
import { decideClaim } from './claims.ts';

const VISIT = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
const claimOf = (round: number, doctor: number) =>
  `00000000-0000-4000-8000-${String(doctor)}${String(round).padStart(11, '0')}`;

/** One race: each doctor asks some times at chance turns of the loop, as a page does that hears nothing. */
async function race(round: number, random: () => number) {
  let holder: SeatHolder | null = null;
  let lastEpoch = 0;
  const answers = new Map<string, string[]>();
  const taken: string[] = [];
  const pause = async (most: number) => {
    for (let n = Math.floor(random() * most); n > 0; n -= 1) await Promise.resolve();
  };
  const lease = () =>
    holder && {
      claim: holder.claim,
      visit: VISIT,
      epoch: holder.epoch,
      doctor: { id: holder.doctor, name: holder.name },
      renewedAt: 0,
    };
  const seat: Pick<Seat, 'holder' | 'take'> = {
    holder: () => holder,
    take(next) {
      holder = next;
      taken.push(next.doctor);
    },
  };
  const desk = createFleetDesk({
    seat: seat as Seat,
    iceServers: async () => {
      await pause(8);
      return [];
    },
    icePolicy: 'all',
    nowMono: () => 0,
    decide: (doctor, claim) => {
      const phase = holder === null ? 'waiting' : 'inCall';
      return decideClaim({ visit: VISIT, phase, lastEpoch, lease: lease() }, doctor, claim, 0);
    },
    async dispatch() {
      await pause(12);
      lastEpoch += 1;
      return 'changed';
    },
    toDoctor(doctor, message) {
      answers.set(doctor, [...(answers.get(doctor) ?? []), message.type]);
      return true;
    },
    openPeer: () => {},
    closePeer: () => {},
    signalPeer: () => {},
  });
  const ask = async (doctor: number) => {
    const claim = claimOf(round, doctor);
    await pause(20);
    await desk.fromDoctor({ id: `dr-${doctor}`, name: `Dr ${doctor}` }, { type: 'claim', claim });
  };
  const times = () => 1 + Math.floor(random() * 2);
  await Promise.all([1, 2].flatMap((doctor) => Array.from({ length: times() }, () => ask(doctor))));
  return { taken, answers };
}

test('two doctors race 1,000 times: exactly one winner each time, the other told', async () => {
  const { next } = createRandom(20_260);
  const winners = new Map<string, number>();
  for (let round = 0; round < 1000; round += 1) {
    const { taken, answers } = await race(round, next);
    const [winner = ''] = taken;
    const loser = winner === 'dr-1' ? 'dr-2' : 'dr-1';
    expect(new Set(taken).size, `round ${round}`).toBe(1);
    expect(new Set(answers.get(winner)), `round ${round}`).toEqual(new Set(['claim.accepted']));
    expect(new Set(answers.get(loser)), `round ${round}`).toEqual(new Set(['claim.refused']));
    winners.set(winner, (winners.get(winner) ?? 0) + 1);
  }
  expect(Math.min(winners.get('dr-1') ?? 0, winners.get('dr-2') ?? 0)).toBeGreaterThan(250);
});
