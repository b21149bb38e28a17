import { expect, test } from 'vitest';
import type { DoctorView } from '../../../state-machines/contract.ts';
import type { Channel, FromCabinet } from '../../api/call-protocol.ts';
import { createSeat, type SeatEvent } from './seat.ts';

const visit = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
const claim = '7b6de3c0-7f6d-4f0e-8e63-000000000001';
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const view: DoctorView = {
  visit,
  phase: 'inCall',
  language: 'fr',
  identity: null,
  resumed: false,
  exam: null,
  refused: [],
  instrument: { state: 'absent', fault: null, label: null },
  media: { camera: true, microphone: true },
  helpRequested: false,
};
const FIELD = 'F'.repeat(886);
const turn = () => new Promise((r) => setTimeout(r, 1));

function harness(answer: 'changed' | 'unchanged' | 'failed' = 'changed') {
  let mono = 100_000;
  const sent: { channel: Channel; message: FromCabinet }[] = [];
  const events: SeatEvent[] = [];
  const executed = new Set<string>();
  const bad: string[] = [];
  const watched: string[] = [];
  const seat = createSeat({
    box: 'cabinet-1',
    journal: {
      read: async () => [],
      readBlob: async () => new Uint8Array(),
      knowsCommand: async (c) => executed.has(c),
    },
    nowMono: () => mono,
    view: () => view,
    async dispatch(event, options) {
      events.push(event);
      for (const c of options?.commandIds ?? []) executed.add(c);
      return answer;
    },
    pipe: (_epoch, channel, data) => sent.push({ channel, message: JSON.parse(data) }),
    watch: {
      take: (epoch) => watched.push(`take ${epoch}`),
      key: () => 'K'.repeat(87),
      greet: (_visit, theirs) => watched.push(`greet ${theirs}`),
      field: () => FIELD,
      hear: (field) => watched.push(`hear ${field.length}`),
      leave: () => watched.push('leave'),
    },
    onBadMessage: (reason) => bad.push(reason),
    bundleOf: async () => Buffer.from('{}'),
    onError: (error) => {
      throw error;
    },
  });
  seat.take({ claim, doctor: 'doctor', name: 'Garde', epoch: 2 });
  const say = (message: unknown, epoch = 2) => seat.receive(epoch, 'control', JSON.stringify(message));
  const hello = () =>
    say({ type: 'hello', protocol: 1, cursor: null, media: { camera: true, microphone: true } });
  const command = (n: number, over: object = {}) => ({
    type: 'command',
    id: id(n),
    visit,
    epoch: 2,
    step: null,
    issuedAt: mono,
    ttlMs: 3000,
    body: { type: 'exam.start', exam: 'oximetry' },
    ...over,
  });
  const outcomes = () =>
    sent.flatMap((s) =>
      s.message.type === 'command.outcome' ? [[s.message.id.at(-1), s.message.outcome]] : [],
    );
  return {
    seat,
    sent,
    events,
    bad,
    watched,
    say,
    hello,
    command,
    outcomes,
    pass: (ms: number) => (mono += ms),
  };
}

test('nothing is obeyed before hello; the seat asks for it', async () => {
  const h = harness();
  h.say(h.command(1));
  await turn();
  expect(h.sent.map((s) => s.message.type)).toEqual(['hello.please']);
  expect(h.events).toEqual([]);
});

test('hello is answered with the visit, a heartbeat with the cabinet time', () => {
  const h = harness();
  h.hello();
  h.say({ type: 'heartbeat', n: 7, t0: 12 });
  expect(h.sent[0]?.message).toMatchObject({ type: 'welcome', visit, epoch: 2 });
  expect(h.sent[1]?.message).toEqual({ type: 'heartbeat', n: 7, t0: 12, tc: 100_000, watch: FIELD });
  expect(h.events).toEqual([{ type: 'doctor.connected', claim }]);
});

test('a command runs once; its copy, its late twin and one of an older call do not', async () => {
  const h = harness();
  h.hello();
  const first = h.command(1);
  h.say(first);
  await turn();
  h.say(first);
  h.say(h.command(2, { issuedAt: 100_000 - 12_000 }));
  h.say(h.command(3, { epoch: 1 }));
  await turn();
  expect(h.outcomes()).toEqual([
    ['1', 'executed'],
    ['1', 'duplicate'],
    ['2', 'expired'],
    ['3', 'older-epoch'],
  ]);
  expect(h.events.filter((e) => e.type === 'doctor.startExam').length).toBe(1);
});

test('the same command twice in one breath is executed once', async () => {
  const h = harness();
  h.hello();
  h.say(h.command(1));
  h.say(h.command(1));
  await turn();
  expect(h.outcomes().sort()).toEqual([
    ['1', 'duplicate'],
    ['1', 'executed'],
  ]);
});

test('what the machine does not accept now is refused, not executed', async () => {
  const h = harness('unchanged');
  h.hello();
  h.say(h.command(1));
  await turn();
  expect(h.outcomes()).toEqual([['1', 'refused']]);
});

test('silence of 3 s is a lost doctor, once; a heartbeat brings him back', () => {
  const h = harness();
  h.hello();
  h.pass(3001);
  h.seat.tick();
  h.seat.tick();
  h.say({ type: 'heartbeat', n: 1, t0: 0 });
  expect(h.events.map((e) => e.type)).toEqual(['doctor.connected', 'doctor.lost', 'doctor.connected']);
});

test('a loss that could not be stored is told again', async () => {
  const h = harness('failed');
  h.hello();
  h.pass(3001);
  h.seat.tick();
  await turn();
  h.seat.tick();
  expect(h.events.map((e) => e.type)).toEqual(['doctor.connected', 'doctor.lost', 'doctor.lost']);
});

test('malformed, oversized and foreign-epoch messages change nothing and quote nothing', () => {
  const h = harness();
  h.hello();
  h.seat.receive(2, 'control', '{"type":"command","id":"secret-name"}');
  h.seat.receive(2, 'control', 'not json');
  h.seat.receive(2, 'control', JSON.stringify({ type: 'x', pad: 'a'.repeat(70_000) }));
  h.say({ type: 'heartbeat', n: 1, t0: 0 }, 1);
  const refusals = h.sent.filter((s) => s.message.type === 'refused');
  expect(refusals.map((s) => (s.message.type === 'refused' ? s.message.reason : ''))).toEqual([
    'malformed',
    'malformed',
    'too-large',
  ]);
  expect(JSON.stringify([refusals, h.bad])).not.toContain('secret-name');
  expect(h.events.length).toBe(1);
});

test('media are asked for on bulk, after hello, in this call alone', async () => {
  const h = harness();
  const get = JSON.stringify({ type: 'bulk.get', id: `urn:uuid:${id(1)}`, offset: 0 });
  const answers = () => h.sent.filter(({ channel }) => channel === 'bulk').map(({ message }) => message.type);
  h.seat.receive(2, 'bulk', get);
  h.hello();
  h.seat.receive(2, 'control', get);
  h.seat.receive(1, 'bulk', get);
  await turn();
  expect(answers()).toEqual([]);
  h.seat.receive(2, 'bulk', get);
  await turn();
  expect(answers()).toEqual(['bulk.none']);
});
