/** NIBP2020: bytes to messages. The CR behind a message belongs to nothing and counts for nothing. */
import { type CheckedDecoder, createCheckedDecoder } from '../parts/checked-frames.ts';
import { type PressureOrder, parseText, type TextMessage } from './messages.ts';
import { parseSpo2, type Spo2Packet } from './spo2.ts';
import { messageHead, SPO2_HEAD, STARTS, textOf } from './wire.ts';

export type Nibp2020Message = TextMessage | Spo2Packet;

export function createNibp2020Decoder(order: PressureOrder = 'sysDiaMap'): CheckedDecoder<Nibp2020Message> {
  return createCheckedDecoder<Nibp2020Message>({
    starts: STARTS,
    head: messageHead,
    parse: (wire) => (wire[0] === SPO2_HEAD[0] ? parseSpo2(wire) : parseText(textOf(wire), order)),
  });
}
