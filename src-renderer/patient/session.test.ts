import { expect, test } from 'vitest';
import type { CoreClient } from '../../src-main/api/client.ts';
import { initialCabinet, patientView } from '../../state-machines/cabinet.ts';
import { type Connect, createSession } from './session.ts';

function harness() {
  let handlers: Parameters<Connect>[0] | undefined;
  const wipes: boolean[] = [];
  const client: CoreClient = {
    state: 'open',
    counts: { dropped: 0, reconnects: 0 },
    request: async () => ({ ok: true, error: null }),
    requestDock: async () => ({ ok: true, error: null }),
    requestTechnician: async () => ({ ok: true, error: null }),
    send: () => true,
    close: () => {},
  };
  const session = createSession({
    connect(given) {
      handlers = given;
      return client;
    },
    onWipe: (_client, fresh) => wipes.push(fresh),
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
  return { session, handlers, wipes, welcome };
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

test('a page that has shown somebody forgets the view and has to be replaced', () => {
  const { session, handlers, wipes, welcome } = harness();
  handlers?.onMessage({ type: 'view', view: { ...welcome.view, phase: 'identify' }, now: 0 });
  handlers?.onMessage({ type: 'view', view: { ...welcome.view, phase: 'cleaning' }, now: 0 });
  handlers?.onMessage({ type: 'wipe' });
  expect(session.getState()).toMatchObject({ line: 'open', view: null, place: 'Place', dock: null });
  expect(wipes).toEqual([false]);
});

test('the page that follows has shown nobody, and may say so at once', () => {
  const { session, handlers, wipes, welcome } = harness();
  handlers?.onMessage({ type: 'view', view: { ...welcome.view, phase: 'cleaning' }, now: 0 });
  handlers?.onMessage({ type: 'wipe' });
  expect(session.getState().view?.phase).toBe('cleaning');
  expect(wipes).toEqual([true]);
});
