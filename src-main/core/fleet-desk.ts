/**
 * Doctors at the door: claims are arbitrated here, one call is open at a time, signalling passes between the fleet
 * and the cabinet's own peer. The lease's deadlines belong to the visit machine.
 */
import type { CallToBox, IcePolicy, IceServer, Signal, ToDoctor } from '../api/fleet-protocol.ts';
import type { Claim, ClaimDecision, ClaimRefusal } from './fleet/claims.ts';
import type { Doctor } from './fleet/trust.ts';
import type { Dispatched, DispatchOptions } from './loop.ts';
import type { Seat, SeatEvent } from './seat/seat.ts';

export type CloseReason = 'ended' | 'lease-expired' | 'abandoned' | 'interrupted';

const REOPEN_MS = 2000;

export interface FleetDeskParts {
  readonly seat: Seat;
  /** Asked for each call, bounded: credentials end by themselves. */
  readonly iceServers: () => Promise<readonly IceServer[]>;
  readonly icePolicy: IcePolicy;
  readonly nowMono: () => number;
  readonly decide: (doctor: string, claim: Claim) => ClaimDecision;
  readonly dispatch: (event: SeatEvent, options?: DispatchOptions) => Promise<Dispatched>;
  readonly toDoctor: (doctor: string, message: ToDoctor) => boolean;
  /** The cabinet's own peer. */
  readonly openPeer: (epoch: number, iceServers: readonly IceServer[]) => void;
  readonly closePeer: (epoch: number) => void;
  readonly signalPeer: (epoch: number, signal: Signal) => void;
}

export interface FleetDesk {
  fromDoctor(doctor: Doctor, message: CallToBox): Promise<void>;
  fromPeer(epoch: number, signal: Signal): void;
  /** The cabinet's renderer came back without its peer: the same doctor gets a new call. */
  reopen(): Promise<void>;
  close(reason: CloseReason): void;
}

export function createFleetDesk(parts: FleetDeskParts): FleetDesk {
  let reopenedAt = Number.NEGATIVE_INFINITY;
  /** Claims are decided one after the other, each after the commit of the one before. */
  let tail: Promise<unknown> = Promise.resolve();

  async function claimed(doctor: string, claim: Claim): Promise<void> {
    const decision = parts.decide(doctor, claim);
    const { icePolicy } = parts;
    const refuse = (reason: ClaimRefusal): void => {
      parts.toDoctor(doctor, { type: 'claim.refused', claim: claim.claim, reason });
    };
    if (decision.kind === 'refused') {
      refuse(decision.reason);
      return;
    }
    const { visit, epoch, doctor: who } = decision.lease;
    const done = await parts.dispatch({ type: 'doctor.claimed', doctor: who, claim: claim.claim });
    if (done !== 'changed') {
      refuse(parts.seat.holder() ? 'taken' : 'nobody-waiting');
      return;
    }
    const before = parts.seat.holder();
    if (before) parts.closePeer(before.epoch);
    parts.seat.take({ claim: claim.claim, doctor, name: who.name, epoch });
    const iceServers = await parts.iceServers();
    if (parts.seat.holder()?.epoch !== epoch) return;
    parts.openPeer(epoch, iceServers);
    const answer = { visit, epoch, iceServers: [...iceServers], icePolicy };
    parts.toDoctor(doctor, { type: 'claim.accepted', claim: claim.claim, ...answer });
  }

  const inTurn = (task: () => Promise<unknown>): Promise<void> => {
    const done = tail.then(task);
    tail = done.catch(() => {});
    return done.then(() => {});
  };

  return {
    fromDoctor({ id: doctor, name }, message) {
      if (message.type === 'claim') return inTurn(() => claimed(doctor, { claim: message.claim, name }));
      const holder = parts.seat.holder();
      // Only who holds the lease may speak for it.
      if (holder?.doctor !== doctor || holder.claim !== message.claim) return Promise.resolve();
      if (message.type === 'release')
        return inTurn(() => parts.dispatch({ type: 'doctor.released', claim: message.claim }));
      if (message.epoch === holder.epoch) parts.signalPeer(holder.epoch, message.signal);
      return Promise.resolve();
    },
    fromPeer(from, signal) {
      const holder = parts.seat.holder();
      if (holder?.epoch !== from) return;
      parts.toDoctor(holder.doctor, { type: 'signal', claim: holder.claim, epoch: from, signal });
    },
    reopen: () =>
      inTurn(async () => {
        const holder = parts.seat.holder();
        const now = parts.nowMono();
        // A renderer whose peers always fail would ask without end.
        if (now - reopenedAt < REOPEN_MS) return;
        reopenedAt = now;
        if (holder) await claimed(holder.doctor, { claim: holder.claim, name: holder.name });
      }),
    close(reason) {
      const holder = parts.seat.holder();
      if (!holder) return;
      parts.seat.bye(reason);
      parts.toDoctor(holder.doctor, { type: 'closed', claim: holder.claim, reason });
      parts.closePeer(holder.epoch);
      parts.seat.leave();
    },
  };
}
