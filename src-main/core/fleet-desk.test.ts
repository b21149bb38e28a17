import { expect, test } from 'vitest';
import { decideClaim } from './fleet/claims.ts';
import { createFleetDesk } from './fleet-desk.ts';
import type { Seat, SeatEvent, SeatHolder } from './seat/seat.ts';

const visit = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';

function harness() {
  const log: string[] = [];
  let holder: SeatHolder | null = null;
  let lastEpoch = 0;
  const seat = {
    holder: () => holder,
    take: (next: SeatHolder) => {
      holder = next;
    },
    leave: () => {
      holder = null;
    },
    bye: (reason: string) => log.push(`bye ${reason}`),
  } as unknown as Seat;
  const desk = createFleetDesk({
    seat,
    iceServers: async () => [],
    icePolicy: 'all',
    nowMono: () => 10_000,
    decide: (doctor, claim) =>
      decideClaim(
        {
          visit,
          phase: holder === null ? 'waiting' : 'inCall',
          lastEpoch,
          lease: holder && {
            claim: holder.claim,
            visit,
            doctor: { id: holder.doctor, name: holder.name },
            epoch: holder.epoch,
            renewedAt: 0,
          },
        },
        doctor,
        claim,
        1,
      ),
    async dispatch(event: SeatEvent) {
      await new Promise((r) => setTimeout(r, 1));
      log.push(event.type);
      if (event.type === 'doctor.claimed') lastEpoch += 1;
      return 'changed';
    },
    toDoctor: (doctor, m) => {
      log.push(
        `to ${doctor}: ${m.type}${'reason' in m ? ` ${m.reason}` : ''}${'epoch' in m ? ` ${m.epoch}` : ''}`,
      );
      return true;
    },
    openPeer: (epoch) => log.push(`open ${epoch}`),
    closePeer: (epoch) => log.push(`close ${epoch}`),
    signalPeer: (epoch) => log.push(`signal ${epoch}`),
  });
  const claim = (doctor: string, id: string) =>
    desk.fromDoctor({ id: doctor, name: doctor }, { type: 'claim', claim: id });
  return { desk, log, claim };
}

test('of two doctors in the same breath one gets the visit, the other is told', async () => {
  const h = harness();
  await Promise.all([h.claim('ada', A), h.claim('bea', B)]);
  expect(h.log).toEqual([
    'doctor.claimed',
    'open 1',
    'to ada: claim.accepted 1',
    'to bea: claim.refused taken',
  ]);
});

test('the same claim again is a new call of the same visit; the old peer is closed first', async () => {
  const h = harness();
  await h.claim('ada', A);
  h.log.length = 0;
  await h.claim('ada', A);
  expect(h.log).toEqual(['doctor.claimed', 'close 1', 'open 2', 'to ada: claim.accepted 2']);
  h.log.length = 0;
  await h.desk.reopen();
  expect(h.log.at(-1)).toBe('to ada: claim.accepted 3');
});

test('only the holder speaks for the lease, and only in the present call', async () => {
  const h = harness();
  await h.claim('ada', A);
  h.log.length = 0;
  const signal = { candidate: null };
  await h.desk.fromDoctor({ id: 'bea', name: 'bea' }, { type: 'release', claim: A });
  await h.desk.fromDoctor({ id: 'bea', name: 'bea' }, { type: 'signal', claim: A, epoch: 1, signal });
  await h.desk.fromDoctor({ id: 'ada', name: 'ada' }, { type: 'signal', claim: A, epoch: 0, signal });
  expect(h.log).toEqual([]);
  await h.desk.fromDoctor({ id: 'ada', name: 'ada' }, { type: 'signal', claim: A, epoch: 1, signal });
  h.desk.fromPeer(1, signal);
  h.desk.fromPeer(0, signal);
  expect(h.log).toEqual(['signal 1', 'to ada: signal 1']);
});

test('closing tells the doctor on both ways and forgets the holder', async () => {
  const h = harness();
  await h.claim('ada', A);
  h.log.length = 0;
  h.desk.close('lease-expired');
  h.desk.close('lease-expired');
  expect(h.log).toEqual(['bye lease-expired', 'to ada: closed lease-expired', 'close 1']);
});
