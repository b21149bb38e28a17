import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimFolder } from './instance.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'box-instance-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function sleeper(name: string) {
  const entry = path.join(folder, name);
  writeFileSync(entry, 'setTimeout(() => {}, 20_000)');
  const child = spawn(process.execPath, [entry], { stdio: 'ignore' });
  const ended = new Promise<string | null>((resolve) =>
    child.once('exit', (_code, signal) => resolve(signal)),
  );
  return { entry, pid: child.pid ?? 0, child, ended };
}

function leaveNote(pid: number, children: { pid: number; entry: string }[]) {
  writeFileSync(path.join(folder, 'start.json'), JSON.stringify({ pid, children }));
}

test.runIf(process.platform === 'linux')('a second start sees the first', async () => {
  const first = sleeper('start.ts');
  await new Promise((resolve) => first.child.once('spawn', resolve));
  leaveNote(first.pid, []);
  expect(claimFolder(folder)).toEqual({ takenBy: first.pid });
  first.child.kill('SIGKILL');
  await first.ended;
  expect(claimFolder(folder)).not.toHaveProperty('takenBy');
});

test.runIf(process.platform === 'linux')('ends what a killed start left, and nothing else', async () => {
  const left = sleeper('core.mjs');
  const stranger = sleeper('other.mjs');
  await Promise.all(
    [left, stranger].map(({ child }) => new Promise((resolve) => child.once('spawn', resolve))),
  );
  leaveNote(2 ** 22 + 1, [
    { pid: left.pid, entry: left.entry },
    { pid: stranger.pid, entry: '/somewhere/else/core.mjs' },
  ]);
  expect(claimFolder(folder)).not.toHaveProperty('takenBy');
  expect(await left.ended).toBe('SIGKILL');
  expect(stranger.child.exitCode).toBeNull();
  stranger.child.kill('SIGKILL');
  expect(await stranger.ended).toBe('SIGKILL');
});
