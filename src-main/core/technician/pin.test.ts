import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPinGate, setPin, weakPin } from './pin.ts';

let folder: string;
let file: string;
let now: number;
const gate = () => createPinGate(file, () => now);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pin-'));
  file = join(folder, 'technician.json');
  now = 1_800_000_000_000;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the technician’s PIN', () => {
  it('lets in who knows it; nothing of it is in the file, which only the core may read', async () => {
    await setPin(file, '482915');
    expect(await gate().check('482915')).toEqual({ ok: true });
    expect(readFileSync(file, 'utf8')).not.toContain('482915');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('opens to nobody while none is set', async () => {
    expect(await gate().check('482915')).toMatchObject({ ok: false, why: 'no-pin' });
  });

  it('makes who guesses wait, longer each time and never more than 15 minutes; a restart does not help', async () => {
    await setPin(file, '482915');
    for (let i = 0; i < 2; i += 1)
      expect(await gate().check('000001')).toEqual({ ok: false, why: 'wrong-pin', waitMs: 0 });
    expect(await gate().check('000001')).toEqual({ ok: false, why: 'wrong-pin', waitMs: 30_000 });
    expect(await gate().check('482915')).toEqual({ ok: false, why: 'wait', waitMs: 30_000 });
    now += 30_000;
    expect(await gate().check('000002')).toMatchObject({ why: 'wrong-pin', waitMs: 60_000 });
    for (let i = 0; i < 8; i += 1) {
      now += 15 * 60_000;
      await gate().check('000003');
    }
    expect(await gate().check('482915')).toEqual({ ok: false, why: 'wait', waitMs: 15 * 60_000 });
    now += 15 * 60_000;
    expect(await gate().check('482915')).toEqual({ ok: true });
    expect(await gate().check('000004')).toEqual({ ok: false, why: 'wrong-pin', waitMs: 0 });
  });

  it('a wall clock set back by years shuts nobody out', async () => {
    await setPin(file, '482915');
    for (let i = 0; i < 3; i += 1) await gate().check('000001');
    now -= 10 * 365 * 24 * 3600_000;
    expect(await gate().check('482915')).toEqual({ ok: false, why: 'wait', waitMs: 15 * 60_000 });
  });

  it('many tries at once are counted one by one', async () => {
    await setPin(file, '482915');
    const one = gate();
    const verdicts = await Promise.all(Array.from({ length: 6 }, () => one.check('111222')));
    expect(verdicts.filter((verdict) => !verdict.ok && verdict.why === 'wrong-pin')).toHaveLength(3);
  });

  it.each(['12345', '1234567890123', 'abcdef', '', '000000', '123456', '987654', '901234'])(
    'refuses %o as a PIN',
    async (pin) => {
      expect(weakPin(pin)).not.toBeNull();
      await expect(setPin(file, pin)).rejects.toThrow(RangeError);
    },
  );
});
