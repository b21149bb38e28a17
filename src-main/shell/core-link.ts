/** The shell's only words with the core: is it there, and a token for the renderer. */
import { request } from 'node:http';
import { z } from 'zod';
import { API_PATH } from '../api/core-api.ts';
import { type CoreFile, readCoreFile } from './core-file.ts';
import type { TokenReply } from './ipc-schema.ts';

const TOKEN_LIMIT_MS = 2000;
const tokenSchema = z.object({ token: z.string().min(16).max(128) });

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** `refused`: nobody listens. `silent`: no whole answer within the limit, or more than 64 KB. */
function ask(core: CoreFile, method: 'GET' | 'POST', path: string, body: string | null, limitMs: number) {
  return new Promise<Answer | 'refused' | 'silent'>((resolve) => {
    const headers =
      body === null ? {} : { authorization: `Bearer ${core.mintSecret}`, 'content-type': 'application/json' };
    const sent = request({ host: '127.0.0.1', port: core.port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > 65_536) sent.destroy();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', () => resolve('silent'));
      response.on('close', () => resolve('silent'));
    });
    const limit = setTimeout(() => sent.destroy(), limitMs);
    sent.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'silent'),
    );
    sent.on('close', () => {
      clearTimeout(limit);
      resolve('silent');
    });
    sent.end(body ?? undefined);
  });
}

/** `gone`: nothing listens where the file says. `silent`: something does and its loop does not turn. */
export type CoreState = 'answers' | 'silent' | 'gone';

/** Any HTTP answer counts as one. */
export async function coreState(dataFolder: string, limitMs = 2000): Promise<CoreState> {
  const core = await readCoreFile(dataFolder);
  if (!core) return 'gone';
  const answer = await ask(core, 'GET', '/health', null, limitMs);
  if (answer === 'refused') return 'gone';
  return answer === 'silent' ? 'silent' : 'answers';
}

/** The page gives a token 5 s; a core that is just starting has one within that. */
const TOKEN_WAIT_MS = 4000;
const TOKEN_RETRY_MS = 150;

/** Waits for a core that is starting. @returns null when none answers in time; the renderer asks again. */
export async function waitForToken(dataFolder: string, waitMs = TOKEN_WAIT_MS): Promise<TokenReply | null> {
  const end = performance.now() + waitMs;
  for (;;) {
    const reply = await mintToken(dataFolder);
    if (reply || performance.now() + TOKEN_RETRY_MS > end) return reply;
    await new Promise((resolve) => setTimeout(resolve, TOKEN_RETRY_MS));
  }
}

/** @returns null when no core answers now. */
export async function mintToken(dataFolder: string): Promise<TokenReply | null> {
  const core = await readCoreFile(dataFolder);
  if (!core) return null;
  const answer = await ask(core, 'POST', '/token', JSON.stringify({ role: 'patient' }), TOKEN_LIMIT_MS);
  if (typeof answer === 'string' || answer.status !== 200) return null;
  try {
    const { token } = tokenSchema.parse(JSON.parse(answer.body));
    return { url: `ws://127.0.0.1:${core.port}${API_PATH}`, token };
  } catch {
    return null;
  }
}
