/** Berry PM6750: bytes to packets. */
import { type CheckedDecoder, createCheckedDecoder } from '../parts/checked-frames.ts';
import { type BerryPacket, parsePacket } from './packets.ts';
import { contentOf, packetHead, START } from './wire.ts';

export function createBerryDecoder(): CheckedDecoder<BerryPacket> {
  return createCheckedDecoder({
    starts: [START],
    head: packetHead,
    parse(wire) {
      const content = contentOf(wire);
      return content === null ? null : parsePacket(content);
    },
  });
}
