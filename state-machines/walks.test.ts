/**
 * The visit: random walks, what walks meet too seldom, every fault in every phase, and the core killed in every state
 * that any of them reached. `npm run drill -- walks` takes many more.
 */
import { afterAll, expect, test } from 'vitest';
import { tell } from '../fixtures/testing/tell.ts';
import { watchMachine } from './coverage-kit.ts';
import { twin } from './exam-kit.ts';
import { AROUND } from './faults-kit.ts';
import { killed } from './kill-kit.ts';
import { broken, type Kit } from './test-kit.ts';
import { visitOf } from './views.ts';
import { SELDOM } from './visit-ways.ts';
import { leftBehind, walk } from './walk-kit.ts';

const WALKS = 500;
const STEPS = 70;
/** Seconds of work; many times that where others work too. */
const LIMIT_MS = 600_000;

const ways = watchMachine('visit');
const counted = { kills: 0, pairs: 0 };
/** One cabinet of each state that people can tell apart. */
const states = new Map<string, Kit>();

function note(kit: Kit): void {
  const { phase, exam, hold, sentence, quickSet, stillThereUntil } = kit.view();
  const { doctor, keepOn, urgent, unread } = visitOf(kit.state).context;
  const running = quickSet?.items.map(({ outcome }) => outcome === 'runs');
  const about = [hold != null, sentence != null, stillThereUntil !== null, keepOn, urgent !== null];
  const key = JSON.stringify([
    phase,
    kit.view().detail?.detail,
    exam?.exam,
    exam?.step,
    doctor?.link,
    running,
    about,
    unread.length > 0,
  ]);
  if (!states.has(key)) states.set(key, twin(kit));
}

test(
  `${WALKS} random walks keep every promise, and leave a cabinet that is free of everybody`,
  () => {
    const phases = new Set<string>();
    const exams = new Set<string>();
    let readings = 0;
    let inflations = 0;
    let media = 0;
    for (let seed = 1; seed <= WALKS; seed++) {
      const walked = walk(seed, STEPS, note);
      if (walked.wrong !== null) expect.fail(`seed ${seed}, ${walked.wrong}`);
      for (const phase of walked.phases) phases.add(phase);
      readings += walked.kit.accepted().length;
      inflations += walked.kit.acts.started.length;
      media += walked.kit.kinds().filter((kind) => kind === 'media.kept').length;
      for (const reading of walked.kit.accepted()) exams.add(reading.quantity);
      expect(leftBehind(walked), `seed ${seed}`).toBeNull();
    }
    expect(phases.size).toBe(15);
    expect(readings).toBeGreaterThan(50);
    expect(inflations).toBeGreaterThan(5);
    expect(media).toBeGreaterThan(50);
    for (const quantity of ['spo2', 'press-cuff-sys', 'body-temperature', 'mass-body'])
      expect(exams).toContain(quantity);
  },
  LIMIT_MS,
);

test.each(Object.entries(SELDOM))('%s', (_name, brought) => {
  const kit = brought();
  expect(broken(kit)).toEqual([]);
  note(kit);
});

test(
  'killed in every state: read back as it was, told the same, nothing moves, nothing twice',
  () => {
    const lost = [...states].flatMap(([key, kit]) => killed(kit).map((what) => `${key}: ${what}`));
    counted.kills = states.size;
    expect(lost.slice(0, 20)).toEqual([]);
  },
  LIMIT_MS,
);

test(
  'every fault in every phase',
  () => {
    const wrong: string[] = [];
    const phases = new Map([...states.values()].map((kit) => [kit.view().phase, kit]));
    for (const [phase, kit] of phases)
      for (const { name, happens } of AROUND) {
        const struck = twin(kit);
        for (const said of happens(struck)) struck.say(said);
        wrong.push(...broken(struck).map((what) => `${phase}, ${name}: ${what}`));
        const left = leftBehind({ kit: struck });
        if (left !== null) wrong.push(`${phase}, ${name}: ${left}`);
        counted.pairs += 1;
      }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(phases.size).toBe(16);
  },
  LIMIT_MS,
);

test('every way through the visit was taken', () => {
  const taken = new Set(ways.taken());
  expect(ways.ways.filter((way) => !taken.has(way))).toEqual([]);
});

afterAll(() =>
  tell('machine-of-the-visit', [
    `machine of the visit: ${states.size} states told apart, ${counted.kills} kills, ${counted.pairs} (phase, fault) ` +
      `pairs, ${WALKS} walks; ways taken: ${ways.taken().length}/${ways.ways.length}`,
  ]),
);
