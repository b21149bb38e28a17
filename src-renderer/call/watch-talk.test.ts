import { expect, test, vi } from 'vitest';
import { packPicture, toCabinetFieldSchema, type WatchPicture } from '../../src-main/api/watch-sealed.ts';
import { createWatchLine as createCoreLine } from '../../src-main/core/watch/line.ts';
import { SIGNALS } from '../../state-machines/distress/vocabulary.ts';
import { createFakeClock } from './fake-clock.ts';
import { createWatchTalk } from './watch-talk.ts';

const visit = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
const EMPTY: WatchPicture = {
  on: SIGNALS,
  blind: [],
  rate: 5,
  scores: Object.fromEntries(SIGNALS.map((signal) => [signal, 0])) as WatchPicture['scores'],
  open: [],
  more: 0,
  attendant: 'none',
  check: null,
  heard: null,
};
const FALL = {
  id: '00000001',
  signal: 'fall',
  state: 'confirmed',
  sinceS: 4,
  ended: false,
  confidence: 0.9,
  step: 'doctor',
  by: null,
} as const;

async function joined() {
  const clock = createFakeClock(10_000);
  const core = createCoreLine(1);
  let focused = true;
  let changes = 0;
  const ready = Promise.withResolvers<void>();
  const talk = createWatchTalk({
    clock,
    focused: () => focused,
    onReady: () => ready.resolve(),
    onChange: () => {
      changes += 1;
    },
  });
  await ready.promise;
  core.greet(visit, talk.key());
  talk.agree(visit, 1, core.key);
  await vi.waitFor(() => expect(core.open(talk.next())).not.toBeNull());
  const hear = async (picture: Partial<WatchPicture>) => {
    const before = changes;
    talk.hear(core.seal(packPicture({ ...EMPTY, ...picture })));
    await vi.waitFor(() => expect(changes).toBeGreaterThan(before));
  };
  /** The next word that the core can open; words are sealed ahead. */
  const word = () =>
    vi.waitFor(() => {
      const opened = core.open(talk.next());
      if (opened === null) throw new Error('not sealed yet');
      return opened;
    });
  return { clock, core, talk, hear, word, focus: (now: boolean) => (focused = now), changes: () => changes };
}

test('every heartbeat carries a field of one length, agreed or not', async () => {
  const { talk, word } = await joined();
  for (let i = 0; i < 5; i += 1) expect(toCabinetFieldSchema.safeParse(talk.next()).success).toBe(true);
  expect(await word()).toEqual({ focused: true, act: null });
});

test('a page that is not in front says so', async () => {
  const { word, focus } = await joined();
  focus(false);
  await vi.waitFor(async () => expect((await word()).focused).toBe(false));
});

test('an act is said until it was heard, one after the other', async () => {
  const { talk, hear, word } = await joined();
  await hear({ open: [FALL, { ...FALL, id: '00000002', signal: 'floor' }] });
  talk.act('acknowledge', '00000001');
  talk.act('acknowledge', '00000001');
  talk.act('false-alarm', '00000002');
  expect(talk.state()?.marks.map(({ pending }) => pending)).toEqual(['acknowledge', 'false-alarm']);
  const first = await vi.waitFor(async () => {
    const { act } = await word();
    if (act === null) throw new Error('nothing said yet');
    return act;
  });
  expect(first).toMatchObject({ do: 'acknowledge', episode: '00000001' });
  expect((await word()).act).toEqual(first);
  await hear({
    open: [{ ...FALL, state: 'acknowledged', by: 'doctor' }],
    heard: { act: first.id, done: true },
  });
  expect(talk.state()?.marks[0]).toMatchObject({ state: 'acknowledged', pending: null });
  await vi.waitFor(async () => expect((await word()).act).toMatchObject({ do: 'false-alarm' }));
});

test('a question is asked once, told as on its way, and its answer is shown', async () => {
  const { talk, hear, word } = await joined();
  await hear({});
  talk.ask('at-ease');
  talk.ask('hears');
  expect(talk.state()?.asking).toBe('at-ease');
  const { act } = await vi.waitFor(async () => {
    const said = await word();
    if (said.act === null) throw new Error('not said yet');
    return said;
  });
  expect(act).toMatchObject({ do: 'ask', question: 'at-ease' });
  await hear({
    check: { question: 'at-ease', state: 'no' },
    heard: { act: act?.id ?? '', done: true },
  });
  expect(talk.state()).toMatchObject({ asking: null, check: { question: 'at-ease', state: 'no' } });
});

test('a beginning does not wander with whole seconds, and live scores change no state', async () => {
  const { clock, core, talk, hear, changes } = await joined();
  await hear({ open: [FALL] });
  const since = talk.state()?.marks[0]?.since;
  expect(since).toBe(6000);
  clock.pass(700);
  const before = changes();
  const scores = { ...EMPTY.scores, fall: 0.5 };
  talk.hear(core.seal(packPicture({ ...EMPTY, open: [{ ...FALL, sinceS: 5 }], scores })));
  await vi.waitFor(() => expect(talk.scores()?.fall).toBe(0.5));
  expect(changes()).toBe(before);
  expect(talk.state()?.marks[0]?.since).toBe(since);
  talk.reset();
  expect(talk.state()).toBeNull();
});
