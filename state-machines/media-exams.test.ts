/** Every state of every exam that takes pictures or sounds with every event, and a restart in each. */
import { describe, expect, test } from 'vitest';
import { EAR_TARGETS, type MediaTarget } from './contract.ts';
import { captured, freshCommand } from './exam-kit.ts';
import { type Case, explore, killedEverywhere, type Own, waysNotTaken } from './explore-kit.ts';
import { inputs, type Kit, ready, type Said } from './test-kit.ts';

const POOR = { still: { sharpness: 1 }, clip: { levelDb: -90 } } as const;
const mediaEvents =
  (kind: 'still' | 'clip', targets: readonly MediaTarget[]): Own =>
  (kit) => {
    const medium = kit.view().exam?.media?.toJudge ?? `urn:uuid:${freshCommand()}`;
    const capture = kit.capturing ?? freshCommand();
    const wrong = kind === 'clip' ? 'still' : 'clip';
    return [
      { type: 'shutter.pressed', capture: freshCommand() },
      { type: 'doctor.capture', capture: freshCommand() },
      captured(kit, { [kind]: {} }),
      captured(kit, { [kind]: POOR[kind] }),
      captured(kit, { [wrong]: {} }),
      captured(kit, { [kind]: {} }, freshCommand()),
      { type: 'media.failed', capture, reason: 'no-picture' },
      { type: 'media.failed', capture: freshCommand(), reason: 'no-picture' },
      { type: 'doctor.judgeMedia', medium, accept: true },
      { type: 'doctor.judgeMedia', medium, accept: false, why: 'again' },
      ...targets.flatMap((target): Said[] => [
        { type: 'doctor.judgeMedia', medium, accept: true, target },
        { type: 'doctor.target', target },
      ]),
    ];
  };

/** Those whose device may go away; the others would only be as many states again. */
const comesAndGoes =
  (own: Own): Own =>
  (kit) => [...own(kit), inputs(true), inputs(false)];
const prepared = (kit: Kit): void => {
  kit.say({ type: 'doctor.skipStep' });
  for (let n = 0; n < 2; n++) kit.say(ready('prepare'));
};

const CASES: readonly (readonly [string, Case])[] = [
  [
    'questions and preparation of an ear',
    { exam: 'otoscopy', mode: 'full', fitted: inputs(true), own: () => [] },
  ],
  [
    'both ears',
    {
      exam: 'otoscopy',
      mode: 'full',
      fitted: inputs(true),
      own: mediaEvents('still', EAR_TARGETS),
      lead: prepared,
    },
  ],
  [
    'throat',
    {
      exam: 'throat',
      mode: 'full',
      fitted: inputs(true),
      own: comesAndGoes(mediaEvents('still', ['throat'])),
    },
  ],
  ['skin', { exam: 'skin', mode: 'full', fitted: inputs(true), own: mediaEvents('still', []) }],
  [
    'the last two points of an auscultation',
    {
      exam: 'auscultation',
      mode: 'full',
      fitted: inputs(true),
      own: mediaEvents('clip', []),
      lead(kit) {
        prepared(kit);
        for (let n = 0; n < 6; n++) kit.sayAll([{ type: 'doctor.skipStep' }, { type: 'doctor.skipStep' }]);
      },
    },
  ],
];

const explored = CASES.map(([name, which]) => ({ name, which, found: explore(which) }));

describe.each(explored)('$name', ({ found, which }) => {
  test('nothing breaks: views, records, deadlines, and one capture at a time', () => {
    expect(found.wrong.slice(0, 20)).toEqual([]);
    expect(found.seen.length).toBeGreaterThan(10);
  });
  test('killed in any state: what was taken stays, what was being taken is offered again', () => {
    expect(killedEverywhere(found, which.exam, { measure: 'connect' })).toEqual([]);
  });
});

test('every way through the machine that they share was taken', () => {
  const edges = explored.flatMap(({ found }) => [...found.edges]);
  expect(waysNotTaken('otoscopy', edges)).toEqual([]);
});
