/** The guest's beginning and end, with a shell script in QEMU's place. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GuestEnd, runGuest } from './guest-machine.ts';

let folder: string;
let lines: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'box-guest-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(script: string, limitMs = 30_000): Promise<GuestEnd> {
  const qemu = path.join(folder, 'qemu');
  writeFileSync(qemu, `#!/bin/sh\n${script}\n`);
  chmodSync(qemu, 0o755);
  return runGuest({
    parts: { qemu, busybox: '/bin/sh', cpio: 'true', kernel: '/none', modules: [] },
    settings: { WHO: "it's me", WHERE: '/a b' },
    buses: 2,
    addPrograms: async (share) => writeFileSync(path.join(share, 'room.js'), 'here'),
    limitMs,
    onLine: (line) => lines.push(line),
  });
}

/** The share's folder out of QEMU's arguments. */
const SHARE = `share=$(echo "$*" | sed 's/.*id=lab,path=\\([^,]*\\),.*/\\1/')`;

it('shares the programs and settings a shell can read, read-only, and leaves nothing behind', async () => {
  const end = await run(`${SHARE}
. $share/settings
cat $share/room.js; echo
echo "$WHO $WHERE"; echo "$share"
echo "$*" | grep -c 'id=lab.*readonly=on'
echo trouble >&2`);
  expect(lines).toMatchObject(['here', "it's me /a b", {}, '1']);
  expect(existsSync(lines[2] ?? '')).toBe(false);
  expect(end).toMatchObject({ outOfTime: false, log: expect.stringContaining('trouble') });
});

it('is killed at its limit, with all it started', async () => {
  const pids = path.join(folder, 'pids');
  const end = await run(`echo started; echo $$ > ${pids}; sleep 60`, 1000);
  expect(lines).toEqual(['started']);
  expect(end.outOfTime).toBe(true);
  const pid = readFileSync(pids, 'utf8').trim();
  // Dead, whether somebody has taken note of it or not.
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z';
  expect(stat).toMatch(/\) Z/);
});
