/** For tests: what is proved of every exam alike, with what was counted told at the end of the run. */
import { afterAll, describe, expect, test } from 'vitest';
import { tell } from '../fixtures/testing/tell.ts';
import type { ExamName } from './contract.ts';
import { watchMachine } from './coverage-kit.ts';
import { twin } from './exam-kit.ts';
import { walkExam } from './exam-walk-kit.ts';
import { CASES } from './explore-cases.ts';
import { type Explored, explore } from './explore-kit.ts';
import { faultsOf } from './faults-kit.ts';
import { killed } from './kill-kit.ts';
import { broken, type Kit } from './test-kit.ts';
import { examOf } from './views.ts';
import { leftBehind } from './walk-kit.ts';

const WALKS = 500;
/** Seconds of work; many times that where others work too. */
const LIMIT_MS = 600_000;

/** One of each step, the first that was met. */
function steps({ seen }: Explored): ReadonlyMap<string, Kit> {
  const first = new Map<string, Kit>();
  for (const kit of seen) {
    const step = examOf(kit.state)?.step;
    if (step !== undefined && !first.has(step)) first.set(step, kit);
  }
  return first;
}

/** Exams of one shared machine. `impossible`: ways that none of their declarations leaves open. */
export function proveExams(
  machine: string,
  exams: readonly ExamName[],
  impossible: readonly string[] = [],
): void {
  const watched = exams.map((exam) => ({ exam, ways: watchMachine(exam) }));
  const explored = CASES.filter(({ exam }) => exams.includes(exam)).map((which) => ({
    name: which.name,
    which,
    found: explore(which),
  }));
  const counted = { kills: 0, pairs: 0, walks: 0, states: 0 };

  describe.each(explored)('$name', ({ found, which }) => {
    test('nothing breaks: views, records, deadlines, instrument, one capture at a time, no cuff unasked', () => {
      expect(found.wrong.slice(0, 20)).toEqual([]);
      expect(found.seen.length).toBeGreaterThan(10);
      counted.states += found.seen.length;
    });
    test(
      'killed in any state: read back as it was, told the same, nothing moves, nothing twice',
      () => {
        const lost = found.seen.flatMap((kit) =>
          killed(kit).map((what) => `${examOf(kit.state)?.step}: ${what}`),
        );
        counted.kills += found.seen.length;
        expect(lost.slice(0, 20)).toEqual([]);
      },
      LIMIT_MS,
    );
    test(
      'every fault in every step',
      () => {
        const wrong: string[] = [];
        for (const [step, kit] of steps(found))
          for (const { name, happens } of faultsOf(which.exam)) {
            const struck = twin(kit);
            for (const said of happens(struck)) struck.say(said);
            wrong.push(...broken(struck).map((what) => `${step}, ${name}: ${what}`));
            const left = leftBehind({ kit: struck });
            if (left !== null) wrong.push(`${step}, ${name}: ${left}`);
            counted.pairs += 1;
          }
        expect(wrong.slice(0, 20)).toEqual([]);
      },
      LIMIT_MS,
    );
  });

  test.each(exams)(
    `${WALKS} random walks of %s`,
    (exam) => {
      const cases = CASES.filter((one) => one.exam === exam);
      expect(cases).not.toEqual([]);
      for (let seed = 1; seed <= WALKS; seed += 1) {
        const which = cases[seed % cases.length];
        const wrong = which === undefined ? null : walkExam(which, seed).wrong;
        if (wrong !== null) expect.fail(`seed ${seed}, ${wrong}`);
        counted.walks += 1;
      }
    },
    LIMIT_MS,
  );

  test(`every way through the machine of ${machine} was taken`, () => {
    const taken = new Set(watched.flatMap(({ ways }) => ways.taken()));
    const all = new Set(watched.flatMap(({ ways }) => ways.ways));
    expect([...all].filter((way) => !taken.has(way))).toEqual(impossible);
  });

  afterAll(() => {
    const { states, pairs, walks, kills } = counted;
    const ways = watched.map(
      ({ exam, ways: { ways: all, taken } }) => `${exam} ${taken().length}/${all.length}`,
    );
    tell(`machine-${machine.replaceAll(' ', '-')}`, [
      `machine of ${machine}: ${exams.length} exams, ${states} states told apart, ${kills} kills, ` +
        `${pairs} (step, fault) pairs, ${walks} walks; ways taken: ${ways.join(', ')}`,
    ]);
  });
}
