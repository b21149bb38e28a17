import { expect, test } from 'vitest';
import type { CoreClient } from '../../src-main/api/client.ts';
import { initialCabinet, patientView } from '../../state-machines/cabinet.ts';
import { type Connect, createSession } from './session.ts';

function harness() {
  let handlers: Parameters<Connect>[0] | undefined;
  let wipes = 0;
  const client: CoreClient = {
    state: 'open',
    counts: { dropped: 0, reconnects: 0 },
    request: async () => ({ ok: true, error: null }),
    requestDock: async () => ({ ok: true, error: null }),
    send: () => true,
    close: () => {},
  };
  const session = createSession({
    connect(given) {
      handlers = given;
      return client;
    },
    onWipe: () => {
      wipes += 1;
    },
  });
  handlers?.onState('open', false);
  const view = patientView(initialCabinet());
  const welcome = {
    type: 'welcome',
    api: 1,
    nextToken: '',
    simulation: true,
    place: 'Place',
    view,
    now: 0,
  } as const;
  handlers?.onMessage(welcome);
  return { session, handlers, wipes: () => wipes };
}

test('a core that is away hides nothing for good: the view stays for its return', () => {
  const { session, handlers } = harness();
  handlers?.onState('lost', false);
  expect(session.getState()).toMatchObject({ line: 'lost', view: { phase: 'idle' } });
});

test('a screen whose seat was taken keeps no view', () => {
  const { session, handlers } = harness();
  handlers?.onState('lost', true);
  expect(session.getState()).toMatchObject({ line: 'over', view: null });
});

test('a wipe leaves the place and the line, and no view', () => {
  const { session, handlers, wipes } = harness();
  handlers?.onMessage({ type: 'wipe' });
  expect(session.getState()).toMatchObject({ line: 'open', view: null, place: 'Place', dock: null });
  expect(wipes()).toBe(1);
});
