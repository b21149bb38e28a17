/** Berry PM6750: what the module says. Keys and words are those of the protocol; null = the module gives no value. */
import { type EcgParams, type EcgWave, ecgParams, ecgWave } from './ecg.ts';
import { type Nibp, nibp } from './nibp.ts';
import { type Spo2, spo2, type Temp, temp } from './vitals.ts';

export type BerryPacket =
  | EcgWave
  | EcgParams
  | Nibp
  | Spo2
  | Temp
  /** One mark a beat; neither is in the vendor's manual. */
  | { readonly type: 'beat'; readonly source: 'ecg' | 'pulse' }
  /** 0..100, 40 to 50 a second. */
  | { readonly type: 'spo2Wave'; readonly value: number | null }
  /** 0..250, 50 a second. */
  | { readonly type: 'respWave'; readonly value: number | null }
  /** Whole, but of a type the protocol does not describe (versions among them: their layout is not public). */
  | { readonly type: 'unknown'; readonly id: number; readonly data: readonly number[] };

export const PACKET = {
  ecgWave: 0x01,
  ecgParams: 0x02,
  nibp: 0x03,
  spo2: 0x04,
  temp: 0x05,
  heartBeat: 0x30,
  pulseBeat: 0x31,
  spo2Wave: 0xfe,
  respWave: 0xff,
} as const;

/**
 * `content`: type byte and what follows. Firmware differs in lengths: fields are read by position, extra bytes are
 * ignored, missing ones are null.
 */
export function parsePacket(content: Uint8Array): BerryPacket {
  const [type = 0, ...data] = content;
  const [first = null] = data;
  switch (type) {
    case PACKET.ecgWave:
      return ecgWave(data);
    case PACKET.ecgParams:
      return ecgParams(data);
    case PACKET.nibp:
      return nibp(data);
    case PACKET.spo2:
      return spo2(data);
    case PACKET.temp:
      return temp(data);
    case PACKET.heartBeat:
      return { type: 'beat', source: 'ecg' };
    case PACKET.pulseBeat:
      return { type: 'beat', source: 'pulse' };
    case PACKET.spo2Wave:
      return { type: 'spo2Wave', value: first };
    case PACKET.respWave:
      return { type: 'respWave', value: first };
    default:
      return { type: 'unknown', id: type, data };
  }
}
