/** The call's own test of a 12 s cut, in a network namespace that has only lo. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Campaign, Failure } from './campaign.ts';

const LIMIT_MS = 5 * 60_000;
const root = path.resolve(import.meta.dirname, '../..');
const PROGRAMS = ['/usr/bin/unshare', '/usr/sbin/ip', '/sbin/ip'];

async function once12s(): Promise<string | null> {
  const test = [
    process.execPath,
    'node_modules/@playwright/test/cli.js',
    'test',
    'fixtures/visits/call-cut.spec.ts',
  ];
  const child = spawn(
    'unshare',
    [
      '-n',
      'sh',
      '-c',
      'ip link set lo up; exec "$@"',
      'sh',
      ...test,
      '--reporter=line',
      '--output=var/drill/cut',
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-4000);
    });
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  const [code] = await once(child, 'close');
  clearTimeout(limit);
  // All skipped also ends with 0: that would prove nothing.
  return code === 0 && /\d+ passed/.test(text) ? null : text.trim().slice(-600);
}

export const cut: Campaign = {
  name: 'cut',
  about: 'the line between the two peers cut for 12 s and back, broker up and broker cut too (root only)',
  times: 20,
  batch: 1,
  unavailable() {
    if (process.getuid?.() !== 0) return 'needs root to make a network namespace';
    const [unshare = '', ...ip] = PROGRAMS;
    return existsSync(unshare) && ip.some((file) => existsSync(file))
      ? null
      : 'needs unshare and ip (apt-get install util-linux iproute2)';
  },
  async run(from, count) {
    const failures: Failure[] = [];
    for (let round = from; round < from + count; round += 1) {
      const what = await once12s();
      if (what !== null) failures.push({ round, what });
    }
    return { failures, counted: { cuts: 2 * count } };
  },
};
