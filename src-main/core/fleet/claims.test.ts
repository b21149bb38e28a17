import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHASES } from '../../../state-machines/contract.ts';
import { DOCTOR_LOST_MS, LEASE_OVER_MS, LEASE_TOLD_MS } from '../../api/call-protocol.ts';
import { type Claim, type ClaimView, decideClaim, type Lease, leaseState } from './claims.ts';

const VISIT = '3f0e6c51-7f0e-4b5e-9d5a-000000000001';
const claim = (n: number, name = `Dr ${n}`): Claim => ({
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

  it.each(PHASES.filter((phase) => !['waiting', 'alone', 'inCall', 'exam', 'documents'].includes(phase)))(
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
    expect(decideClaim(view, 'a', claim(3), DOCTOR_LOST_MS - 1)).toEqual({
      kind: 'refused',
      reason: 'taken',
    });
    expect(decideClaim(view, 'b', claim(3), DOCTOR_LOST_MS)).toEqual({ kind: 'refused', reason: 'taken' });
    expect(decideClaim(view, 'a', claim(3), DOCTOR_LOST_MS)).toMatchObject({
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
        const answers: { doctor: number; kind: string }[] = [];
        for (const { doctor, after } of [...steps, { doctor: 1, after: 0 }, { doctor: 2, after: 0 }]) {
          now += after;
          const decision = decideClaim(view, `d${doctor}`, claim(doctor), now);
          if (decision.kind === 'accepted') view = inCall(decision.lease);
          answers.push({ doctor, kind: decision.kind });
        }
        const winner = steps[0]?.doctor;
        for (const { doctor, kind } of answers) {
          expect(kind).toBe(doctor === winner ? 'accepted' : 'refused');
        }
        expect(view.lease?.doctor.id).toBe(`d${winner}`);
        expect(view.lease?.epoch).toBe(answers.filter(({ doctor }) => doctor === winner).length);
      }),
      { numRuns: 1000, seed: 20_260 },
    );
  });
});

describe('what an idle cabinet holds unread', () => {
  const idle: ClaimView = { visit: null, phase: 'idle', lease: null, lastEpoch: 0, prepared: VISIT };
  it('is opened by the first who claims, and by nobody where there is nothing', () => {
    expect(decideClaim(idle, 'a', claim(1), 7)).toMatchObject({
      kind: 'accepted',
      lease: { visit: VISIT, epoch: 1 },
    });
    expect(decideClaim({ ...idle, prepared: null }, 'a', claim(1), 7)).toEqual({
      kind: 'refused',
      reason: 'nobody-waiting',
    });
  });
  it('is not opened by another meanwhile; the same doctor comes back', () => {
    const held = { ...idle, lease: leased(0), lastEpoch: 1 };
    expect(decideClaim(held, 'b', claim(2), 100)).toEqual({ kind: 'refused', reason: 'taken' });
    expect(decideClaim(held, 'a', claim(1), 100)).toMatchObject({ kind: 'accepted', resumed: true });
  });
  it('is nothing to a cabinet in which somebody is', () => {
    const busy: ClaimView = { ...idle, visit: VISIT, phase: 'identify' };
    expect(decideClaim(busy, 'a', claim(1), 7)).toEqual({ kind: 'refused', reason: 'nobody-waiting' });
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
});
