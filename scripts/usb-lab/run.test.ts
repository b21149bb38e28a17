import { expect, it } from 'vitest';
import { type Outcome, runUsbLab, type Step } from './run.ts';

const WELL: Step = { instrument: 'hid-scale', step: 'weight', ms: 5, well: true, detail: '72.4 kg' };
const step = (told: Step) => JSON.stringify({ kind: 'step', ...told });
const end = (code: number) => JSON.stringify({ kind: 'end', code });
const NOWHERE = { qemu: '', busybox: '', cpio: '', kernel: '', modules: [] };

/** A run in a guest that says these lines. */
function run(lines: readonly string[], outOfTime = false): Promise<Outcome> {
  return runUsbLab({
    parts: NOWHERE,
    instruments: ['hid-scale'],
    limitMs: 5000,
    async guest({ onLine, buses }) {
      expect(buses).toBe(1);
      for (const line of lines) onLine(line);
      return { outOfTime, log: 'the kernel' };
    },
  });
}

it('is well when every step was and the end was told, whatever else is on the line', async () => {
  const outcome = await run(['boot', '{"kind":"step"}', step(WELL), end(0)]);
  expect(outcome).toMatchObject({ ok: true, problem: null, steps: [WELL] });
});

it.each([
  ['a step that failed', [step({ ...WELL, well: false }), end(1)], null],
  ['an end without a step', [end(0)], 'nothing was done'],
  ['a program that failed', [step(WELL), end(3)], 'its program ended with 3'],
  ['no end', [step(WELL)], 'the guest ended without a word'],
])('is not well after %s', async (_name, lines, problem) => {
  expect(await run(lines)).toMatchObject({ ok: false, problem, log: 'the kernel' });
});

it('is not well when the guest was killed, whatever it had said', async () => {
  expect(await run([step(WELL), end(0)], true)).toMatchObject({ ok: false, problem: 'killed after 5 s' });
});
