import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHASES } from '../../../state-machines/contract.ts';
import { HEARTBEAT_LOST_MS, LEASE_OVER_MS, LEASE_TOLD_MS } from '../../api/call-protocol.ts';
import {
  type Claim,
  type ClaimView,
  claimAnswer,
  decideClaim,
  isFromHolder,
  type Lease,
  leaseState,
  renewLease,
} from './claims.ts';

const VISIT = '3f0e6c51-7f0e-4b5e-9d5a-000000000001';
const claim = (n: number, name = `Dr ${n}`): Claim => ({
  type: 'claim',
  claim: `3f0e6c51-7f0e-4b5e-9d5a-1000000000${String(n).padStart(2, '0')}`,
  name,
});
const waiting: ClaimView = { visit: VISIT, phase: 'waiting', lease: null, lastEpoch: 0 };

function leased(now = 0): Lease {
  const decision = decideClaim(waiting, 'a', claim(1), now);
  if (decision.kind !== 'accepted') throw new Error('the first claim is accepted');
  return decision.lease;
}
const inCall = (lease: Lease): ClaimView => ({
  visit: VISIT,
  phase: 'inCall',
  lease,
  lastEpoch: lease.epoch,
});

describe('decideClaim', () => {
  it('gives the visit to the first who claims while somebody waits', () => {
    expect(decideClaim(waiting, 'a', claim(1), 7)).toEqual({
      kind: 'accepted',
      resumed: false,
      lease: {
        claim: claim(1).claim,
        visit: VISIT,
        doctor: { id: 'a', name: 'Dr 1' },
        epoch: 1,
        renewedAt: 7,
      },
    });
  });

  it('tells the second doctor "taken", before and after the patient sees the first', () => {
    const lease = leased();
    const taken = { kind: 'refused', reason: 'taken' };
    expect(decideClaim({ ...inCall(lease), phase: 'waiting' }, 'b', claim(2), 1)).toEqual(taken);
    expect(decideClaim(inCall(lease), 'b', claim(2), 1)).toEqual(taken);
    expect(decideClaim(inCall(lease), 'b', claim(1), 1)).toEqual(taken);
  });

  it.each(PHASES.filter((phase) => !['waiting', 'inCall', 'exam', 'documents'].includes(phase)))(
    'says nobody waits in phase %s, even to who held the visit',
    (phase) => {
      const refused = { kind: 'refused', reason: 'nobody-waiting' };
      expect(decideClaim({ ...waiting, phase }, 'a', claim(1), 0)).toEqual(refused);
      expect(decideClaim({ ...inCall(leased()), phase }, 'a', claim(1), 0)).toEqual(refused);
    },
  );

  it('says nobody waits when there is no visit, or a call without a lease', () => {
    expect(decideClaim({ ...waiting, visit: null }, 'a', claim(1), 0).kind).toBe('refused');
    expect(decideClaim({ ...waiting, phase: 'inCall' }, 'a', claim(1), 0).kind).toBe('refused');
  });

  it('lets the same doctor resume with the same claim, in a new epoch, while the lease lasts', () => {
    const lease = leased();
    const resumed = decideClaim(inCall(lease), 'a', claim(1), LEASE_OVER_MS - 1);
    expect(resumed).toMatchObject({ kind: 'accepted', resumed: true, lease: { epoch: 2, visit: VISIT } });
    expect(decideClaim(inCall(lease), 'a', claim(1), LEASE_OVER_MS)).toEqual({
      kind: 'refused',
      reason: 'nobody-waiting',
    });
  });

  it('lets the same doctor come back from a new page once the old one is silent', () => {
    const view = inCall(leased());
    expect(decideClaim(view, 'a', claim(3), HEARTBEAT_LOST_MS - 1)).toEqual({
      kind: 'refused',
      reason: 'taken',
    });
    expect(decideClaim(view, 'b', claim(3), HEARTBEAT_LOST_MS)).toEqual({ kind: 'refused', reason: 'taken' });
    expect(decideClaim(view, 'a', claim(3), HEARTBEAT_LOST_MS)).toMatchObject({
      resumed: true,
      lease: { claim: claim(3).claim, epoch: 2 },
    });
  });

  it('gives a visit back in the queue to anybody, with an epoch never used in it', () => {
    const lease = { ...leased(), epoch: 4 };
    const again = decideClaim({ ...inCall(lease), phase: 'waiting' }, 'b', claim(2), LEASE_OVER_MS);
    expect(again).toMatchObject({
      kind: 'accepted',
      resumed: false,
      lease: { epoch: 5, doctor: { id: 'b' } },
    });
    expect(decideClaim({ ...waiting, lastEpoch: 9 }, 'b', claim(2), 0)).toMatchObject({
      lease: { epoch: 10 },
    });
  });

  it('forgets the lease of another visit', () => {
    const lease = { ...leased(), visit: '3f0e6c51-7f0e-4b5e-9d5a-000000000002', epoch: 8 };
    expect(decideClaim({ ...waiting, lease }, 'b', claim(2), 1)).toMatchObject({ lease: { epoch: 1 } });
  });

  it('has one winner in each of 1,000 races of two doctors, the other told', () => {
    const step = fc.record({ doctor: fc.constantFrom(1, 2), after: fc.integer({ min: 0, max: 500 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (steps) => {
        let view = waiting;
        let now = 0;
        const answers: { doctor: number; type: string }[] = [];
        for (const { doctor, after } of [...steps, { doctor: 1, after: 0 }, { doctor: 2, after: 0 }]) {
          now += after;
          const decision = decideClaim(view, `d${doctor}`, claim(doctor), now);
          if (decision.kind === 'accepted') view = inCall(decision.lease);
          answers.push({ doctor, type: claimAnswer(claim(doctor).claim, decision, []).type });
        }
        const winner = steps[0]?.doctor;
        for (const { doctor, type } of answers) {
          expect(type).toBe(doctor === winner ? 'claim.accepted' : 'claim.refused');
        }
        expect(view.lease?.doctor.id).toBe(`d${winner}`);
        expect(view.lease?.epoch).toBe(answers.filter(({ doctor }) => doctor === winner).length);
      }),
      { numRuns: 1000, seed: 20_260 },
    );
  });
});

describe('lease', () => {
  it('is lost after 20 s and over after 90 s of silence', () => {
    const lease = leased(1000);
    const silent = (ms: number) => leaseState(lease, 1000 + ms);
    expect([
      silent(LEASE_TOLD_MS - 1),
      silent(LEASE_TOLD_MS),
      silent(LEASE_OVER_MS - 1),
      silent(LEASE_OVER_MS),
    ]).toEqual(['held', 'lost', 'lost', 'over']);
  });

  it('is renewed by a heartbeat of its own epoch, never backwards, never from the dead', () => {
    const lease = leased(1000);
    expect(renewLease(lease, 1, 5000).renewedAt).toBe(5000);
    expect(renewLease(lease, 0, 5000)).toBe(lease);
    expect(renewLease(lease, 1, 500)).toBe(lease);
    expect(renewLease(lease, 1, 1000 + LEASE_OVER_MS)).toBe(lease);
  });

  it('lets only its holder signal, in this call, and release', () => {
    const lease = leased();
    const signal = {
      type: 'signal',
      claim: lease.claim,
      epoch: 1,
      signal: { candidate: null },
    } as const;
    const release = { type: 'release', claim: lease.claim } as const;
    expect(isFromHolder(lease, 'a', signal)).toBe(true);
    expect(isFromHolder(lease, 'a', release)).toBe(true);
    expect(isFromHolder(lease, 'b', signal)).toBe(false);
    expect(isFromHolder(lease, 'b', release)).toBe(false);
    expect(isFromHolder(lease, 'a', { ...signal, epoch: 2 })).toBe(false);
    expect(isFromHolder(lease, 'a', { ...release, claim: claim(2).claim })).toBe(false);
    expect(isFromHolder(null, 'a', release)).toBe(false);
  });
});

it('answers with what the doctor needs to call, or why not', () => {
  const decision = decideClaim(waiting, 'a', claim(1), 0);
  const iceServers = [{ urls: 'stun:stun.example.org' }];
  expect(claimAnswer(claim(1).claim, decision, iceServers)).toEqual({
    type: 'claim.accepted',
    claim: claim(1).claim,
    visit: VISIT,
    epoch: 1,
    iceServers,
  });
});
