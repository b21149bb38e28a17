import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { WatchSnapshot } from '../../../state-machines/distress/persist.ts';
import type { CameraSignal } from '../../../state-machines/distress/vocabulary.ts';
import { recordSchemas } from '../../../state-machines/records.ts';
import { cabinet, cares, doctorAt, reportOf, visit } from './desk.fixture.ts';
import { DEFAULT_WATCH, openWatchSettings } from './settings.ts';

test('a mark is shown once it is stored, with the beat after the report, and the doctor acknowledges it', async () => {
  const c = cabinet();
  const doctor = await doctorAt(c);
  await doctor.say(null);
  c.desk.report(reportOf(['fall']));
  expect((await doctor.sees()).open).toEqual([]);
  expect((await doctor.sees()).scores.fall).toBe(0.9);
  await c.pass(400, ['fall']);
  const [mark] = (await doctor.sees()).open;
  expect(mark).toMatchObject({
    signal: 'fall',
    state: 'confirmed',
    step: 'doctor',
    confidence: 0.9,
    sinceS: 3,
  });
  await doctor.say({ do: 'acknowledge', episode: mark?.id ?? '' });
  await c.pass(400, ['fall']);
  const after = await doctor.sees();
  expect(after.open[0]).toMatchObject({ state: 'acknowledged', by: 'doctor' });
  expect(after.heard).toEqual({ act: 'aaaaaaaa', done: true });
  await c.pass(20_000, ['fall']);
  expect(c.calls).toEqual([null]);
  expect(cares(c.screen)).toEqual([]);
});

test('nobody acknowledges: the attendant after 15 s; a page that is not in front, or a dead line: the question first', async () => {
  const watched = cabinet();
  const doctor = await doctorAt(watched);
  for (let i = 0; i < 18; i += 1) {
    await doctor.say(null);
    await watched.pass(1000, ['floor']);
  }
  expect(watched.calls).toEqual([null, 'called']);
  expect(cares(watched.screen)).toEqual([[false, 'called']]);
  for (const away of ['unfocused', 'dead'] as const) {
    const c = cabinet();
    const there = await doctorAt(c);
    await there.say(null, away !== 'unfocused');
    c.doctor(away !== 'dead');
    await c.pass(800, ['floor']);
    expect(cares(c.screen).at(-1)).toEqual([true, 'none']);
    await c.pass(20_000, ['floor']);
    expect(c.calls.at(-1)).toBe('called');
    expect((await there.sees()).attendant).toBe('called');
    const [call] = c.commits.flatMap(({ records }) => records).filter(({ kind }) => kind === 'alert.called');
    const { call: id } = recordSchemas['alert.called'].parse(call?.payload);
    c.desk.coming(id);
    await c.pass(400, ['floor']);
    expect(cares(c.screen).at(-1)).toEqual([false, 'coming']);
  }
});

test('"I am well" is answered once it is stored; nobody asked, it is refused', async () => {
  const c = cabinet();
  c.doctor(false);
  const early = c.desk.answer(true);
  await c.pass(400);
  expect(await early).toBe('unchanged');
  await c.pass(400, ['slump']);
  const answer = c.desk.answer(true);
  c.fail(true);
  await c.pass(400, ['slump']);
  expect(await answer).toBe('failed');
  c.fail(false);
  await c.pass(400, ['slump']);
  expect(cares(c.screen).at(-1)).toEqual([false, 'none']);
  expect(c.errors.length).toBe(1);
});

test('what the disk refused is not lost, and not shown', async () => {
  const c = cabinet();
  const doctor = await doctorAt(c);
  c.fail(true);
  await c.pass(1200, ['fall']);
  expect((await doctor.sees()).open).toEqual([]);
  c.fail(false);
  await c.pass(400, null);
  expect((await doctor.sees()).open.length).toBe(1);
});

test('with and without the hand signal: the same commits in rhythm, number and size, the same words to everybody but the doctor', async () => {
  const run = async (sure: readonly CameraSignal[]) => {
    const c = cabinet();
    const doctor = await doctorAt(c);
    c.doctor(false);
    await c.pass(4000);
    await c.pass(2000, sure);
    await c.pass(60_000);
    c.doctor(true);
    await doctor.say(null);
    await c.pass(2000);
    const seen = (await doctor.sees()).open.map(({ signal }) => signal);
    c.visitIs(visit, false);
    await c.pass(400);
    c.visitIs(null, false);
    await c.pass(400);
    const shape = c.commits.map((t) => [
      t.at.mono,
      t.visit,
      t.records.map(({ kind, payload }) => [kind, JSON.stringify(payload).length]),
      t.machines.map((m) => [m.machine, JSON.stringify(m).length]),
      t.dropMachines,
      t.setDeadlines.length,
    ]);
    return { shape, seen, said: [c.screen, c.technicians, c.calls] };
  };
  const without = await run([]);
  const with_ = await run(['signal-for-help']);
  expect(without.seen).toEqual([]);
  expect(with_.seen).toEqual(['signal-for-help']);
  expect(with_.shape).toEqual(without.shape);
  expect(with_.said).toEqual(without.said);
  expect(without.shape.flatMap(([, , records]) => records as unknown[]).length).toBe(3);
});

test('a core that was killed goes on: the mark, the question and its deadline are there again', async () => {
  const c = cabinet();
  c.doctor(false);
  await c.pass(800, ['fall']);
  const saved = c.commits.at(-1)?.machines[0] as WatchSnapshot;
  const again = cabinet({ saved });
  again.doctor(false);
  await again.pass(400, null);
  expect(cares(again.screen)).toEqual([[true, 'none']]);
  await again.pass(21_000, null);
  expect(again.calls).toEqual([null, 'called']);
});

test('every blindness is told to doctor and technician, and never taken for the end of an act', async () => {
  const c = cabinet();
  const doctor = await doctorAt(c);
  expect((await doctor.sees()).blind).toEqual(['starting']);
  await c.pass(400);
  expect((await doctor.sees()).blind).toEqual([]);
  await c.pass(3600, null);
  expect((await doctor.sees()).blind).toEqual(['no-reports']);
  c.desk.report(reportOf([], { blind: ['covered', 'worker-lost'] }));
  expect((await doctor.sees()).blind).toEqual(['covered', 'worker-lost']);
  await c.desk.set({ ...DEFAULT_WATCH, on: false });
  expect((await doctor.sees()).blind).toEqual(['switched-off']);
  c.desk.report(reportOf(['fall']));
  await c.pass(800, ['fall']);
  expect((await doctor.sees()).open).toEqual([]);
  expect((await doctor.sees()).on).toEqual(['help']);
  const blind = c.technicians.flatMap((m) => (m.type === 'watch.state' ? [m.blind.join()] : []));
  expect(blind).toEqual(expect.arrayContaining(['', 'no-reports', 'switched-off']));
  expect(JSON.stringify(c.technicians)).not.toContain('score');
});

test('a signal that is switched off alerts nobody', async () => {
  const c = cabinet();
  const doctor = await doctorAt(c);
  await c.desk.set({ ...DEFAULT_WATCH, signals: ['floor'] });
  await c.pass(800, ['fall', 'floor']);
  expect((await doctor.sees()).open.map(({ signal }) => signal)).toEqual(['floor']);
});

test('the choice outlives the process; an unreadable file means everything on, and is said', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'watch-')), 'watch.json');
  let unreadable = 0;
  const open = () => openWatchSettings(file, () => (unreadable += 1));
  expect(open().get()).toEqual(DEFAULT_WATCH);
  const room = { floorY: 0.8, chair: { left: 0.3, top: 0.2, right: 0.7, bottom: 0.9 } };
  open().set({ on: true, signals: ['fall'], room });
  expect(open().get()).toEqual({ on: true, signals: ['fall'], room });
  expect(unreadable).toBe(0);
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 20));
  expect(open().get()).toEqual(DEFAULT_WATCH);
  expect(unreadable).toBe(1);
});
