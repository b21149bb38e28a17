/**
 * What would make one of the driven cuffs inflate. Wider than the modules are: a wrong check byte, or none, does not
 * excuse, and neither does that the cabinet never sends the command.
 */
import { encodeNibpStart } from '../berry-pm6750/cuff-start.ts';
import { encodeStart as encodeNibpTextStart } from '../nibp2020/cuff-start.ts';
import { encodeService as encodeNibpTextService } from '../nibp2020/service.ts';
import { CUFF_STARTS, encodeStart as encodeSuntechStart } from '../suntech-advantage/cuff-start.ts';
import { encodeService as encodeSuntechService } from '../suntech-advantage/service.ts';

/** Whole commands as the cuffs' own encoders make them. */
export const STARTS: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['berry-pm6750 start', encodeNibpStart()],
  ...(['plain', 'spo2'] as const).flatMap((delimiters): [string, Uint8Array][] => [
    [`nibp2020 start, ${delimiters}`, encodeNibpTextStart(delimiters)],
    [`nibp2020 leak test, ${delimiters}`, encodeNibpTextService('leakTest', delimiters)],
  ]),
  ...CUFF_STARTS.map((start): [string, Uint8Array] => [`suntech ${start}`, encodeSuntechStart(start)]),
  ['suntech startNeonatal', encodeSuntechService('startNeonatal')],
  ['suntech closeValvesPumpOff', encodeSuntechService('closeValvesPumpOff')],
];

const isOne =
  (...values: readonly number[]) =>
  (byte: number) =>
    values.includes(byte);
const isAny = () => true;
const isDigitsOf = (...codes: readonly string[]) =>
  codes.map((code) => [...Buffer.from(code)].map((byte) => isOne(byte)));

type Pattern = readonly ((byte: number) => boolean)[];

/** What a byte each must be. */
const PATTERNS: readonly (readonly [name: string, pattern: Pattern])[] = [
  // Type 02 with anything but "stop"; type 10.
  ['berry-pm6750 start', [isOne(0x55), isOne(0xaa), isAny, isOne(0x02), (byte) => byte !== 0]],
  ['berry-pm6750 leak test', [isOne(0x55), isOne(0xaa), isAny, isOne(0x10)]],
  // Start, cycles, leak test.
  ...isDigitsOf('01', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '17').map(
    (code): [string, Pattern] => ['nibp2020 start', [isOne(0x02, 0xfd), ...code]],
  ),
  ['suntech start', [isOne(0x3a), isOne(0x20, 0x28, 0x56, 0x87)]],
  ['suntech pneumatics', [isOne(0x3a), isOne(0x0c)]],
];

const holds = (bytes: Uint8Array, pattern: Pattern) =>
  bytes.some((_byte, at) =>
    pattern.every((is, i) => {
      const byte = bytes[at + i];
      return byte !== undefined && is(byte);
    }),
  );

/** Names of the starts that are in these bytes. */
export function startsIn(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  const whole = STARTS.filter(([, start]) => buffer.includes(Buffer.from(start)));
  const like = PATTERNS.filter(([, pattern]) => holds(bytes, pattern));
  return [...new Set([...whole, ...like].map(([name]) => name))];
}
