/**
 * Who has the visit. The box is the arbiter: the first valid claim while somebody waits becomes a lease, renewed by
 * the doctor's heartbeat. Pure: the visit machine owns the deadlines, the journal owns the lease.
 */
import type { Phase } from '../../../state-machines/contract.ts';
import { DOCTOR_LOST_MS, LEASE_OVER_MS, LEASE_TOLD_MS } from '../../api/call-protocol.ts';
import type { ToDoctor } from '../../api/fleet-protocol.ts';

export interface Lease {
  readonly claim: string;
  readonly visit: string;
  readonly doctor: { readonly id: string; readonly name: string };
  /** Number of the call within the visit; a resumed claim gets the next one. */
  readonly epoch: number;
  /** Monotonic ms of the last sign of life. */
  readonly renewedAt: number;
}

/** The part of the cabinet's state that decides. */
export interface ClaimView {
  readonly visit: string | null;
  readonly phase: Phase;
  readonly lease: Lease | null;
  /** The highest epoch ever given in this visit, 0 for none. */
  readonly lastEpoch: number;
  /** While nobody is here: the visit that a doctor would read; absent or null, there is none. */
  readonly prepared?: string | null;
}

export interface Claim {
  readonly claim: string;
  /** The doctor's, as his certificate says. */
  readonly name: string;
}
export type ClaimRefusal = Extract<ToDoctor, { type: 'claim.refused' }>['reason'];

export type ClaimDecision =
  /** `resumed`: the holder again, with the same claim, or from a new page once the old one is silent. */
  | { readonly kind: 'accepted'; readonly lease: Lease; readonly resumed: boolean }
  | { readonly kind: 'refused'; readonly reason: ClaimRefusal };

const QUEUED: readonly Phase[] = ['waiting', 'alone'];
const LEASED_PHASES: readonly Phase[] = ['inCall', 'exam', 'documents'];

/** `now`: monotonic ms. Answers only; nothing holds until the lease is committed. */
export function decideClaim(view: ClaimView, doctor: string, claim: Claim, now: number): ClaimDecision {
  const { phase, lease } = view;
  const reads = phase === 'idle' && view.visit === null;
  const visit = reads ? (view.prepared ?? null) : view.visit;
  const queued = reads || QUEUED.includes(phase);
  if (visit === null || (!queued && !LEASED_PHASES.includes(phase))) return refuse('nobody-waiting');
  const epoch = Math.max(view.lastEpoch, lease?.visit === visit ? lease.epoch : 0) + 1;
  const accept = (resumed: boolean, name: string): ClaimDecision => ({
    kind: 'accepted',
    resumed,
    lease: { claim: claim.claim, visit, doctor: { id: doctor, name }, epoch, renewedAt: now },
  });
  if (lease !== null && lease.visit === visit && leaseState(lease, now) !== 'over') {
    const comesBack = lease.claim === claim.claim || now - lease.renewedAt >= DOCTOR_LOST_MS;
    return lease.doctor.id === doctor && comesBack ? accept(true, lease.doctor.name) : refuse('taken');
  }
  return queued ? accept(false, claim.name) : refuse('nobody-waiting');
}

/** `lost`: the patient is told. `over`: somebody else may claim. */
export function leaseState(lease: Lease, now: number): 'held' | 'lost' | 'over' {
  const silentMs = now - lease.renewedAt;
  if (silentMs >= LEASE_OVER_MS) return 'over';
  return silentMs >= LEASE_TOLD_MS ? 'lost' : 'held';
}

function refuse(reason: ClaimRefusal): ClaimDecision {
  return { kind: 'refused', reason };
}
