import { describe, expect, test } from 'vitest';
import { doctorView, patientView } from '../cabinet.ts';
import type { MachineSnapshot } from '../contract.ts';
import { leaveToBeRead } from '../reading-kit.ts';
import { readRecord } from '../records.ts';
import { restoreCabinet } from '../restore.ts';
import {
  broken,
  CLAIM,
  createKit,
  DOCTOR,
  IDENTITY,
  type Kit,
  OTHER_CLAIM,
  OTHER_DOCTOR,
  type Said,
  uuid,
  VISIT,
} from '../test-kit.ts';
import { visitOf } from '../views.ts';

const SECOND = uuid(9);
const HOURS = 3_600_000;
const contextOf = (kit: Kit) => visitOf(kit.state).context;

function twoLeft(): Kit {
  const kit = createKit();
  leaveToBeRead(kit, VISIT);
  kit.pass(60_000);
  leaveToBeRead(kit, SECOND);
  return kit;
}
const CLAIMED: Said = { type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM };
const HERE: Said = { type: 'doctor.connected', claim: CLAIM };

describe('what an idle cabinet holds unread', () => {
  test('a doctor opens the one that has waited longest; the screen says nothing of it', () => {
    const kit = twoLeft();
    expect(contextOf(kit).unread.map(({ visit }) => visit)).toEqual([VISIT, SECOND]);
    expect(doctorView(kit.state)).toBe(null);
    kit.sayAll([CLAIMED, HERE]);
    expect(doctorView(kit.state)).toMatchObject({ visit: VISIT, phase: 'idle', identity: null });
    const view = patientView(kit.state);
    expect([view.phase, view.visit, view.doctor, view.greeting]).toEqual(['idle', null, null, null]);
    expect(broken(kit)).toEqual([]);
  });

  test('read: that one, its deadline with it; the next claim opens the next', () => {
    const kit = twoLeft();
    kit.sayAll([CLAIMED, HERE]);
    expect(kit.say({ type: 'doctor.readPrepared', visit: SECOND }).changed).toBe(false);
    kit.say({ type: 'doctor.readPrepared', visit: VISIT });
    expect(kit.records.flatMap((r) => readRecord(r, 'prepared.read') ?? [])).toMatchObject([
      { visit: VISIT, by: DOCTOR },
    ]);
    expect(doctorView(kit.state)?.visit).toBe(VISIT);
    kit.say({ type: 'doctor.end' });
    expect([kit.view().phase, contextOf(kit).doctor, contextOf(kit).reading]).toEqual(['idle', null, null]);
    kit.sayAll([
      { ...CLAIMED, claim: OTHER_CLAIM },
      { type: 'doctor.connected', claim: OTHER_CLAIM },
    ]);
    expect(doctorView(kit.state)?.visit).toBe(SECOND);
    kit.say({ type: 'doctor.readPrepared', visit: SECOND });
    kit.say({ type: 'doctor.released', claim: OTHER_CLAIM });
    expect([contextOf(kit).unread, kit.deadlines.size, broken(kit)]).toEqual([[], 0, []]);
    expect(kit.say(CLAIMED).changed).toBe(false);
  });

  test('not read: it stays, and is escalated all the same', () => {
    const kit = twoLeft();
    kit.sayAll([CLAIMED, HERE, { type: 'doctor.lost', claim: CLAIM }]);
    kit.pass(120_000);
    expect([contextOf(kit).doctor, contextOf(kit).reading, kit.view().phase]).toEqual([null, null, 'idle']);
    kit.pass(4 * HOURS);
    expect(contextOf(kit).unread.map(({ late }) => late)).toEqual([true, true]);
    expect(kit.kinds()).toContain('attendant.called');
    expect(broken(kit)).toEqual([]);
  });

  test('whoever comes in comes first, and his calls count from one', () => {
    const kit = twoLeft();
    kit.sayAll([CLAIMED, HERE, { type: 'patient.begin', visit: uuid(11) }]);
    expect(kit.view()).toMatchObject({ phase: 'welcome', doctor: null });
    expect(contextOf(kit)).toMatchObject({ doctor: null, reading: null, calls: 0 });
    expect(kit.effects).toContainEqual({ type: 'call.close', reason: 'interrupted' });
    expect(contextOf(kit).unread.length).toBe(2);
    expect(broken(kit)).toEqual([]);
  });

  test('there is nobody whom an order could be for', () => {
    const kit = twoLeft();
    kit.sayAll([CLAIMED, HERE]);
    for (const said of [
      { type: 'doctor.startExam', exam: 'oximetry' },
      { type: 'doctor.startQuickSet' },
      { type: 'doctor.keepOn', on: true },
      { type: 'doctor.hold', on: true },
      { type: 'doctor.helper', helper: 'nurse' },
      { type: 'doctor.say', id: uuid(77), sentence: { ready: 'still' } },
      {
        type: 'doctor.entered',
        entry: uuid(78),
        entered: { item: 'pain', value: 3, unit: '{score}' },
        replaces: null,
      },
    ] as const satisfies readonly Said[])
      expect(kit.say(said).changed, said.type).toBe(false);
  });

  test('another doctor does not take it meanwhile; the same one comes back', () => {
    const kit = twoLeft();
    kit.sayAll([CLAIMED, HERE]);
    expect(kit.say({ type: 'doctor.claimed', doctor: OTHER_DOCTOR, claim: OTHER_CLAIM }).changed).toBe(false);
    kit.say({ type: 'core.restarted' });
    kit.sayAll([CLAIMED, HERE]);
    expect(doctorView(kit.state)?.visit).toBe(VISIT);
    expect(broken(kit)).toEqual([]);
  });

  test('an older version of the free cabinet comes back with it, and with its deadline', () => {
    const kit = twoLeft();
    const older: MachineSnapshot = { ...kit.state.visit, version: 1 };
    const now = { mono: 5, wall: 1_790_000_000_000 + kit.mono, clockSure: true };
    const { state, effects } = restoreCabinet([older], now);
    expect(visitOf(state).context.unread).toEqual(contextOf(kit).unread);
    expect(visitOf(state)).toMatchObject({ phase: 'idle', context: { visit: null, identity: null } });
    expect(effects).toMatchObject([{ type: 'deadline.set', name: 'unread.due' }]);
    expect(JSON.stringify(state)).not.toContain(IDENTITY.birthName);
  });
});
