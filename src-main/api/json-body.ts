/** The body of a small JSON request, for the core's and the relay's HTTP routes. */
import type { IncomingMessage } from 'node:http';

/** Null when it is longer than `maxBytes`. The server's request timeout bounds the wait. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > maxBytes) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Undefined when it is not JSON: no schema of ours accepts that. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
