/** A TPM 2.0 in software (swtpm), for tests. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const START_MS = 10_000;

export interface SoftwareTpm {
  readonly tcti: string;
  /** Handles of the NV indices that are defined. */
  indices(): string[];
  stop(): void;
}

export function hasTpmTools(): boolean {
  return ['swtpm', 'tpm2_nvdefine', 'tpm2_nvread'].every((program) =>
    (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program))),
  );
}

/** `folder` keeps the state of the chip; sockets lie in it, so its path must be short. */
export async function startTpm(folder: string): Promise<SoftwareTpm> {
  const state = join(folder, 'state');
  mkdirSync(state, { recursive: true });
  const socket = join(folder, 's');
  const child: ChildProcess = spawn(
    'swtpm',
    [
      ...['socket', '--tpm2', '--tpmstate', `dir=${state}`, '--flags', 'not-need-init,startup-clear'],
      ...['--server', `type=unixio,path=${socket}`, '--ctrl', `type=unixio,path=${socket}.ctrl`],
    ],
    { stdio: 'ignore' },
  );
  const tcti = `swtpm:path=${socket}`;
  const until = performance.now() + START_MS;
  while (!existsSync(socket) || !existsSync(`${socket}.ctrl`)) {
    if (performance.now() > until) throw new Error('swtpm does not start');
    await delay(20);
  }
  return {
    tcti,
    indices() {
      const text = execFileSync('tpm2_getcap', ['-T', tcti, 'handles-nv-index'], { encoding: 'utf8' });
      return [...text.matchAll(/0x[0-9a-f]+/gi)].map(([handle]) => handle);
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
