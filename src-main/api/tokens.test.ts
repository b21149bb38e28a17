import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTokenStore, MINTED_LIFE_MS, NEXT_LIFE_MS, sameSecret } from './tokens.ts';

function store(file?: string) {
  const clock = { now: 1_800_000_000_000 };
  const failures: unknown[] = [];
  const open = () =>
    createTokenStore({
      now: () => clock.now,
      ...(file === undefined ? {} : { file }),
      onFileError: (error) => failures.push(error),
    });
  return { clock, failures, tokens: open(), reopen: open };
}

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokens-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'tokens.json');
}

describe('a token', () => {
  it('is 32 random bytes, base64url, valid once and in its role', () => {
    const { tokens } = store();
    const token = tokens.mint('patient');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(tokens.mint('patient')).not.toBe(token);
    expect(tokens.redeem(token, 'patient')).toBe(true);
    expect(tokens.redeem(token, 'patient')).toBe(false);
  });

  it('is spent by a try in another role', () => {
    const { tokens } = store();
    const token = tokens.mint('dock');
    expect(tokens.redeem(token, 'patient')).toBe(false);
    expect(tokens.redeem(token, 'dock')).toBe(false);
  });

  it('lives 30 s when minted, 24 h when given for the next connection', () => {
    const { tokens, clock } = store();
    const lives = [tokens.mint('patient'), tokens.mintNext('patient')];
    const late = [tokens.mint('patient'), tokens.mintNext('patient')];
    clock.now += MINTED_LIFE_MS - 1;
    expect(tokens.redeem(lives[0] ?? '', 'patient')).toBe(true);
    clock.now += 1;
    expect(tokens.redeem(late[0] ?? '', 'patient')).toBe(false);
    clock.now += NEXT_LIFE_MS - MINTED_LIFE_MS - 1;
    expect(tokens.redeem(lives[1] ?? '', 'patient')).toBe(true);
    clock.now += 1;
    expect(tokens.redeem(late[1] ?? '', 'patient')).toBe(false);
  });

  it('can be revoked', () => {
    const { tokens } = store();
    const token = tokens.mintNext('patient');
    tokens.revoke(token);
    expect(tokens.redeem(token, 'patient')).toBe(false);
  });

  it('pushes the oldest out when too many are about', () => {
    const { tokens } = store();
    const first = tokens.mint('terminal');
    const others = Array.from({ length: 64 }, () => tokens.mint('terminal'));
    expect(tokens.redeem(first, 'terminal')).toBe(false);
    expect(others.every((token) => tokens.redeem(token, 'terminal'))).toBe(true);
  });
});

describe('the token file', () => {
  it('brings the next tokens over a crash, spent ones not, and holds no token itself', () => {
    const file = temporaryFile();
    const { tokens, reopen } = store(file);
    const [minted, kept, spent] = [tokens.mint('dock'), tokens.mintNext('patient'), tokens.mintNext('dock')];
    tokens.redeem(spent, 'dock');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain(kept);
    const after = reopen();
    expect(after.redeem(minted, 'dock')).toBe(false);
    expect(after.redeem(spent, 'dock')).toBe(false);
    expect(after.redeem(kept, 'patient')).toBe(true);
    expect(reopen().redeem(kept, 'patient')).toBe(false);
  });

  it('that is not one is told and lets nobody in', () => {
    const file = temporaryFile();
    writeFileSync(file, '[{"hash":"short","role":"patient"}]');
    const { tokens, failures } = store(file);
    expect(failures).toHaveLength(1);
    const token = tokens.mintNext('patient');
    expect(tokens.redeem(token, 'patient')).toBe(true);
  });

  it('that cannot be written is told, the tokens hold for this process', () => {
    const { tokens, failures } = store('/proc/none/tokens.json');
    const token = tokens.mintNext('patient');
    expect(failures).toHaveLength(1);
    expect(tokens.redeem(token, 'patient')).toBe(true);
  });
});

it('compares secrets of any length', () => {
  expect(sameSecret('a', 'a')).toBe(true);
  expect(sameSecret('a', 'ab')).toBe(false);
  expect(sameSecret('', 'a')).toBe(false);
});
