/** Simulation only: passes the dev dock's acts to the process that holds the virtual instruments. */
import { createConnection, type Socket } from 'node:net';
import { z } from 'zod';
import { type DockAction, type DockState, dockStateSchema } from '../api/dock-protocol.ts';

const lineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('dock.state'), state: dockStateSchema }),
  z.object({ type: z.literal('refused'), detail: z.string() }),
]);
const RETRY_MS = 1000;
const MAX_LINE = 64 * 1024;

export interface DockBridge {
  /** False when the virtual instruments cannot be reached; nothing is kept for later. */
  act(action: DockAction): boolean;
  state(): DockState | null;
  close(): void;
}

export function createDockBridge(options: {
  readonly socketPath: string;
  readonly onState: (state: DockState) => void;
}): DockBridge {
  let socket: Socket | null = null;
  let state: DockState | null = null;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  function take(line: string): void {
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      return;
    }
    const parsed = lineSchema.safeParse(json);
    if (!parsed.success || parsed.data.type !== 'dock.state') return;
    state = parsed.data.state;
    options.onState(state);
  }

  function open(): void {
    let rest = '';
    const next = createConnection(options.socketPath);
    next.on('connect', () => {
      socket = next;
    });
    next.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = (lines.pop() ?? '').slice(-MAX_LINE);
      for (const line of lines) take(line);
    });
    next.on('error', () => {});
    next.on('close', () => {
      socket = null;
      if (!closed) retry = setTimeout(open, RETRY_MS);
    });
  }
  open();

  return {
    act(action) {
      if (socket === null) return false;
      socket.write(`${JSON.stringify(action)}\n`);
      return true;
    },
    state: () => state,
    close() {
      closed = true;
      clearTimeout(retry);
      socket?.destroy();
    },
  };
}
