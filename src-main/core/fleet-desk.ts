/**
 * Doctors at the door: claims are arbitrated here, one call is open at a time, signalling passes between the fleet
 * and the cabinet's own peer. The lease's deadlines belong to the visit machine.
 */
import type { IceServer, Signal, ToBox, ToDoctor } from '../api/fleet-protocol.ts';
import type { Dispatched, DispatchOptions } from './loop.ts';
import type { Seat, SeatEvent } from './seat/seat.ts';

export type CloseReason = 'ended' | 'lease-expired' | 'abandoned' | 'interrupted';

/** What the arbiter says to a claim. */
export type ClaimVerdict =
  | { readonly accept: true }
  | { readonly accept: false; readonly reason: 'taken' | 'nobody-waiting' };

export interface FleetDeskParts {
  readonly seat: Seat;
  readonly iceServers: readonly IceServer[];
  readonly visit: () => string | null;
  readonly judge: (doctor: string, claim: string) => ClaimVerdict;
  readonly dispatch: (event: SeatEvent, options?: DispatchOptions) => Promise<Dispatched>;
  readonly toDoctor: (doctor: string, message: ToDoctor) => boolean;
  /** The cabinet's own peer. */
  readonly openPeer: (epoch: number) => void;
  readonly closePeer: (epoch: number) => void;
  readonly signalPeer: (epoch: number, signal: Signal) => void;
}

export interface FleetDesk {
  fromDoctor(doctor: string, message: ToBox): Promise<void>;
  fromPeer(epoch: number, signal: Signal): void;
  /** The cabinet's renderer came back without its peer: the same doctor gets a new call. */
  reopen(): Promise<void>;
  close(reason: CloseReason): void;
  /** Taken from the journal after a restart: epochs never repeat within a visit. */
  restore(epoch: number): void;
  epoch(): number;
}

export function createFleetDesk(parts: FleetDeskParts): FleetDesk {
  let epoch = 0;
  /** Claims are decided one after the other, each after the commit of the one before. */
  let tail: Promise<unknown> = Promise.resolve();

  async function open(doctor: { id: string; name: string }, claim: string): Promise<boolean> {
    const next = epoch + 1;
    const records = [{ kind: 'call.opened', payload: { epoch: next, doctor: doctor.id } }];
    const done = await parts.dispatch({ type: 'doctor.claimed', doctor, claim }, { records });
    const visit = parts.visit();
    if (done !== 'changed' || visit === null) return false;
    const before = parts.seat.holder();
    if (before) parts.closePeer(before.epoch);
    epoch = next;
    parts.seat.take({ claim, doctor: doctor.id, name: doctor.name, epoch });
    parts.openPeer(epoch);
    parts.toDoctor(doctor.id, {
      type: 'claim.accepted',
      claim,
      visit,
      epoch,
      iceServers: [...parts.iceServers],
    });
    return true;
  }

  async function claimed(doctor: string, message: Extract<ToBox, { type: 'claim' }>): Promise<void> {
    const { claim, name } = message;
    const verdict = parts.judge(doctor, claim);
    if (verdict.accept && (await open({ id: doctor, name }, claim))) return;
    const reason = verdict.accept ? 'nobody-waiting' : verdict.reason;
    parts.toDoctor(doctor, { type: 'claim.refused', claim, reason });
  }

  const inTurn = (task: () => Promise<unknown>): Promise<void> => {
    const done = tail.then(task);
    tail = done.catch(() => {});
    return done.then(() => {});
  };

  return {
    fromDoctor(doctor, message) {
      if (message.type === 'claim') return inTurn(() => claimed(doctor, message));
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
        if (holder) await open({ id: holder.doctor, name: holder.name }, holder.claim);
      }),
    close(reason) {
      const holder = parts.seat.holder();
      if (!holder) return;
      parts.seat.bye(reason);
      parts.toDoctor(holder.doctor, { type: 'closed', claim: holder.claim, reason });
      parts.closePeer(holder.epoch);
      parts.seat.leave();
    },
    restore(last) {
      epoch = last;
    },
    epoch: () => epoch,
  };
}
