import { describe, expect, it } from 'vitest';
import { mayPublish, maySubscribe, parseUserName, type User } from './access.ts';
import { shapedMessage } from './test-relay.ts';

const box: User = { kind: 'box', name: 'cabinet-1' };
const doctor: User = { kind: 'doctor', name: 'doctor' };
const attendant: User = { kind: 'attendant', name: 'clerk' };
const call = { v: 1, box: 'cabinet-1', place: 'Ambert', call: { id: '0123abcd', since: 1, state: 'called' } };
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const signed = (value: unknown) => new TextEncoder().encode(shapedMessage(value));
const presence = { v: 1, box: 'cabinet-1', place: 'Ambert', state: 'waiting', since: 1, language: 'fr' };

describe('parseUserName', () => {
  it.each(['box:cabinet-1', 'doctor:d', 'attendant:clerk'])('knows %s', (name) => {
    expect(parseUserName(name)).toEqual({ kind: name.split(':')[0], name: name.split(':')[1] });
  });
  it.each(['', 'box', 'box:', 'admin:x', 'box:A', 'box:+', 'box:a/b', 'box:a:b', 'doctor:#'])(
    'refuses "%s"',
    (n) => expect(parseUserName(n)).toBeNull(),
  );
});

describe('mayPublish', () => {
  it.each([
    [box, 'doctor/doctor/from/cabinet-1', false, {}],
    [doctor, 'box/cabinet-1/from/doctor', false, {}],
    [box, 'box/cabinet-1/call', true, call],
    [box, 'box/cabinet-1/call', true, { ...call, call: null }],
    [attendant, 'box/cabinet-1/attendant/clerk', false, {}],
  ])('lets %j on %s', (user, topic, retain, value) => {
    expect(mayPublish(user, { topic, retain, payload: bytes(value) })).toEqual({ kind: 'allow' });
  });

  it('lets a box keep its signed presence, and a doctor his being on duty', () => {
    const kept = (user: User, topic: string, payload: Uint8Array) =>
      mayPublish(user, { topic, retain: true, payload }).kind;
    expect(kept(box, 'box/cabinet-1/presence', signed(presence))).toBe('allow');
    expect(kept(doctor, 'doctor/doctor/duty', signed({ type: 'duty' }))).toBe('allow');
    expect(kept(doctor, 'doctor/doctor/duty', new Uint8Array())).toBe('allow');
    expect(kept(doctor, 'doctor/doctor/duty', signed({ type: 'duty', patient: 'X' }))).toBe('invalid');
    expect(kept(doctor, 'doctor/doctor-2/duty', signed({ type: 'duty' }))).toBe('deny');
    expect(kept(box, 'doctor/doctor/duty', signed({ type: 'duty' }))).toBe('deny');
  });

  it.each([
    [box, 'box/cabinet-2/presence', true],
    [box, 'box/cabinet-1/from/doctor', false],
    [box, 'doctor/doctor/from/cabinet-2', false],
    [box, 'doctor/doctor/from/cabinet-1/more', false],
    [box, 'doctor/Doctor/from/cabinet-1', false],
    [box, '$SYS/broker', false],
    [box, '', false],
    [doctor, 'box/cabinet-1/presence', true],
    [doctor, 'box/cabinet-1/from/doctor-2', false],
    [doctor, 'doctor/doctor-2/from/cabinet-1', false],
    [doctor, 'doctor/doctor-2/from/doctor', false],
    [doctor, 'anything', false],
    [doctor, 'box/cabinet-1/call', true],
    [doctor, 'box/cabinet-1/attendant/doctor', false],
    [attendant, 'box/cabinet-1/attendant/doctor', false],
    [attendant, 'box/cabinet-1/from/clerk', false],
    [attendant, 'box/cabinet-1/call', true],
    [box, 'box/cabinet-2/call', true],
    [box, 'box/cabinet-1/attendant/cabinet-1', false],
  ])('refuses %j on %s', (user, topic, retain) => {
    expect(mayPublish(user, { topic, retain, payload: bytes(presence) })).toEqual({
      kind: 'deny',
      reason: 'topic',
    });
  });

  it('retains presence only, and presence only retained', () => {
    const payload = bytes(presence);
    const denied = { kind: 'deny', reason: 'retain' };
    expect(mayPublish(doctor, { topic: 'box/b/from/doctor', retain: true, payload })).toEqual(denied);
    expect(mayPublish(box, { topic: 'doctor/d/from/cabinet-1', retain: true, payload })).toEqual(denied);
    expect(mayPublish(box, { topic: 'box/cabinet-1/presence', retain: false, payload })).toEqual(denied);
  });

  it('takes 64 KB and not a byte more', () => {
    const of = (size: number) =>
      mayPublish(doctor, { topic: 'box/b/from/doctor', retain: false, payload: new Uint8Array(size) }).kind;
    expect([of(65_536), of(65_537)]).toEqual(['allow', 'deny']);
  });

  it.each([
    ['a field more', { ...presence, patient: 'X' }],
    ['another box', { ...presence, box: 'cabinet-2' }],
    ['a long place', { ...presence, place: 'x'.repeat(81) }],
    ['an unknown state', { ...presence, state: 'sad' }],
    ['a time in words', { ...presence, since: 'now' }],
    ['a language with words', { ...presence, language: 'fr, deaf' }],
    ['an urgency', { ...presence, urgent: true }],
    ['no object', 'waiting'],
  ])('refuses a presence with %s', (_what, value) => {
    const publication = { topic: 'box/cabinet-1/presence', retain: true };
    const invalid = { kind: 'invalid', reason: 'presence' };
    expect(mayPublish(box, { ...publication, payload: signed(value) })).toEqual(invalid);
    expect(mayPublish(box, { ...publication, payload: bytes(presence) })).toEqual(invalid);
  });

  it.each([
    ['why', { ...call, call: { ...call.call, why: 'fall' } }],
    ['another box', { ...call, box: 'cabinet-2' }],
  ])('refuses a call with %s', (_what, value) => {
    const publication = { topic: 'box/cabinet-1/call', retain: true, payload: bytes(value) };
    expect(mayPublish(box, publication)).toEqual({ kind: 'invalid', reason: 'call' });
  });

  it.each([new Uint8Array(), new Uint8Array([0xff, 0xfe])])('refuses a presence of no text', (payload) => {
    expect(mayPublish(box, { topic: 'box/cabinet-1/presence', retain: true, payload }).kind).toBe('invalid');
  });
});

describe('maySubscribe', () => {
  it('lets the listed filters only', () => {
    const granted = [
      'box/+/presence',
      'box/cabinet-1/from/+',
      'doctor/doctor/from/+',
      '#',
      'box/#',
      '+/+/+',
      'box/cabinet-2/from/+',
      'doctor/+/from/+',
      'doctor/doctor-2/from/+',
      '$SYS/#',
      'box/cabinet-1/attendant/+',
      'box/+/call',
      'doctor/+/duty',
    ].map((filter) => [box, doctor, attendant].map((user) => maySubscribe(user, filter)));
    expect(granted).toEqual([
      [false, true, true],
      [true, false, false],
      [false, true, false],
      ...Array(7).fill([false, false, false]),
      [true, false, false],
      [false, false, true],
      [true, false, false],
    ]);
  });
});
