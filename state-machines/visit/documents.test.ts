import { describe, expect, test } from 'vitest';
import type { Hand } from '../documents.ts';
import { freshCommand } from '../exam-kit.ts';
import { readRecord } from '../records.ts';
import { restoreCabinet } from '../restore.ts';
import {
  broken,
  CALL,
  CLAIM,
  chooses,
  createKit,
  DOCUMENT,
  type Kit,
  OTHER_CLAIM,
  printEnds,
  RECEIVED,
} from '../test-kit.ts';
import { visitOf } from '../views.ts';

const called = (): Kit => {
  const kit = createKit();
  kit.sayAll(CALL);
  return kit;
};
const received = (): Kit => {
  const kit = called();
  kit.say(RECEIVED);
  return kit;
};
/** The patient wants it on paper; the print's id. */
function printing(kit: Kit): string {
  kit.say(chooses('print'));
  return [...kit.printing][0] ?? '';
}
const hand = (kit: Kit): Hand | undefined => kit.view().documents?.[0]?.hand;
const says = (kit: Kit, said: Parameters<Kit['say']>[0]): boolean => kit.say(said).changed;

describe('a document of the doctor', () => {
  test('waits for the patient; the journal says who sent which bytes', () => {
    const kit = received();
    expect(hand(kit)).toEqual({ state: 'waits' });
    const kept = kit.records.flatMap((one) => readRecord(one, 'document.received') ?? []);
    expect(kept).toEqual([{ document: DOCUMENT, by: { id: 'doctor-a', name: 'Dr A' } }]);
    expect(kit.printing.size).toBe(0);
  });

  test('comes once, from a doctor who is surely there, into a visit', () => {
    const kit = received();
    expect(says(kit, RECEIVED)).toBe(false);
    kit.say({ type: 'doctor.lost', claim: CLAIM });
    const other = { ...DOCUMENT, id: DOCUMENT.id.replace('urn:uuid:0', 'urn:uuid:1') };
    expect(says(kit, { type: 'document.received', document: other })).toBe(false);
    expect(says(createKit(), RECEIVED)).toBe(false);
  });

  test('only shown: nothing is printed, and the patient may still change his mind', () => {
    const kit = received();
    kit.say(chooses('show'));
    expect(hand(kit)).toEqual({ state: 'shown' });
    expect(kit.effects.some(({ type }) => type === 'document.print')).toBe(false);
    expect(says(kit, { type: 'doctor.print', document: DOCUMENT.id, print: freshCommand() })).toBe(false);
    printing(kit);
    expect(hand(kit)?.state).toBe('printing');
  });

  test('printed: the bytes that were announced, the trouble on the way, the hash that was handed over', () => {
    const kit = received();
    const print = printing(kit);
    const asked = kit.effects.find(({ type }) => type === 'document.print');
    expect(asked).toMatchObject({ document: DOCUMENT.id, sha256: DOCUMENT.sha256, print });
    kit.say({ type: 'print.trouble', print, trouble: 'paper-out' });
    expect(hand(kit)).toMatchObject({ state: 'printing', trouble: 'paper-out' });
    expect(says(kit, { type: 'print.trouble', print, trouble: 'paper-out' })).toBe(false);
    kit.say({ type: 'print.trouble', print, trouble: null });
    kit.say(printEnds(print, null));
    expect(hand(kit)).toEqual({ state: 'handed-over', print });
    expect(says(kit, printEnds(print, 'jam'))).toBe(false);
    const over = kit.records.flatMap((one) => readRecord(one, 'print.over') ?? []);
    expect(over).toMatchObject([{ print, why: null, sha256: DOCUMENT.sha256 }]);
    expect(broken(kit)).toEqual([]);
  });

  test('once on paper only the doctor prints it again, and the journal counts', () => {
    const kit = received();
    kit.say(printEnds(printing(kit), null));
    expect(says(kit, chooses('print'))).toBe(false);
    const print = freshCommand();
    expect(says(kit, { type: 'doctor.print', document: DOCUMENT.id, print })).toBe(true);
    const begun = kit.records.flatMap((one) => readRecord(one, 'print.begun') ?? []);
    expect(begun.map(({ copy, by }) => [copy, by])).toEqual([
      [1, 'patient'],
      [2, 'doctor'],
    ]);
    expect(says(kit, { type: 'doctor.print', document: DOCUMENT.id, print: freshCommand() })).toBe(false);
  });

  test('not handed over: the patient tries again, unless paper may have come', () => {
    const kit = received();
    kit.say(printEnds(printing(kit), 'paper-out'));
    expect(hand(kit)).toMatchObject({ state: 'not-handed-over', why: 'paper-out' });
    kit.say(printEnds(printing(kit), 'printer-gone', false));
    expect(says(kit, chooses('print'))).toBe(false);
    expect(says(kit, chooses('seen'))).toBe(true);
    expect(says(kit, chooses('seen'))).toBe(false);
    expect(says(kit, { type: 'doctor.print', document: DOCUMENT.id, print: freshCommand() })).toBe(true);
  });

  test('not wanted any more while it prints: stopped, and over when the printer says so', () => {
    const kit = received();
    const print = printing(kit);
    kit.say(chooses('show'));
    expect(kit.effects).toContainEqual({ type: 'document.stop', print });
    expect(hand(kit)?.state).toBe('printing');
    kit.say(printEnds(print, 'taken-back'));
    expect(hand(kit)).toMatchObject({ state: 'not-handed-over', why: 'taken-back' });
  });
});

describe('whatever becomes of the visit', () => {
  test('a core that comes back follows no print, and says that nobody knows', () => {
    const kit = received();
    printing(kit);
    kit.say({ type: 'core.restarted' });
    expect(hand(kit)).toMatchObject({ why: 'restarted', withdrawn: false });
    expect(broken(kit)).toEqual([]);
  });

  test('an unreadable state keeps the documents', () => {
    const kit = received();
    printing(kit);
    const now = { mono: kit.mono, wall: 0, clockSure: true };
    const { state, records } = restoreCabinet([{ ...kit.state.visit, version: 0 }], now);
    expect(visitOf(state).context.documents[0]?.hand).toMatchObject({ why: 'restarted' });
    expect(records.map(({ kind }) => kind)).toContain('print.over');
  });

  test('who leaves takes his pages with him: the print is stopped, and ended in the journal', () => {
    const kit = received();
    const print = printing(kit);
    kit.say({ type: 'patient.leave' });
    expect(kit.effects).toContainEqual({ type: 'document.stop', print });
    kit.pass(21_000);
    const over = kit.records.flatMap((one) => readRecord(one, 'print.over') ?? []);
    expect(over).toMatchObject([{ print, why: 'visit-over', withdrawn: false }]);
    expect(visitOf(kit.state).context.documents).toEqual([]);
    expect(broken(kit)).toEqual([]);
  });

  test('after the call the patient still chooses; the goodbye shows nothing of it', () => {
    const kit = received();
    kit.say({ type: 'doctor.end' });
    expect(kit.view().documents).toHaveLength(1);
    const print = printing(kit);
    kit.say(printEnds(print, null));
    kit.say({ type: 'patient.finish' });
    expect(kit.view().documents).toEqual([]);
    expect(says(kit, chooses('seen'))).toBe(false);
  });

  test('the next doctor of the same visit finds them', () => {
    const kit = received();
    kit.say({ type: 'doctor.released', claim: CLAIM });
    kit.say({ type: 'doctor.claimed', doctor: { id: 'doctor-b', name: 'Dr B' }, claim: OTHER_CLAIM });
    expect(kit.view().documents).toHaveLength(1);
  });
});
