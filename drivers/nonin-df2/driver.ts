/**
 * Nonin session in format 2: listen first, since most models stream by themselves; ask for the format only when
 * nothing comes. There is nothing to stop and no one to ask for a name.
 */
import type { Clock, Driver, DriverEvent, Fault, InstrumentIdentity, Link } from '../contract.ts';
import { createLineSession } from '../parts/line-session.ts';
import { encodeCommand } from './commands.ts';
import { createNoninDecoder, type NoninItem } from './decoder.ts';
import type { NoninPacket } from './packet.ts';
import { createReadings, createWave } from './readings.ts';
import type { NoninReply } from './reply.ts';

/** A whole packet takes up to two thirds of a second from any point of the stream. */
export const PACKET_MS = 1000;
export const QUIET_MS = 2000;
/** About one second of a full-rate line. */
export const GARBAGE_BYTES = 375;

const isPacket = (item: NoninItem): item is NoninPacket => item.type === 'packet';
const isReply = (item: NoninItem): item is NoninReply => item.type === 'reply';
const isPacketOrRefusal = (item: NoninItem): item is NoninPacket | NoninReply =>
  isPacket(item) || (isReply(item) && !item.accepted);

export function createNoninDriver(link: Link, clock: Clock, emit: (event: DriverEvent) => void): Driver {
  const reading = createReadings();
  const wave = createWave();

  const session = createLineSession<NoninItem>({
    link,
    clock,
    decoder: createNoninDecoder(2),
    garbageBytes: GARBAGE_BYTES,
    emit,
    onFrame({ frame, raw }, at) {
      if (!session.streaming()) return;
      if (frame.type === 'packet') emit(reading({ frame, raw }, at));
      if (frame.type !== 'frame') return;
      const piece = wave(frame, at);
      if (piece !== null) emit(piece);
    },
  });

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    let heard: NoninPacket | NoninReply | null = await session.waits.next(isPacket, PACKET_MS, signal);
    if (heard === null && session.fault() === null && !signal.aborted) {
      const next = session.waits.next(isPacketOrRefusal, PACKET_MS, signal);
      await session.send(encodeCommand({ command: 'setDataFormat', format: 2 }), 'setDataFormat');
      heard = await next;
    }
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (heard === null) return { fault: session.unanswered(`no packet within ${2 * PACKET_MS} ms`) };
    if (heard.type === 'reply') return { fault: { code: 'wrong-device', detail: 'refuses format 2' } };
    return {
      identity: {
        model: 'nonin-df2',
        label: 'Nonin',
        serial: null,
        firmware: String(heard.firmwareRevision),
      },
    };
  }

  return {
    negotiate,
    measure: (signal) => session.stream(signal, QUIET_MS),
    close: () => session.close(),
  };
}
