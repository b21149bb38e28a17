import { expect, test } from 'vitest';
import { fr } from '../texts/fr.ts';
import { lineRows } from './line.ts';

const WELL = {
  path: 'relay',
  transport: 'tls',
  roundTripMs: 84,
  inKbps: 1240,
  outKbps: 380,
  lossIn: 0.004,
  lossOut: null,
  picture: { width: 640, height: 360, perSecond: 15 },
} as const;

test('every row in the units of its reader, and what is not known said so', () => {
  expect(lineRows(fr, WELL, 420)).toEqual([
    { name: 'path', value: 'par relais, TLS' },
    { name: 'roundTrip', value: '84 ms' },
    { name: 'received', value: '1,2 Mbit/s' },
    { name: 'sent', value: '380 kbit/s' },
    { name: 'lossIn', value: '0,4 %' },
    { name: 'lossOut', value: 'inconnu' },
    { name: 'picture', value: '640 × 360, 15 par seconde' },
    { name: 'age', value: '0,4 s' },
  ]);
  expect(lineRows(fr, { ...WELL, path: null, picture: null }, null).map(({ value }) => value)).toContain(
    'inconnu',
  );
});
