/** Nothing that the cabinet can drive is left out of the bench or of the drills. */
import { expect, it } from 'vitest';
import { instrumentModels } from '../../drivers/registry.ts';
import { everyModel } from '../../drivers/testing/every-model.ts';
import { recordSession } from '../../fixtures/testing/session.ts';
import { deviceCodecs } from './devices.ts';
import { driverDecoders } from './driver-decoders.ts';

it('there is one for each model, in the registry or not yet', async () => {
  const ids = [...driverDecoders.keys()].sort();
  expect(ids).toEqual(instrumentModels.map(({ id }) => id).sort());
  expect(ids).toEqual((await everyModel()).map(({ id }) => id).sort());
});

it('each model has a codec that the drill feeds, and each codec a model', () => {
  const used = new Set([...driverDecoders.values()].map(({ codec }) => codec));
  // Of unknown dialect: no driver has it, whoever looks at a recording does.
  expect([...deviceCodecs.keys()].sort()).toEqual([...used, 'bci-5byte'].sort());
});

it.each([...driverDecoders])('%s: takes what its own virtual instrument says', async (model, decoder) => {
  const said = await recordSession(model, 20);
  const pieces = said.filter(({ by }) => by === 'instrument').map(({ bytes }) => bytes);
  const taken = pieces.filter(decoder.takes ?? (() => true));
  const line = decoder.create();
  const frames = taken.reduce((sum, piece) => sum + line.push(piece), 0) + line.finish();
  expect(frames).toBeGreaterThanOrEqual(3);
  expect(line.discardedBytes).toBe(0);
  for (const piece of pieces) expect(piece.length % (decoder.messageBytes ?? 1)).toBe(0);
});
