import { createServer } from 'node:net';

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** @returns the first free port of the 50 from `wanted` on. @throws when there is none. */
export async function freePort(wanted: number, host = '127.0.0.1'): Promise<number> {
  for (let port = wanted; port < wanted + 50; port += 1) {
    if (await isFree(port, host)) return port;
  }
  throw new Error(`no free port from ${wanted} to ${wanted + 49}`);
}
