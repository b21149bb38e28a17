/** SunTech Advantage: bytes to packets. */
import { type CheckedDecoder, createCheckedDecoder } from '../parts/checked-frames.ts';
import { parsePacket, type SuntechPacket } from './packets.ts';
import { dataOf, MODULE_START, packetHead } from './wire.ts';

export function createSuntechDecoder(): CheckedDecoder<SuntechPacket> {
  return createCheckedDecoder({
    starts: [MODULE_START],
    head: packetHead,
    parse(wire) {
      const data = dataOf(wire);
      return data === null ? null : parsePacket(data);
    },
  });
}
