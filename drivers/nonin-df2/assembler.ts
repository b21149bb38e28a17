/** Nonin formats 2 and 7: which frames make a packet. */
import type { Framed } from '../parts/frames.ts';
import type { NoninFrame } from './frame.ts';
import { FRAMES, type NoninPacket, packetOf } from './packet.ts';

export interface PacketAssembler {
  /** The packet this frame completes, or null. */
  add(framed: Framed<NoninFrame>): Framed<NoninPacket> | 'frameLoss' | null;
  /** Bytes were lost: drops what was gathered and waits for the next packet. */
  lose(): void;
}

/**
 * In step from a frame with sync to the next one that is wrong: sync before frame 25 is complete, or none after it, is
 * a loss of frames, and the packet begun is dropped.
 */
export function createPacketAssembler(): PacketAssembler {
  let gathered: Framed<NoninFrame>[] = [];
  let inStep = false;

  return {
    add(framed) {
      const due = gathered.length === 0;
      const lost = inStep && framed.frame.sync !== due;
      if (lost) {
        gathered = [];
        inStep = false;
      }
      if (framed.frame.sync) inStep = true;
      if (!inStep) return lost ? 'frameLoss' : null;
      gathered.push(framed);
      if (lost) return 'frameLoss';
      if (gathered.length < FRAMES) return null;
      const whole = gathered;
      gathered = [];
      return {
        frame: packetOf(whole.map(({ frame }) => frame)),
        raw: Uint8Array.from(Buffer.concat(whole.map(({ raw }) => raw))),
      };
    },
    lose() {
      gathered = [];
      inStep = false;
    },
  };
}
