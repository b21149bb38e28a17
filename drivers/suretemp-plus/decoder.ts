/** SureTemp Plus: bytes to frames. */
import { type CheckedDecoder, createCheckedDecoder } from '../parts/checked-frames.ts';
import { parseFrame, type SuretempFrame } from './frames.ts';
import { frameHead, openEnvelope, START } from './wire.ts';

export function createSuretempDecoder(): CheckedDecoder<SuretempFrame> {
  return createCheckedDecoder({
    starts: [START],
    head: frameHead,
    parse(wire) {
      const envelope = openEnvelope(wire);
      return envelope === null ? null : parseFrame(envelope);
    },
  });
}
