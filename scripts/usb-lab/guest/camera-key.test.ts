import { expect, it } from 'vitest';
import { createManualClock } from '../../../drivers/clock.ts';
import { virtualModels } from '../../../fixtures/instruments.ts';
import { usbForm } from './camera-key.ts';
import { reportLengths } from './report-lengths.ts';

const modelOf = (id: string) => {
  const model = virtualModels.find((each) => each.id === id);
  if (model === undefined) throw new Error(id);
  return model;
};

it('a press of the virtual otoscope becomes a key down and a key up, a byte each', async () => {
  const form = usbForm(modelOf('otoscope-button'));
  expect(reportLengths(form.model.reportDescriptor ?? new Uint8Array())).toMatchObject({
    input: 1,
    output: 0,
    numbered: false,
  });
  const clock = createManualClock();
  const reports: number[][] = [];
  const button = form.model.create({
    seed: 3,
    clock,
    send: (message) => reports.push(...form.reports(message).map((report) => [...report])),
  });
  button.act({ type: 'press' });
  await clock.advance(1000);
  button.stop();
  expect(reports.length).toBeGreaterThanOrEqual(2);
  expect(reports).toEqual(reports.map((_, i) => [(i + 1) % 2]));
});

it('everything else goes as it is', () => {
  const form = usbForm(modelOf('beurer-bm-hid'));
  expect(form.reports(Uint8Array.of(1, 2))).toEqual([Uint8Array.of(1, 2)]);
});
