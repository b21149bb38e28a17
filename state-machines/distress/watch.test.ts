import { expect, test } from 'vitest';
import { diagram } from '../diagram.ts';
import { episodeMachine } from './episode.ts';
import { freezeWatch, thawWatch } from './persist.ts';
import { watchRowSchema } from './row.ts';
import { CAMERA_SIGNALS, type CameraSignal, DISCREET_SIGNALS, SIGNALS, type Signal } from './vocabulary.ts';
import {
  askUntil,
  beginWatch,
  openEpisodes,
  type Seen,
  stepWatch,
  type WatchEvent,
  type WatchState,
} from './watch.ts';

const visit = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
const MODELS = 'a'.repeat(64);
const NOTHING: Seen = { score: 0, startedAt: null, confirmedAt: null };
const QUIET = Object.fromEntries(CAMERA_SIGNALS.map((signal) => [signal, NOTHING])) as Record<
  CameraSignal,
  Seen
>;

/** A room in which time passes and a camera reports twice a second. */
function room(attentive = true) {
  let state: WatchState = beginWatch(visit);
  let now = 1_000_000;
  let n = 0;
  let doctor = attentive;
  let sees = true;
  const kinds: string[] = [];
  const say = (event: DistributiveOmit<WatchEvent, 'at'>) => {
    const result = stepWatch(state, { ...event, at: now } as WatchEvent);
    state = result.state;
    kinds.push(...result.records.map(({ kind }) => kind));
    return result;
  };
  const report = (seen: Partial<Record<CameraSignal, Seen>> = {}) => {
    n += 1;
    return say({
      type: 'report',
      seen: { ...QUIET, ...seen },
      sees,
      attentive: doctor,
      models: MODELS,
      freshId: n.toString(16).padStart(8, '0'),
    });
  };
  return {
    kinds,
    say,
    report,
    now: () => now,
    state: () => state,
    of: (signal: Signal) => state.episodes[signal],
    watch: (attends: boolean) => {
      doctor = attends;
    },
    see: (can: boolean) => {
      sees = can;
    },
    /** Half-second reports and ticks. */
    pass(ms: number, seen: Partial<Record<CameraSignal, Seen>> = {}) {
      for (let t = 0; t < ms; t += 500) {
        now += 500;
        report(seen);
        say({ type: 'tick' });
      }
    },
    sure: (signal: CameraSignal): Partial<Record<CameraSignal, Seen>> => ({
      [signal]: { score: 0.9, startedAt: now - 3000, confirmedAt: now },
    }),
  };
}
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

test('suspected and calm again leaves nothing behind', () => {
  const r = room();
  r.report({ slump: { score: 0.6, startedAt: r.now(), confirmedAt: null } });
  expect(r.of('slump').value).toBe('suspected');
  r.report({ slump: { score: 0.4, startedAt: r.now(), confirmedAt: null } });
  expect(r.of('slump').value).toBe('suspected');
  r.pass(3000);
  expect(r.of('slump').value).toBe('watching');
  expect(r.state().unwritten).toEqual([]);
});

test('a fall that the doctor sees and does not acknowledge goes to the attendant after 15 s', () => {
  const r = room();
  const seen = r.sure('fall');
  r.report(seen);
  expect(r.of('fall')).toMatchObject({ value: 'confirmed', context: { step: 'doctor' } });
  r.pass(14_500, seen);
  expect(r.state().call).toBeNull();
  r.pass(500, seen);
  expect(r.state().call).toMatchObject({ state: 'called', id: r.of('fall').context.id });
  r.say({ type: 'coming', call: 'deadbeef' });
  expect(r.state().call?.state).toBe('called');
  r.say({ type: 'coming', call: r.state().call?.id ?? '' });
  expect(r.state().call?.state).toBe('coming');
  expect(r.of('fall')).toMatchObject({ value: 'acknowledged', context: { by: 'attendant' } });
  expect(r.kinds).toEqual(['alert.called', 'attendant.coming']);
});

test('acknowledged in time, nobody else is called; one alert an episode', () => {
  const r = room();
  const seen = r.sure('fall');
  r.report(seen);
  r.pass(5000, seen);
  const { id } = r.of('fall').context;
  r.say({ type: 'acknowledge', episode: 'ffffffff' });
  expect(r.of('fall').value).toBe('confirmed');
  r.say({ type: 'acknowledge', episode: id ?? '' });
  expect(r.of('fall').value).toBe('acknowledged');
  r.pass(60_000, seen);
  expect(r.of('fall')).toMatchObject({ value: 'acknowledged', context: { id } });
  r.pass(15_000);
  expect(r.of('fall').value).toBe('watching');
  expect(r.state().call).toBeNull();
});

test('with nobody who looks, a fall first asks; "I am well" is an answer, silence calls the attendant', () => {
  const well = room(false);
  const seen = well.sure('fall');
  well.report(seen);
  expect(askUntil(well.state())).toBe(well.now() + 20_000);
  well.pass(5000, seen);
  well.say({ type: 'answered', well: true });
  expect(well.of('fall')).toMatchObject({ value: 'acknowledged', context: { by: 'patient' } });
  expect(askUntil(well.state())).toBeNull();
  well.pass(60_000, seen);
  expect(well.state().call).toBeNull();

  const silent = room(false);
  const lies = silent.sure('floor');
  silent.report(lies);
  silent.pass(19_500, lies);
  expect(silent.state().call).toBeNull();
  silent.pass(500, lies);
  expect(silent.state().call?.state).toBe('called');

  const unwell = room(false);
  unwell.report(unwell.sure('slump'));
  unwell.say({ type: 'answered', well: false });
  expect(unwell.state().call?.state).toBe('called');
});

test('help: with a doctor 15 s, with none the attendant at once; pressed again after an answer it is a new call', () => {
  const alone = room(false);
  alone.say({ type: 'help', attentive: false, freshId: '00000010' });
  expect(alone.state().call?.state).toBe('called');
  const r = room();
  r.say({ type: 'help', attentive: true, freshId: '00000010' });
  r.say({ type: 'help', attentive: true, freshId: '00000020' });
  expect(r.of('help').context.id).toBe('00000016');
  expect(r.of('help').context.step).toBe('doctor');
  r.say({ type: 'acknowledge', episode: '00000016' });
  r.pass(12_000);
  expect(r.of('help').value).toBe('over');
  r.say({ type: 'help', attentive: true, freshId: '00000030' });
  expect(r.of('help')).toMatchObject({ value: 'confirmed', context: { id: '00000036' } });
});

test('a discreet signal waits for the doctor: no deadline, no question, no attendant, whatever happens', () => {
  for (const attentive of [true, false]) {
    const r = room(attentive);
    for (const signal of DISCREET_SIGNALS as CameraSignal[]) r.report(r.sure(signal));
    r.pass(60_000);
    r.say({ type: 'answered', well: false });
    r.pass(60_000);
    expect(askUntil(r.state())).toBeNull();
    expect(r.state().call).toBeNull();
    expect(r.kinds).toEqual([]);
    expect(
      openEpisodes(r.state()).map(({ value, context }) => [value, context.signal, context.dueAt]),
    ).toEqual([['confirmed', 'signal-for-help', null]]);
    r.watch(true);
    r.pass(1000);
    r.say({ type: 'acknowledge', episode: openEpisodes(r.state())[0]?.context.id ?? '' });
    r.pass(11_000);
    expect(openEpisodes(r.state())).toEqual([]);
  }
});

test('a false alarm withdraws the call, and the same act alerts again only after it was calm', () => {
  const r = room(false);
  const seen = r.sure('slump');
  r.report(seen);
  r.pass(21_000, seen);
  expect(r.state().call?.state).toBe('called');
  r.say({ type: 'false-alarm', episode: r.of('slump').context.id ?? '' });
  expect(r.state().call).toBeNull();
  r.pass(60_000, seen);
  expect(r.of('slump').value).toBe('over');
  r.pass(11_000);
  r.report(r.sure('slump'));
  expect(r.of('slump').value).toBe('confirmed');
});

test('who sits up or comes back has answered; who is out of a blind camera has not', () => {
  const r = room(false);
  r.report(r.sure('stillness'));
  r.see(false);
  r.pass(5000);
  expect(r.of('stillness').value).toBe('confirmed');
  r.see(true);
  r.pass(3000);
  expect(r.of('stillness').value).toBe('over');
  expect(askUntil(r.state())).toBeNull();
});

test('several signals at once: two marks, one call', () => {
  const r = room(false);
  const both = { ...r.sure('fall'), ...r.sure('floor') };
  r.report(both);
  expect(openEpisodes(r.state()).length).toBe(2);
  r.pass(20_000, both);
  expect(r.kinds).toEqual(['alert.called']);
});

test('rows and snapshots have one length, full or empty', () => {
  const r = room(false);
  const at = { mono: r.now(), wall: 1_800_000_000_000, clockSure: true };
  const lengths = new Set<number>();
  const rows = new Set<number>();
  const look = () => {
    lengths.add(JSON.stringify(freezeWatch(r.state(), 'boot', at)).length);
  };
  look();
  rows.add(JSON.stringify(stepWatch(r.state(), { type: 'row', at: r.now() }).records).length);
  const all = Object.fromEntries(
    CAMERA_SIGNALS.map((s) => [s, { score: 0.87, startedAt: r.now() - 3000.5, confirmedAt: r.now() - 0.5 }]),
  );
  r.report(all);
  r.say({ type: 'help', attentive: false, freshId: '0000ff00' });
  r.pass(21_000, all);
  r.report();
  look();
  const { records } = r.say({ type: 'row' });
  rows.add(JSON.stringify(records).length);
  expect(lengths.size).toBe(1);
  expect(rows.size).toBe(1);
  const row = watchRowSchema.parse(records[0]?.payload);
  expect(new Set(row.entries.map(({ signal }) => signal))).toEqual(new Set(SIGNALS));
  expect(row.entries.find(({ signal }) => signal === 'fall')).toMatchObject({
    confidence: 0.87,
    models: MODELS,
    state: 'confirmed',
  });
  expect(r.state().unwritten).toEqual([]);
});

test('a watch comes back with its deadlines: by the same clock, or by the wall after a reboot', () => {
  const r = room(false);
  r.report(r.sure('fall'));
  const at = { mono: r.now(), wall: 1_800_000_000_000, clockSure: true };
  const saved = freezeWatch(r.state(), 'boot', at);
  const again = thawWatch(saved, 'boot', { ...at, mono: at.mono + 4000, wall: at.wall + 4000 });
  expect(again).toEqual(r.state());
  const rebooted = thawWatch(saved, 'another', { mono: 500, wall: at.wall + 21_000, clockSure: true });
  const due = rebooted && stepWatch(rebooted, { type: 'tick', at: 500 });
  expect(due?.state.call?.state).toBe('called');
  expect(thawWatch({ ...saved, version: 99 }, 'boot', at)).toBeNull();
  expect(thawWatch({ ...saved, state: { value: 'on', context: {} } }, 'boot', at)).toBeNull();
});

test('an event that means nothing returns the very same state', () => {
  const r = room();
  r.report();
  const before = r.state();
  r.say({ type: 'tick' });
  r.say({ type: 'answered', well: true });
  r.say({ type: 'acknowledge', episode: '00000000' });
  r.report();
  expect(r.state()).toBe(before);
});

test('the machine draws itself from watching to over', () => {
  expect(diagram(episodeMachine)).toContain('watching --> confirmed: the rule is sure');
});
