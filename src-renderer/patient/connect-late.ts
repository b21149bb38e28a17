/** A client of the core that can be used before the way to the core is known: the shell may still be starting it. */
import { type CoreClient, connectCore } from '../../src-main/api/client.ts';
import type { Reply } from '../../src-main/api/requests.ts';
import type { Entrance } from './entrance.ts';
import type { Connect } from './session.ts';

const ASK_AGAIN_MS = 1000;
const NOT_YET: Reply = { ok: false, error: { code: 'unavailable', message: 'the cabinet is starting' } };

/** Asks for the entrance again and again: a screen that gave up would stay blank for good. */
export function connectLate(
  findEntrance: () => Promise<Entrance>,
  connect: typeof connectCore = connectCore,
  pause: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
): Connect {
  return (handlers) => {
    let client: CoreClient | null = null;
    let closed = false;

    async function open(): Promise<void> {
      while (!closed) {
        try {
          const entrance = await findEntrance();
          if (!closed) client = connect({ ...entrance, role: 'patient', ...handlers });
          return;
        } catch {
          await pause(ASK_AGAIN_MS);
        }
      }
    }
    void open();

    return {
      get state() {
        return client?.state ?? 'connecting';
      },
      get counts() {
        return client?.counts ?? { dropped: 0, reconnects: 0 };
      },
      request: async (action) => (client ? client.request(action) : NOT_YET),
      requestDock: async (action) => (client ? client.requestDock(action) : NOT_YET),
      requestTechnician: async (action) => (client ? client.requestTechnician(action) : NOT_YET),
      send: (message) => client?.send(message) ?? false,
      close() {
        closed = true;
        client?.close();
      },
    };
  };
}
