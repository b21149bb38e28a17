/** For tests and drills: the core killed in one state, read back from what was committed, and gone on with. */
import { isDeepStrictEqual } from 'node:util';
import type { PatientView } from './contract.ts';
import { freshCommand, twin } from './exam-kit.ts';
import { restoreCabinet } from './restore.ts';
import { broken, type Kit } from './test-kit.ts';
import { examOf } from './views.ts';
import { leftBehind } from './walk-kit.ts';

/** What moved, or was about to, is aborted and offered again. */
export function stepAfterKill(kit: Kit): string | null {
  const exam = examOf(kit.state);
  if (exam === null) return null;
  if (exam.context.exam === 'blood-pressure') {
    if (exam.step === 'connect') return 'position';
    if (exam.step === 'measure') return 'repeat';
  }
  return exam.step === 'measure' && exam.context.media !== null ? 'connect' : exam.step;
}

/** What neither a restart nor time may change. */
export const kept = ({ exam, ...visit }: PatientView) => ({
  phase: visit.phase,
  visit: visit.visit,
  language: visit.language,
  sentence: visit.sentence?.id,
  held: visit.hold != null,
  asked: visit.stillThereUntil !== null,
  flag: visit.redFlag,
  set: visit.quickSet?.items,
  exam: exam && {
    name: exam.exam,
    mode: exam.mode,
    answers: exam.answers,
    question: exam.question,
    results: exam.results,
    media: exam.media?.media,
    target: exam.media?.target,
  },
});

/** Every promise of a restart that does not hold in this state. The kit itself is left as it is. */
export function killed(kit: Kit): string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  const saved = JSON.parse(JSON.stringify(kit.state)) as Kit['state'];
  const machines = saved.exam === null ? [saved.visit] : [saved.visit, saved.exam];
  const restored = restoreCabinet(machines, { mono: kit.mono, wall: 0, clockSure: false });
  must(isDeepStrictEqual(restored, { state: saved, effects: [], records: [] }), 'not read back as it was');

  const again = twin(kit);
  const readings = kit.accepted().length;
  const { effects } = again.say({ type: 'core.restarted' });
  const step = stepAfterKill(kit);
  must((again.view().exam?.step ?? null) === step, `at ${again.view().exam?.step}, not ${step}`);
  must(isDeepStrictEqual(kept(again.view()), kept(kit.view())), 'another public status');
  must(again.accepted().length === readings, 'a reading out of nothing');
  must(again.inflating === null, 'the cuff moves');
  const over = examOf(kit.state)?.over ?? true;
  if (kit.view().exam?.exam === 'blood-pressure' && !over)
    must(effects[0]?.type === 'cuff.stop', 'the cuff is not stopped first');
  // Whatever a buffer kept, and one that nobody is ready for.
  for (const { id, at } of kit.acts.commands.slice(-1)) {
    again.say({ type: 'doctor.startCuff', commandId: id });
    again.say({ type: 'doctor.startCuff', commandId: id }, at);
  }
  again.say({ type: 'doctor.startCuff', commandId: freshCommand() });
  must(again.inflating === null, 'the cuff moves without a ready');
  wrong.push(...broken(again));
  // Every deadline stands: alone, it comes to an end.
  const left = leftBehind({ kit: again });
  if (left !== null) wrong.push(left);
  return wrong;
}
