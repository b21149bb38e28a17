import { expect, test } from 'vitest';
import type { Channel, FromCabinet, Live } from '../../src-main/api/call-protocol.ts';
import type { DoctorView } from '../../state-machines/contract.ts';
import { createFakeClock } from './fake-clock.ts';
import { createLine } from './line.ts';

const visit = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
const CABINET_AHEAD = 500_000;
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

function harness() {
  const clock = createFakeClock(1000);
  const sent: { channel: Channel; message: Record<string, unknown> }[] = [];
  const lives: Live[] = [];
  const byes: string[] = [];
  let changes = 0;
  const ids = [0];
  let up = true;
  const line = createLine({
    clock,
    newId: () => `00000000-0000-4000-8000-${String(ids.push(0)).padStart(12, '0')}`,
    send(channel, data) {
      if (!up) return 'sent';
      sent.push({ channel, message: JSON.parse(data) });
      return 'sent';
    },
    media: () => ({ camera: true, microphone: false }),
    onChange: () => {
      changes += 1;
    },
    onBye: (reason) => byes.push(reason),
    onLive: (live) => lives.push(live),
    onWave: () => {},
    onDocument: () => {},
    onBulk: () => {},
  });
  const hear = (message: FromCabinet, channel: Channel = 'control') =>
    line.receive(channel, JSON.stringify(message));
  const answerLastBeat = () => {
    const beat = sent.findLast((s) => s.message.type === 'heartbeat')?.message;
    if (!beat) throw new Error('no heartbeat was sent');
    hear({ type: 'heartbeat', n: Number(beat.n), t0: Number(beat.t0), tc: clock.now() + CABINET_AHEAD });
  };
  const beat = () => {
    line.tick();
    answerLastBeat();
  };
  const join = () => {
    line.begin(visit, 1);
    line.hello();
    hear({ type: 'welcome', protocol: 1, box: 'b', visit, epoch: 1, view });
    beat();
  };
  const types = () => sent.map((s) => s.message.type);
  return {
    line,
    clock,
    sent,
    lives,
    byes,
    types,
    hear,
    beat,
    join,
    changes: () => changes,
    cut: () => (up = false),
    mend: () => (up = true),
  };
}

const event = (seq: number): FromCabinet => ({
  type: 'event',
  epoch: 1,
  seq,
  id: `urn:uuid:${seq}`,
  kind: 'reading.accepted',
  at: { mono: 0, wall: 0, clockSure: true },
  payload: { value: 97 },
});
const spo2 = (sampledAt: number): Live => ({
  type: 'live',
  quantity: 'spo2',
  value: 97,
  unit: '%',
  quality: 'good',
  sampledAt,
  quietMs: 1000,
});

test('says hello with its media and no cursor, then is live by the first echo', () => {
  const h = harness();
  h.join();
  expect(h.sent[0]).toEqual({
    channel: 'control',
    message: { type: 'hello', protocol: 1, cursor: null, media: { camera: true, microphone: false } },
  });
  expect(h.line.getState()).toMatchObject({ link: 'live', view, epoch: 1, roundTripMs: 0 });
});

test('silence of 1.5 s is a lost link; the next echo brings it back', () => {
  const h = harness();
  h.join();
  h.clock.pass(1500);
  h.line.tick();
  expect(h.line.getState().link).toBe('live');
  h.clock.pass(1);
  h.line.tick();
  expect(h.line.getState().link).toBe('lost');
  h.beat();
  expect(h.line.getState().link).toBe('live');
});

test('an echo that waited out a cut does not make the link live', () => {
  const h = harness();
  h.join();
  h.line.tick();
  h.clock.pass(12_000);
  const old = h.sent.findLast((s) => s.message.type === 'heartbeat')?.message;
  h.line.tick();
  h.hear({ type: 'heartbeat', n: Number(old?.n), t0: Number(old?.t0), tc: CABINET_AHEAD });
  expect(h.line.getState().link).toBe('lost');
});

test('a sleep of the machine is a lost link and an unknown clock', () => {
  const h = harness();
  h.join();
  h.hear(spo2(h.clock.now() + CABINET_AHEAD), 'waves');
  expect(h.line.live('spo2')?.freshness).toBe('fresh');
  h.clock.sleep(3_600_000);
  expect(h.line.live('spo2')?.freshness).toBe('stale');
  h.line.tick();
  expect(h.line.getState().link).toBe('lost');
});

test('a command is sent once, live, in cabinet time; in a cut it is refused here and never sent', () => {
  const h = harness();
  h.join();
  const id = h.line.command({ type: 'exam.start', exam: 'oximetry' });
  expect(h.sent.at(-1)?.message).toMatchObject({
    type: 'command',
    id,
    visit,
    epoch: 1,
    issuedAt: h.clock.now() + CABINET_AHEAD,
    ttlMs: 3000,
  });
  h.hear({ type: 'command.outcome', id: id ?? '', outcome: 'executed', reason: '' });
  h.clock.pass(2000);
  h.line.tick();
  expect(h.line.command({ type: 'exam.cancel' })).toBeNull();
  expect(h.types().filter((type) => type === 'command').length).toBe(1);
  expect(h.line.getState().commands.map((c) => [c.outcome, c.reason])).toEqual([
    ['executed', ''],
    ['refused', 'link-lost'],
  ]);
});

test('a command pressed as the link dies ends unconfirmed, then as the cabinet says', () => {
  const h = harness();
  h.join();
  h.cut();
  const id = h.line.command({ type: 'exam.cancel' }) ?? '';
  h.clock.pass(5001);
  h.line.tick();
  expect(h.line.getState().commands[0]?.outcome).toBe('unconfirmed');
  h.hear({ type: 'command.outcome', id, outcome: 'expired', reason: 'arrived 12000 ms after it was given' });
  expect(h.line.getState().commands[0]?.outcome).toBe('expired');
});

test('events come once, in order, are acknowledged together, and give the next cursor', () => {
  const h = harness();
  h.join();
  for (const seq of [2, 4, 4, 3, 9]) h.hear(event(seq), 'journal');
  h.clock.pass(50);
  expect(h.sent.filter((s) => s.channel === 'journal').map((s) => s.message)).toEqual([
    { type: 'ack', cursor: { epoch: 1, seq: 9 } },
  ]);
  expect(h.line.getState().events.map((e) => e.seq)).toEqual([2, 3, 4, 9]);
  h.line.begin(visit, 2);
  h.line.hello();
  expect(h.sent.at(-1)?.message).toMatchObject({ type: 'hello', cursor: { epoch: 1, seq: 9 } });
  h.hear(event(9), 'journal');
  expect(h.line.getState().events.length).toBe(4);
});

test('a replayed reading never enters the live tile, nor does a value of an earlier call', () => {
  const h = harness();
  h.join();
  h.hear(event(1), 'journal');
  expect(h.line.live('spo2')).toBeNull();
  h.hear(spo2(h.clock.now() + CABINET_AHEAD), 'waves');
  h.line.begin(visit, 2);
  expect(h.line.live('spo2')).toBeNull();
});

test('live values bypass the state; an older sample is not even shown', () => {
  const h = harness();
  h.join();
  const before = h.changes();
  h.hear(spo2(600_000), 'waves');
  h.hear(spo2(599_000), 'waves');
  expect(h.lives.map((l) => l.sampledAt)).toEqual([600_000]);
  expect(h.changes()).toBe(before);
});

test('another visit starts with nothing of the one before', () => {
  const h = harness();
  h.join();
  h.hear(event(1), 'journal');
  h.line.begin('9b2f1d0c-8a51-4b6e-9d7a-1f2d3c4b5a69', 1);
  expect(h.line.getState()).toMatchObject({ events: [], commands: [], view: null });
});

test('malformed, misplaced, oversized and foreign messages change nothing', () => {
  const h = harness();
  h.join();
  const before = h.line.getState();
  h.line.receive('control', 'not json');
  h.line.receive('control', '{"type":"event","seq":1}');
  h.line.receive('control', JSON.stringify(event(1)));
  h.line.receive('waves', JSON.stringify({ type: 'bye', reason: 'ended' }));
  h.line.receive('journal', JSON.stringify({ ...event(1), payload: 'x'.repeat(70_000) }));
  h.hear({ type: 'welcome', protocol: 1, box: 'b', visit, epoch: 7, view: { ...view, phase: 'goodbye' } });
  h.hear({ type: 'command.outcome', id: visit, outcome: 'executed', reason: '' });
  expect(h.line.getState()).toBe(before);
  expect(h.byes).toEqual([]);
});

test('a restarted core asks for a hello and gets it with the cursor', () => {
  const h = harness();
  h.join();
  h.hear(event(5), 'journal');
  h.hear({ type: 'hello.please' });
  expect(h.sent.at(-1)?.message).toMatchObject({ type: 'hello', cursor: { epoch: 1, seq: 5 } });
});
