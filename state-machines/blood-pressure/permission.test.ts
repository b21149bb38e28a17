/** No inflation by accident: whatever is said in whatever order, again, late, or across restarts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atPosition, cuffEnd, freshCommand, NORMAL } from '../exam-kit.ts';
import { restoreCabinet } from '../restore.ts';
import { broken, CLAIM, CUFF, DOCTOR, DRIVEN, type Kit, MEMORY, ready, startOf, told } from '../test-kit.ts';

/** Killed and started again, from what was committed. */
function restart(kit: Kit): void {
  const saved = JSON.parse(JSON.stringify(kit.state)) as Kit['state'];
  const machines = saved.exam === null ? [saved.visit] : [saved.visit, saved.exam];
  kit.state = restoreCabinet(machines, { mono: kit.mono, wall: 0, clockSure: false }).state;
  kit.say({ type: 'core.restarted' });
}

const someOf = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];

/** `n` chooses among what was said before. */
const ACTS: Readonly<Record<string, (kit: Kit, n: number) => void>> = {
  ready: (kit) => kit.say(ready('position')),
  command: (kit) => kit.say({ type: 'doctor.startCuff', commandId: freshCommand() }),
  'ready and command': (kit) => {
    kit.say(ready('position'));
    kit.say({ type: 'doctor.startCuff', commandId: freshCommand() });
  },
  'a command again': (kit, n) => {
    const said = someOf(kit.acts.commands, n);
    if (said) kit.say({ type: 'doctor.startCuff', commandId: said.id });
  },
  'an obeyed command as of then': (kit, n) => {
    const id = someOf(kit.acts.started, n);
    const said = kit.acts.commands.find((command) => command.id === id);
    if (said) kit.say({ type: 'doctor.startCuff', commandId: said.id }, said.at);
  },
  'a ready as of then': (kit, n) => {
    const at = someOf(kit.acts.readies, n);
    if (at !== undefined) kit.say(ready('position'), at);
  },
  'a moment': (kit, n) => kit.pass((n * 13) % 3_000),
  'half a minute': (kit) => kit.pass(31_000),
  'almost a minute': (kit) => kit.pass(59_500),
  'its end': (kit) => kit.say(cuffEnd(kit, kit.inflating ?? freshCommand(), { numbers: NORMAL })),
  'its failure': (kit) => kit.say(cuffEnd(kit, kit.inflating ?? freshCommand(), { failure: 'movement' })),
  'an end of before': (kit, n) => {
    const id = someOf(kit.acts.started, n);
    if (id !== undefined) kit.say(cuffEnd(kit, id, { numbers: NORMAL }));
  },
  refused: (kit) =>
    kit.say({ type: 'cuff.refused', commandId: kit.inflating ?? freshCommand(), reason: 'no-answer' }),
  'doctor lost': (kit) => kit.say({ type: 'doctor.lost', claim: CLAIM }),
  'doctor back': (kit) => kit.say({ type: 'doctor.connected', claim: CLAIM }),
  'doctor anew': (kit) => kit.say({ type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM }),
  'screen lost': (kit) => kit.say({ type: 'screen.lost' }),
  restart,
  unplugged: (kit) => kit.say(told('blood-pressure', CUFF, 'absent')),
  'a driven cuff': (kit) => kit.say(DRIVEN),
  'a memory cuff': (kit) => kit.say(MEMORY),
  'once more': (kit) => kit.say({ type: 'doctor.repeatExam' }),
  cancelled: (kit) => kit.say({ type: 'doctor.cancelExam' }),
  skipped: (kit) => kit.say({ type: 'doctor.skipStep' }),
  begun: (kit) => {
    kit.say(startOf('blood-pressure', 'quick'));
    kit.say({ type: 'patient.answer', question: 'arm-unfit', yes: false });
    kit.say(ready('prepare'));
  },
};

test('no order of acts starts a cuff without a fresh command and a fresh ready, or lets it go on unwatched', () => {
  let inflations = 0;
  const likely = fc.constantFrom(
    'ready',
    'ready and command',
    'command',
    'doctor back',
    'a driven cuff',
    'begun',
  );
  const act = fc.tuple(fc.oneof(likely, fc.constantFrom(...Object.keys(ACTS))), fc.nat({ max: 1000 }));
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), (acts) => {
      const kit = atPosition();
      for (const [name, n] of acts) {
        ACTS[name]?.(kit, n);
        expect(kit.unsafe, name).toEqual([]);
      }
      expect(broken(kit)).toEqual([]);
      inflations += kit.acts.started.length;
    }),
    { seed: 4, numRuns: 150 },
  );
  // A property that never inflates would prove nothing.
  expect(inflations).toBeGreaterThan(50);
});

test('the patient type is the machine’s own: no event can give a cuff one', () => {
  const kit = atPosition();
  const exam = kit.state.exam;
  if (exam === null) throw new Error('no exam');
  const context = exam.state.context as { cuff: object };
  const blocked = { ...context, cuff: { ...context.cuff, patient: null } };
  kit.state = { ...kit.state, exam: { ...exam, state: { ...exam.state, context: blocked } } };
  expect(kit.say(ready('position')).changed).toBe(false);
  const ready60 = {
    ...blocked,
    cuff: { ...blocked.cuff, kind: 'driven', ready: { at: kit.mono, by: 'patient' } },
  };
  kit.state = { ...kit.state, exam: { ...exam, state: { value: 'connect', context: ready60 } } };
  expect(kit.say({ type: 'doctor.startCuff', commandId: freshCommand() }).effects).toEqual([]);
});
