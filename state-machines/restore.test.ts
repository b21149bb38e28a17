import { describe, expect, test } from 'vitest';
import { doctorView, initialCabinet, patientView, stepCabinet } from './cabinet.ts';
import type { CabinetState, Instant, MachineSnapshot } from './contract.ts';
import { restoreCabinet } from './restore.ts';
import {
  BEGIN,
  broken,
  CALL,
  CONNECT,
  createKit,
  IDENTITY,
  type Said,
  SURNAME,
  TO_CONSENT,
  VISIT,
} from './test-kit.ts';

const now: Instant = { mono: 500, wall: 1_790_000_500_000, clockSure: true };
const stateAfter = (said: readonly Said[]): CabinetState => {
  const kit = createKit();
  kit.sayAll(said);
  return kit.state;
};
const snapshots = ({ visit, exam }: CabinetState): MachineSnapshot[] => (exam ? [visit, exam] : [visit]);
const older = (saved: MachineSnapshot): MachineSnapshot => ({ ...saved, version: 0 });
const renamed = (saved: MachineSnapshot, value: unknown): MachineSnapshot => ({
  ...saved,
  state: { ...saved.state, value },
});

test('nothing saved: idle', () => {
  expect(restoreCabinet([], now)).toEqual({ state: initialCabinet(), effects: [], records: [] });
});

test('same versions: the very same state, nothing to do', () => {
  for (let n = 0; n <= CONNECT.length; n++) {
    const state = stateAfter(CONNECT.slice(0, n));
    expect(restoreCabinet(snapshots(state), now)).toEqual({ state, effects: [], records: [] });
  }
});

describe('what this version cannot read', () => {
  const state = stateAfter(CONNECT);
  const exam = state.exam as MachineSnapshot;
  test.each([
    ['older visit', [older(state.visit), exam], 'unknown-version'],
    ['older exam', [state.visit, older(exam)], 'unknown-version'],
    ['renamed phase', [renamed(state.visit, 'lobby'), exam], 'unknown-state'],
    ['nested phase', [renamed(state.visit, { exam: 'x' }), exam], 'unknown-state'],
    ['renamed step', [state.visit, renamed(exam, 'wriggle')], 'unknown-state'],
    ['unknown machine', [state.visit, { ...exam, machine: 'pressure' as 'oximetry' }], 'unknown-version'],
    ['lost exam', [state.visit], 'unreadable'],
    [
      'damaged context',
      [{ ...state.visit, state: { value: 'exam', context: { visit: VISIT } } }, exam],
      'unreadable',
    ],
  ] as const)('%s: interrupted', (_name, saved, why) => {
    const restored = restoreCabinet(saved, now);
    expect(patientView(restored.state)).toMatchObject({ phase: 'interrupted', visit: VISIT, exam: null });
    expect(restored.records[0]).toMatchObject({ kind: 'visit.interrupted', payload: { why } });
    expect(restored.effects).toContainEqual({ type: 'call.close', reason: 'interrupted' });
    expect(restored.effects).toContainEqual({ type: 'instrument.release', capability: 'oximetry' });
    expect(restored.effects).toContainEqual({ type: 'deadline.clear', name: 'exam.connect' });
  });
});

test('the answers are kept and readable, and the patient goes on to the front of the queue', () => {
  const state = stateAfter(CALL);
  const kit = createKit({}, restoreCabinet([older(state.visit)], now).state);
  kit.deadlines.set('idle.ask', 300_000);
  expect(doctorView(kit.state)).toMatchObject({ identity: IDENTITY, language: 'en', resumed: true });
  expect(patientView(kit.state).greeting).toBeNull();
  kit.say({ type: 'patient.stillHere' });
  expect(patientView(kit.state)).toMatchObject({ phase: 'waiting', waitingSince: 1_790_000_010_000 });
  expect(doctorView(kit.state)?.resumed).toBe(true);
});

test('accepted readings are kept through an interruption', () => {
  const kit = createKit();
  kit.sayAll(CONNECT);
  kit.seconds(9);
  const restored = restoreCabinet(snapshots({ visit: older(kit.state.visit), exam: kit.state.exam }), now);
  const context = restored.state.visit.state.context as { results: unknown[] };
  expect(context.results).toEqual(kit.accepted());
});

test.each([
  [1, 'language'],
  [3, 'identify'],
  [4, 'details'],
  [5, 'details'],
  [TO_CONSENT, 'consent'],
  [TO_CONSENT + 1, 'redFlags'],
  [BEGIN.length, 'waiting'],
] as const)('interrupted after %i answers goes on at %s', (n, phase) => {
  const state = stateAfter(BEGIN.slice(0, n));
  const kit = createKit({}, restoreCabinet([older(state.visit)], now).state);
  kit.say({ type: 'patient.stillHere' });
  expect(patientView(kit.state).phase).toBe(phase);
});

test('the patient may leave instead, and nobody is left waiting for an answer', () => {
  const { state } = restoreCabinet([older(stateAfter(CALL).visit)], now);
  const at = { ...now, mono: 900 };
  const left = stepCabinet(state, { type: 'patient.leave', at });
  expect(patientView(left.state).phase).toBe('abandoned');
  const asked = stepCabinet(state, { type: 'deadline', name: 'idle.ask', at });
  const gone = stepCabinet(asked.state, { type: 'deadline', name: 'idle.end', at });
  expect(patientView(gone.state)).toMatchObject({ phase: 'abandoned', endedBecause: 'no-answer' });
});

test.each(['goodbye', 'abandoned', 'cleaning'])('a visit that was over (%s) is only cleaned', (value) => {
  const restored = restoreCabinet([renamed(older(stateAfter(CALL).visit), value)], now);
  expect(patientView(restored.state).phase).toBe('cleaning');
  expect(restored.effects).toContainEqual({ type: 'session.wipe' });
  expect(JSON.stringify(restored.state)).not.toContain(SURNAME);
});

test('an older idle is idle; a state without any visit is cleaned to be sure', () => {
  expect(restoreCabinet([older(initialCabinet().visit)], now).state).toEqual(initialCabinet());
  const odd: MachineSnapshot = { machine: 'visit', version: 9, state: { value: 7, context: null } };
  expect(patientView(restoreCabinet([odd], now).state).phase).toBe('cleaning');
});

test('after a reboot the question stands no longer than it may', () => {
  const kit = createKit();
  kit.sayAll(BEGIN);
  kit.pass(300_000);
  kit.mono = 10;
  kit.say({ type: 'core.restarted' });
  expect(kit.view().stillThereUntil).toBe(60_010);
  expect(broken(kit)).toEqual([]);
});
