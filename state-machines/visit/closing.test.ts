import { describe, expect, test } from 'vitest';
import { freshCommand } from '../exam-kit.ts';
import { readRecord } from '../records.ts';
import {
  answers,
  BEGIN,
  CALL,
  CLAIM,
  createKit,
  DOCUMENT,
  EARLIER,
  type Kit,
  NOTE,
  type Said,
  summed,
  TO_CONSENT,
  writes,
} from '../test-kit.ts';
import { doctorView, visitOf } from '../views.ts';

const called = (...said: readonly Said[]): Kit => {
  const kit = createKit();
  kit.sayAll([...CALL, ...said]);
  return kit;
};
const says = (kit: Kit, said: Said): boolean => kit.say(said).changed;
const share = (granted: boolean, look = freshCommand()): Said => ({ type: 'patient.share', granted, look });
const looks = (look: string): Said => ({ type: 'doctor.lookEarlier', look });
const wanted = (kit: Kit) => kit.effects.filter(({ type }) => type === 'earlier.look');
const earlier = (kit: Kit) => doctorView(kit.state)?.earlier;
const question = (kit: Kit) => kit.view().share?.question;
const consents = (kit: Kit) => kit.records.flatMap((one) => readRecord(one, 'share.consent') ?? []);

describe('a note for the next doctor', () => {
  test('is kept, and the patient is asked once whether it may be read', () => {
    const [first, second] = [freshCommand(), freshCommand()];
    const kit = called(writes(first));
    expect(doctorView(kit.state)?.note?.note).toEqual(NOTE);
    expect(question(kit)).toBe('next');
    // Nobody may read it before he has said yes.
    expect(visitOf(kit.state).context.share).toBeNull();
    kit.say(share(false));
    kit.say(writes(second, `urn:uuid:${first}`));
    expect(question(kit)).toBeNull();
    expect(consents(kit)).toEqual([{ granted: false }]);
  });

  test('is corrected by name only', () => {
    const first = freshCommand();
    const kit = called(writes(first));
    expect(says(kit, writes(freshCommand()))).toBe(false);
    expect(says(kit, writes(freshCommand(), `urn:uuid:${freshCommand()}`))).toBe(false);
    expect(says(kit, writes(freshCommand(), `urn:uuid:${first}`))).toBe(true);
  });

  test('from a doctor who is surely there, of somebody who agreed to the visit', () => {
    const lost = called({ type: 'doctor.lost', claim: CLAIM });
    for (const said of [writes(freshCommand()), summed(freshCommand()), looks(freshCommand())])
      expect(says(lost, said)).toBe(false);
    const early = createKit();
    early.sayAll(BEGIN.slice(0, TO_CONSENT));
    for (const said of [writes(freshCommand()), share(true), looks(freshCommand())])
      expect(says(early, said)).toBe(false);
  });
});

describe('who may read it', () => {
  test('his word is changed until the end, each time in the journal', () => {
    const kit = called(writes(freshCommand()), share(true), { type: 'doctor.end' });
    expect(kit.view().share).toEqual({ granted: true, question: null });
    expect(says(kit, share(true))).toBe(false);
    kit.say(share(false));
    expect(consents(kit)).toEqual([{ granted: true }, { granted: false }]);
  });

  test('nothing is said for him: unasked he cannot be taken at a word', () => {
    expect(says(called(), share(true))).toBe(false);
  });

  test('left unanswered it is a no', () => {
    const kit = called(writes(freshCommand()), { type: 'doctor.end' }, { type: 'patient.finish' });
    expect(consents(kit)).toEqual([]);
  });
});

describe('what other doctors left', () => {
  test('as the record allows: shown, traced without its words, the patient told', () => {
    const look = freshCommand();
    const kit = called(looks(look), answers(look));
    expect(wanted(kit)).toEqual([{ type: 'earlier.look', look, granted: null }]);
    expect(earlier(kit)).toEqual({ state: 'shown', notes: [EARLIER] });
    expect(question(kit)).toBe('told');
    const shown = kit.records.filter(({ kind }) => kind.startsWith('earlier.'));
    expect(shown).toEqual([
      { kind: 'earlier.shown', payload: { by: { id: 'doctor-a', name: 'Dr A' }, notes: [EARLIER.id] } },
    ]);
    kit.say(share(true));
    expect(consents(kit)).toEqual([]);
    expect(earlier(kit)?.state).toBe('shown');
  });

  test('taken off the screen at his no', () => {
    const look = freshCommand();
    const kit = called(looks(look), answers(look), share(false));
    expect(earlier(kit)).toEqual({ state: 'refused', why: 'not-agreed' });
    expect(says(kit, looks(freshCommand()))).toBe(false);
    expect(JSON.stringify(doctorView(kit.state))).not.toContain(EARLIER.note.found);
  });

  test('his no while it is looked for', () => {
    const look = freshCommand();
    const kit = called(writes(freshCommand()), looks(look), share(false));
    expect(says(kit, answers(look))).toBe(false);
    expect(earlier(kit)).toEqual({ state: 'refused', why: 'not-agreed' });
  });

  test('not agreed: he is asked, and his yes looks again', () => {
    const [look, again] = [freshCommand(), freshCommand()];
    const kit = called(looks(look), answers(look, { refused: 'not-agreed' }), { type: 'doctor.askShare' });
    expect(question(kit)).toBe('earlier');
    kit.say(share(true, again));
    expect(wanted(kit).at(-1)).toEqual({ type: 'earlier.look', look: again, granted: true });
    kit.say(answers(again));
    expect(earlier(kit)?.state).toBe('shown');
    expect(question(kit)).toBeNull();
  });

  test('never to another doctor of the same visit, never after a restart, never to somebody who did not ask', () => {
    const look = freshCommand();
    const left = called(looks(look), answers(look), { type: 'doctor.released', claim: CLAIM });
    expect(visitOf(left.state).context.earlier).toBeNull();
    const back = called(looks(look), { type: 'core.restarted' });
    expect(says(back, answers(look))).toBe(false);
    expect(says(called(looks(look)), answers(freshCommand()))).toBe(false);
    expect(says(called(), answers(look))).toBe(false);
  });
});

describe('a sheet for the patient', () => {
  const lines = [{ ready: 'drink' as const }, { text: 'Zzsentence' }];
  const received = (document: object): Said =>
    ({ type: 'document.received', document: { ...DOCUMENT, ...document } }) as Said;

  test('has words; a prescription has none beside it', () => {
    expect(says(called(), received({ kind: 'sheet', lines }))).toBe(true);
    expect(says(called(), received({ kind: 'sheet' }))).toBe(false);
    expect(says(called(), received({ lines }))).toBe(false);
  });

  test('without paper nothing is printed, and nothing of it is left when he has gone', () => {
    const kit = called(received({ kind: 'sheet', lines }));
    kit.say({ type: 'patient.document', document: DOCUMENT.id, choice: 'show', print: freshCommand() });
    kit.sayAll([{ type: 'doctor.end' }, { type: 'patient.finish' }, { type: 'patient.finish' }]);
    expect(kit.effects.some(({ type }) => type === 'document.print')).toBe(false);
    expect(JSON.stringify([kit.state, kit.view()])).not.toContain('Zz');
  });
});
