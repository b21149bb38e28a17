import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashSecret, NOBODY, verifySecret } from '../src-main/api/secrets.ts';
import { createAttempts } from './attempts.ts';
import { devConfig, parseRelayConfig } from './config.ts';
import { iceServersFor } from './ice.ts';
import { createPacketGuard } from './packet-guard.ts';
import { createTokens, MAX_TOKEN_MS } from './tokens.ts';

const KEY = Buffer.alloc(32, 7);

describe('tokens', () => {
  it('hold for their doctor until they expire, 12 hours at most', () => {
    let now = 1_000_000;
    const tokens = createTokens(KEY, 99 * 3600_000, () => now);
    const { password, expires } = tokens.issue('a');
    expect(expires).toBe(now + MAX_TOKEN_MS);
    expect(tokens.check('a', password)).toEqual({ expires });
    expect(tokens.check('b', password)).toEqual({ refused: 'not-a-token' });
    now = expires;
    expect(tokens.check('a', password)).toEqual({ refused: 'expired' });
  });

  it('are replaced by the next one, of the same millisecond too', () => {
    const tokens = createTokens(KEY, 1000, () => 5);
    const [first, second] = [tokens.issue('a'), tokens.issue('a')];
    expect(tokens.check('a', second.password)).toEqual({ expires: second.expires });
    expect(tokens.check('a', first.password)).toEqual({ refused: 'replaced' });
  });

  it('do not survive a change of any character, nor of the key', () => {
    const tokens = createTokens(KEY, 1000, () => 5);
    const { password } = tokens.issue('a');
    for (let at = 0; at < password.length; at += 1) {
      const changed = password.slice(0, at) + (password[at] === '1' ? '2' : '1') + password.slice(at + 1);
      expect(tokens.check('a', changed)).toEqual({ refused: 'not-a-token' });
    }
    expect(createTokens(Buffer.alloc(32, 8), 1000, () => 5).check('a', password)).toEqual({
      refused: 'not-a-token',
    });
  });
});

describe('secrets', () => {
  it('are right or wrong, twice over', async () => {
    const hash = await hashSecret('à la mer');
    for (let n = 0; n < 2; n += 1) {
      expect(await verifySecret('à la mer', hash)).toBe('yes');
      expect(await verifySecret('a la mer', hash)).toBe('no');
    }
  });
  it('never match nobody, nor what is no hash', async () => {
    expect(await verifySecret('', NOBODY)).toBe('no');
    expect(await verifySecret('x', 'x')).toBe('no');
  });
  it('are checked four at a time', async () => {
    const hash = await hashSecret('x');
    const verdicts = await Promise.all(Array.from({ length: 6 }, () => verifySecret('y', hash)));
    expect(verdicts.sort()).toEqual(['busy', 'busy', 'no', 'no', 'no', 'no']);
  });
});

describe('attempts', () => {
  it('are free up to the limit, then wait for the end of the window', () => {
    let now = 0;
    const limits = [
      { failures: 2, windowMs: 100 },
      { failures: 3, windowMs: 100 },
    ];
    const attempts = createAttempts(limits, () => now);
    attempts.failed(['me here', 'here']);
    expect(attempts.wait(['me here', 'here'])).toBe(0);
    now = 10;
    attempts.failed(['me here', 'here']);
    expect(attempts.wait(['me here', 'here'])).toBe(90);
    expect(attempts.wait(['you here', 'here'])).toBe(0);
    attempts.failed(['you here', 'here']);
    expect(attempts.wait(['third here', 'here'])).toBe(90);
    now = 100;
    expect(attempts.wait(['me here', 'here'])).toBe(0);
  });
  it('are forgotten after a success', () => {
    const attempts = createAttempts([{ failures: 1, windowMs: 100 }], () => 0);
    attempts.failed(['me']);
    attempts.succeeded('me');
    expect(attempts.wait(['me'])).toBe(0);
  });
});

it('computes TURN credentials as coturn does', () => {
  const turn = { urls: ['turns:turn.example.org:443'], secret: 'north-of-the-river', ttlSeconds: 600 };
  const user = { kind: 'box', name: 'cabinet-1' } as const;
  const username = '1700000600:box:cabinet-1';
  const credential = createHmac('sha1', 'north-of-the-river').update(username).digest('base64');
  expect(iceServersFor({ iceServers: [], turn }, user, 1_700_000_000_999)).toEqual([
    { urls: turn.urls, username, credential },
  ]);
  const iceServers = [{ urls: 'stun:stun.example.org' }];
  expect(iceServersFor({ iceServers, turn: null }, user, 0)).toEqual(iceServers);
});

describe('packet guard', () => {
  const packet = (size: number) => {
    const length: number[] = [];
    for (let rest = size; ; ) {
      const byte = rest % 128;
      rest = Math.floor(rest / 128);
      length.push(rest > 0 ? byte | 0x80 : byte);
      if (rest === 0) break;
    }
    return Buffer.concat([Buffer.from([0x30, ...length]), Buffer.alloc(size, 0xff)]);
  };
  async function pass(bytes: Buffer, cuts: readonly number[]): Promise<Buffer | 'refused'> {
    const guard = createPacketGuard(300);
    let from = 0;
    for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
      guard.write(bytes.subarray(from, cut));
      from = cut;
    }
    guard.end();
    const out: Buffer[] = [];
    try {
      for await (const chunk of guard) out.push(chunk as Buffer);
      return Buffer.concat(out);
    } catch {
      return 'refused';
    }
  }

  it('passes any run of small packets unchanged and refuses a large one, however cut', async () => {
    const sizes = fc.array(fc.constantFrom(0, 1, 127, 128, 300, 301, 40_000), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.array(fc.nat(500), { maxLength: 6 }), async (of, cuts) => {
        const bytes = Buffer.concat(of.map(packet));
        const passed = await pass(
          bytes,
          cuts.map((cut) => Math.min(cut, bytes.length)),
        );
        if (of.some((size) => size > 300)) expect(passed).toBe('refused');
        else expect(passed).toEqual(bytes);
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('refuses a length of five bytes', async () => {
    expect(await pass(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x00]), [])).toBe('refused');
  });
});

describe('configuration', () => {
  it('is the same for the same seed', async () => {
    const [a, b] = [await devConfig({}, 'x'), await devConfig({}, 'x')];
    expect(a.box).toEqual(b.box);
    expect(a.config.tokenKey).toBe(b.config.tokenKey);
    expect((await devConfig()).box.password).not.toBe((await devConfig()).box.password);
  });

  it('names what is wrong', async () => {
    const { config } = await devConfig({}, 'x');
    expect(parseRelayConfig(config)).toEqual({ config });
    const fault = (more: object) => {
      const parsed = parseRelayConfig({ ...config, ...more });
      return 'fault' in parsed ? parsed.fault : 'none';
    };
    expect(fault({ tokenKey: 'short' })).toContain('tokenKey');
    expect(fault({ boxes: [...config.boxes, ...config.boxes] })).toBe('"cabinet-1" is there twice');
    expect(fault({ doctors: [{ id: 'Doctor', name: 'x', secretHash: 'plain' }] })).toContain('secretHash');
    expect(fault({ unknown: 1 })).toContain('unknown');
  });
});
