import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCodec } from './run.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'box-codec-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: string[], lines: string[] = []) {
  const out: string[] = [];
  const err: string[] = [];
  const input = async function* () {
    yield* lines;
  };
  const status = await runCodec(args, { input: input(), out: (l) => out.push(l), err: (l) => err.push(l) });
  return { status, out, err };
}

describe('codec command', () => {
  it('decodes a line an input: one frame as itself, several as a stream', async () => {
    const { status, out } = await run(
      ['contec-v7-serial', 'decode'],
      ['0c80', '', '0D 80 81', '0c800c80', 'ff0c80', 'ffff'],
    );
    expect(status).toBe(0);
    expect(out.map((line) => JSON.parse(line))).toEqual([
      { type: 'free' },
      { type: 'disconnect', reason: 1 },
      { stream: true, frames: [{ type: 'free' }, { type: 'free' }], discardedBytes: 0, discardedFrames: 0 },
      { stream: true, frames: [{ type: 'free' }], discardedBytes: 1, discardedFrames: 0 },
      { stream: true, frames: [], discardedBytes: 2, discardedFrames: 0 },
    ]);
  });

  it('encodes to lower-case hex and nothing else', async () => {
    const { status, out, err } = await run(
      ['contec-v7-serial', 'encode'],
      ['{"command":"startRealtime"}', '{"command":"setTime","hour":14,"minute":5,"second":30}'],
    );
    expect({ status, out, err }).toEqual({
      status: 0,
      out: ['7d81a1808080808080', '7d81b18e859e808080'],
      err: [],
    });
  });

  it.each([
    ['odd digits', 'decode', '0c8'],
    ['not hex', 'decode', 'zz'],
    ['not JSON', 'encode', '{'],
    ['unknown command', 'encode', '{"command":"deleteStorage"}'],
    ['out of range', 'encode', '{"command":"setTime","hour":25,"minute":0,"second":0}'],
  ])('%s: status 2, the line named, nothing on stdout for it', async (_name, action, line) => {
    const { status, out, err } = await run(['contec-v7-serial', action], [line]);
    expect(status).toBe(2);
    expect(out).toEqual([]);
    expect(err.join('\n')).toMatch(/^line 1: /);
  });

  it.each([
    [[]],
    [['nothing', 'decode']],
    [['contec-v7-serial']],
    [['contec-v7-serial', 'decode', '--file']],
  ])('bad use %j: status 2 and the usage', async (args) => {
    const { status, out, err } = await run(args);
    expect(status).toBe(2);
    expect(out).toEqual([]);
    expect(err.join('\n')).toMatch(/usage: codec/);
  });

  it('reads a .hex recording with comments, frames across lines, one line a frame', async () => {
    const file = join(folder, 'a.hex');
    writeFileSync(file, '# a comment\n0c80 0d80 # half of it here\n81\n');
    const { status, out } = await run(['contec-v7-serial', 'decode', '--file', file]);
    expect(status).toBe(0);
    expect(out).toEqual(['{"type":"free"}', '{"type":"disconnect","reason":1}']);
  });

  it('reads the received reports of a .txt log of USB reports', async () => {
    const file = join(folder, 'a.txt');
    writeFileSync(file, '# a scale\n10:00:00.000 rx input 030402001400\n10:00:00.100 tx output 00\n');
    const { status, out } = await run(['hid-scale', 'decode', '--file', file]);
    expect(status).toBe(0);
    expect(out).toEqual(['{"status":"stable","unit":"g","kg":0.02}']);
  });

  it('reads raw bytes, and tells what it discarded', async () => {
    const file = join(folder, 'a.bin');
    writeFileSync(file, Uint8Array.of(0xff, 0x0c, 0x80));
    const { status, out, err } = await run(['contec-v7-serial', 'decode', '--file', file]);
    expect(status).toBe(0);
    expect(out).toEqual(['{"type":"free"}']);
    expect(err).toEqual(['discarded 1 bytes, 0 broken frames']);
  });

  it('a file that is missing or no recording: status 2', async () => {
    const bad = join(folder, 'bad.hex');
    writeFileSync(bad, '0c80\nnope\n');
    for (const [file, message] of [
      [join(folder, 'none.bin'), /ENOENT/],
      [bad, /line 2/],
    ] as const) {
      const { status, out, err } = await run(['contec-v7-serial', 'decode', '--file', file]);
      expect(status).toBe(2);
      expect(out).toEqual([]);
      expect(err.join('\n')).toMatch(message);
    }
  });
});
