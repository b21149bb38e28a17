/** How the line is, in rows for the doctor's eyes. Pure. */
import type { LineStats } from '../../call/call-stats.ts';
import type { Texts } from '../texts/fr.ts';

export type LineRowName =
  | 'path'
  | 'roundTrip'
  | 'received'
  | 'sent'
  | 'lossIn'
  | 'lossOut'
  | 'picture'
  | 'age';

export interface LineRow {
  readonly name: LineRowName;
  readonly value: string;
}

/** @param ageMs of the newest number; null: none has come. */
export function lineRows(
  { line: words, decimal }: Pick<Texts, 'line' | 'decimal'>,
  stats: LineStats,
  ageMs: number | null,
): readonly LineRow[] {
  const known = <T>(value: T | null, say: (value: T) => string) => (value === null ? words.none : say(value));
  const point = (value: number) => value.toFixed(1).replace('.', decimal);
  const rate = (kbps: number) => (kbps >= 1000 ? `${point(kbps / 1000)} Mbit/s` : `${kbps} kbit/s`);
  const share = (loss: number) => `${point(100 * loss)} %`;
  const { path, transport, picture } = stats;
  return [
    {
      name: 'path',
      value: known(path, (by) =>
        transport === null ? words.paths[by] : `${words.paths[by]}, ${words.transports[transport]}`,
      ),
    },
    { name: 'roundTrip', value: known(stats.roundTripMs, (ms) => `${ms} ms`) },
    { name: 'received', value: known(stats.inKbps, rate) },
    { name: 'sent', value: known(stats.outKbps, rate) },
    { name: 'lossIn', value: known(stats.lossIn, share) },
    { name: 'lossOut', value: known(stats.lossOut, share) },
    {
      name: 'picture',
      value: known(picture, ({ width, height, perSecond }) => words.pictureIs(width, height, perSecond)),
    },
    { name: 'age', value: known(ageMs, (ms) => `${point(ms / 1000)} s`) },
  ];
}
