import { expect, test } from 'vitest';
import { patientView } from '../../state-machines/cabinet.ts';
import { BEGIN, CALL, createKit, FIRST_NAME, type Said, SURNAME } from '../../state-machines/test-kit.ts';
import type { ClientConnection, ClientMessage } from '../api/client-connection.ts';
import type { FromCore, Role } from '../api/core-api.ts';
import { createScreenDesk } from './screen-desk.ts';

function harness(callEpoch: number | null, said: readonly Said[] = CALL) {
  const kit = createKit();
  kit.sayAll(said);
  const events: string[] = [];
  let missing = 0;
  let gone = 0;
  const desk = createScreenDesk({
    simulation: false,
    place: 'Cabinet',
    findBooking: () => null,
    nowMono: () => 0,
    freshId: () => '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69',
    view: () => patientView(kit.state),
    async dispatch(event) {
      events.push(event.type);
      return 'changed';
    },
    dock: () => true,
    dockState: () => null,
    onPipe: () => events.push('pipe'),
    onSignal: () => events.push('signal'),
    onPeerMissing: () => {
      missing += 1;
    },
    callEpoch: () => callEpoch,
    icePolicy: 'all',
    pulse: { beat: () => {}, gone: () => {} },
    media: {
      receive: ({ type }) => {
        events.push(type);
        return type === 'media.chunk' ? 'a chunk out of order' : null;
      },
      screenGone() {
        gone += 1;
      },
    },
    documents: {
      receive: ({ type }) => events.push(type),
      forget: () => {},
    },
    watch: {
      report: () => events.push('report'),
      help: () => events.push('help pressed'),
      check: async () => 'changed' as const,
      answer: async (well) => (well ? 'changed' : 'unchanged'),
      welcome: () => [],
    },
    mediaLabels: () => ({ otoscope: 'pen' }),
  });
  const join = (role: Role) => {
    const sent: FromCore[] = [];
    let hear: (message: ClientMessage) => void = () => {};
    const client: ClientConnection = {
      id: 1,
      role,
      nextToken: 'x'.repeat(43),
      lastSeenAt: 0,
      send: (message) => sent.push(message) > 0,
      onMessage: (listener) => {
        hear = listener;
      },
      onClose: () => {},
      close: () => {},
    };
    desk.join(client);
    return {
      said: (message: ClientMessage) => hear(message),
      types: () => sent.map(({ type }) => type),
      sent,
    };
  };
  return { desk, join, events, missing: () => missing, gone: () => gone };
}

test('a renderer in a call that is over by the journal is told to close it', () => {
  const { join, missing } = harness(null);
  const screen = join('patient');
  screen.said({ type: 'call.state', epoch: 3, state: 'connected' });
  expect(screen.sent.at(-1)).toEqual({ type: 'call.close', epoch: 3 });
  expect(missing()).toBe(0);
});

test('a renderer in the call under way keeps it; one without a peer gets a new call', () => {
  const { join, missing } = harness(3);
  const screen = join('patient');
  screen.said({ type: 'call.state', epoch: 3, state: 'connected' });
  expect([screen.types(), missing()]).toEqual([['welcome'], 0]);
  screen.said({ type: 'call.state', epoch: 0, state: 'closed' });
  expect([screen.types(), missing()]).toEqual([['welcome'], 1]);
});

test('the wipe is asked for on each connection until it is done, and the cabinet is not free before', async () => {
  const { desk, join, events } = harness(null);
  join('patient');
  desk.wipe();
  const screen = join('patient');
  expect(screen.types()).toEqual(['welcome', 'wipe']);
  screen.said({ type: 'action', request: 1, action: { type: 'cleaningDone' } });
  expect(screen.sent.at(-1)).toMatchObject({ type: 'reply', ok: false, error: { code: 'not-now' } });
  screen.said({ type: 'wiped' });
  screen.said({ type: 'action', request: 2, action: { type: 'cleaningDone' } });
  expect(events).toEqual(['cleaning.done']);
  expect(join('patient').types()).toEqual(['welcome']);
});

test('only the screen acts: another role is refused, and moves no instrument outside simulation', () => {
  const { join, events } = harness(1);
  join('patient');
  const terminal = join('terminal');
  terminal.said({ type: 'action', request: 1, action: { type: 'begin' } });
  terminal.said({ type: 'dock', request: 2, action: { type: 'finger', state: 'in' } });
  terminal.said({ type: 'pipe', epoch: 1, channel: 'control', data: '{}' });
  expect(terminal.sent.slice(1)).toMatchObject([
    { ok: false, error: { code: 'not-allowed' } },
    { ok: false, error: { code: 'not-allowed' } },
  ]);
  expect(events).toEqual([]);
});

test('only the screen is told who is there', () => {
  const { join } = harness(1);
  expect(JSON.stringify(join('patient').sent)).toContain(FIRST_NAME);
  expect(JSON.stringify(join('terminal').sent)).not.toContain(FIRST_NAME);
});

test('nor what somebody types or answers before he is known', () => {
  const draft = { birthName: SURNAME, firstName: '', birthDate: null, dateAsked: false };
  const { join } = harness(null, [...BEGIN.slice(0, 3), { type: 'patient.draft', draft }]);
  expect(JSON.stringify(join('patient').sent)).toContain(SURNAME);
  expect(JSON.stringify(join('terminal').sent)).not.toContain(SURNAME);
  const asked = harness(null, BEGIN.slice(0, 5)).join('terminal');
  expect(asked.sent[0]).toMatchObject({ view: { detail: null, draft: null, redFlag: null } });
});

test('exam media are taken from the screen alone; a bad one is answered with its reason', () => {
  const h = harness(null);
  const screen = h.join('patient');
  expect(screen.sent[0]).toMatchObject({ type: 'welcome', mediaLabels: { otoscope: 'pen' } });
  const capture = '11111111-1111-4111-8111-111111111111';
  const failed: ClientMessage = { type: 'media.failed', capture, reason: 'no-device' };
  h.join('dock').said(failed);
  screen.said({ type: 'media.inputs', inputs: [{ need: 'otoscope', present: true, label: 'pen' }] });
  screen.said(failed);
  screen.said({ type: 'media.chunk', capture, offset: 0, data: '' });
  expect(h.events).toEqual(['media.inputs', 'media.failed', 'media.chunk']);
  expect(screen.sent.at(-1)).toEqual({
    type: 'refused',
    reason: 'not-allowed',
    detail: 'a chunk out of order',
  });
  expect(h.gone()).toBe(1);
  h.join('patient');
  expect(h.gone()).toBe(2);
});
