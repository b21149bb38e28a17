/** The baseline's near side as a process of its own, as the core is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface BaselineProcess {
  readonly near: string;
  readonly far: string;
  stop(): void;
}

const READY_MS = 10_000;

export async function startBaseline(serialPath: string): Promise<BaselineProcess> {
  const script = path.resolve(import.meta.dirname, '../../fixtures/bench/baseline-source.ts');
  const child = spawn(process.execPath, [script, serialPath], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const lines = createInterface({ input: child.stdout });
    const [line] = await once(lines, 'line', { signal: AbortSignal.timeout(READY_MS) });
    const { near, far } = JSON.parse(String(line)) as { near: string; far: string };
    return { near, far, stop: () => child.kill() };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
