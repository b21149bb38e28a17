/** The running core does the checks; the terminal asks and listens, as a technician. */
import { z } from 'zod';
import { type CoreClient, connectCore } from '../../src-main/api/client.ts';
import { API_PATH } from '../../src-main/api/core-api.ts';
import type { SelftestLine } from '../../src-main/api/selftest-protocol.ts';
import { readCoreFile } from '../../src-main/shell/core-file.ts';

const TOKEN_MS = 3000;
const OPEN_MS = 8000;
/** Above the longest run. */
const RUN_MS = 120_000;

export type CoreRun =
  | { readonly lines: readonly SelftestLine[] }
  | { readonly trouble: 'no-core' | 'lost' | 'busy' | 'unknown' };

/** null: no core answers there. */
async function askToken(data: string): Promise<{ url: string; token: string } | null> {
  const core = await readCoreFile(data);
  if (core === null) return null;
  try {
    const answer = await fetch(`http://127.0.0.1:${core.port}/token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${core.mintSecret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'technician' }),
      signal: AbortSignal.timeout(TOKEN_MS),
    });
    const { token } = z.object({ token: z.string() }).parse(await answer.json());
    return { url: `ws://127.0.0.1:${core.port}${API_PATH}`, token };
  } catch {
    return null;
  }
}

export async function runByCore(data: string, ids: readonly string[] | null): Promise<CoreRun> {
  const way = await askToken(data);
  if (way === null) return { trouble: 'no-core' };
  const lines = new Map<string, SelftestLine>();
  const done = Promise.withResolvers<CoreRun>();
  let begun = false;
  let asked = false;
  const timer = setTimeout(() => done.resolve({ trouble: 'lost' }), OPEN_MS);
  const client: CoreClient = connectCore({
    ...way,
    role: 'technician',
    onState: (_state, final) => {
      if (final) done.resolve({ trouble: 'lost' });
    },
    onMessage(message) {
      if (message.type === 'selftest.line') lines.set(message.line.id, message.line);
      if (message.type !== 'selftest.state') return;
      if (!asked) {
        asked = true;
        void begin();
      } else if (message.running.length > 0) begun = true;
      else if (begun) {
        const order = (message.result?.lines ?? []).map(({ id }) => id);
        const sorted = [...lines.values()].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
        done.resolve({ lines: sorted });
      }
    },
  });

  async function begin(): Promise<void> {
    clearTimeout(timer);
    const limit = setTimeout(() => done.resolve({ trouble: 'lost' }), RUN_MS);
    void done.promise.finally(() => clearTimeout(limit));
    const reply = await client.requestTechnician({ type: 'run', ids: ids === null ? null : [...ids] });
    if (reply.ok) return;
    const trouble = { 'not-now': 'busy', 'not-allowed': 'unknown' } as const;
    const { code } = reply.error;
    done.resolve({ trouble: code === 'not-now' || code === 'not-allowed' ? trouble[code] : 'lost' });
  }

  try {
    return await done.promise;
  } finally {
    clearTimeout(timer);
    client.close();
  }
}
