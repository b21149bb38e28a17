/** The ordinary questions, and what waits for the doctor who reads a visit that is over. */
import { expect, test } from 'vitest';
import type { CameraSignal } from '../../../state-machines/distress/vocabulary.ts';
import type { FromCore } from '../../api/core-api.ts';
import { type Cabinet, cabinet, cares, doctorAt, visit } from './desk.fixture.ts';

const asksOn = (screen: readonly FromCore[]) =>
  screen.flatMap((m) => (m.type === 'check' ? [m.ask?.question ?? null] : []));

test('every visit asks the same three questions, and the answer is told to the doctor alone', async () => {
  const c = cabinet();
  const doctor = await doctorAt(c);
  await c.pass(20_000);
  expect(asksOn(c.screen)).toEqual([]);
  c.talk(true);
  await c.pass(16_000);
  expect(asksOn(c.screen)).toEqual(['hears']);
  expect((await doctor.sees()).check).toEqual({ question: 'hears', state: 'shown' });
  const asked = c.screen.findLast((m) => m.type === 'check')?.ask;
  const answering = c.desk.check(asked?.id ?? '', true);
  const stale = c.desk.check('00000000', false);
  await c.pass(400);
  expect([await answering, await stale]).toEqual(['changed', 'unchanged']);
  expect((await doctor.sees()).check).toEqual({ question: 'hears', state: 'yes' });
  await c.pass(30_000);
  expect(asksOn(c.screen)).toEqual(['hears', null, 'at-ease']);
  await c.pass(61_000);
  // Nobody answered, and the third is asked at once: its time has come meanwhile.
  expect(asksOn(c.screen)).toEqual(['hears', null, 'at-ease', null, 'alone']);
  expect((await doctor.sees()).check).toEqual({ question: 'alone', state: 'shown' });
  await c.pass(120_000);
  expect((await doctor.sees()).check).toEqual({ question: 'alone', state: 'none' });
  expect(asksOn(c.screen)).toEqual(['hears', null, 'at-ease', null, 'alone', null]);
  const written = c.commits.flatMap(({ records }) => records).map(({ payload }) => JSON.stringify(payload));
  expect(written.join()).not.toMatch(/hears|at-ease|alone/);
});

test('asked silently: the screen is told the very same, and a question waits until the two talk', async () => {
  const [byItself, byDoctor] = [cabinet(), cabinet()];
  byItself.talk(true);
  await byItself.pass(16_000);
  const doctor = await doctorAt(byDoctor);
  await doctor.say({ do: 'ask', question: 'hears' });
  await byDoctor.pass(2000);
  expect(asksOn(byDoctor.screen)).toEqual([]);
  expect((await doctor.sees()).check).toEqual({ question: 'hears', state: 'waiting' });
  byDoctor.talk(true);
  await byDoctor.pass(400);
  const of = (c: Cabinet) =>
    c.screen
      .filter((m) => m.type === 'check')
      .map((m) => JSON.stringify({ ...m, ask: { ...m.ask, id: '' } }));
  expect(of(byDoctor)).toEqual(of(byItself));
  await doctor.say({ do: 'ask', question: 'at-ease' }, true, 'bbbbbbbb');
  await byDoctor.pass(400);
  expect((await doctor.sees()).heard).toEqual({ act: 'bbbbbbbb', done: false });
});

test('a discreet call of a visit that ended without a doctor waits for the one who reads it, and no longer', async () => {
  const c = cabinet();
  await c.pass(4000, ['signal-for-help']);
  c.visitIs(null, false);
  await c.pass(5000, null);
  const untouched = c.commits.length;
  c.reads(visit);
  const doctor = await doctorAt(c);
  await c.pass(60_000, null);
  const [mark, ...others] = (await doctor.sees()).open;
  expect(others).toEqual([]);
  expect(mark).toMatchObject({ signal: 'signal-for-help', state: 'confirmed', step: 'quiet', by: null });
  expect(mark?.sinceS).toBeGreaterThanOrEqual(68);
  c.desk.help();
  await doctor.say({ do: 'acknowledge', episode: mark?.id ?? '' });
  await c.pass(800, null);
  expect((await doctor.sees()).open).toMatchObject([{ state: 'acknowledged', by: 'doctor' }]);
  expect(cares(c.screen)).toEqual([]);
  expect(c.calls).toEqual([null]);
  c.reads(null);
  await c.pass(800, null);
  expect(c.commits.length).toBeGreaterThan(untouched);
  c.reads(visit);
  const next = await doctorAt(c);
  await c.pass(800, null);
  expect((await next.sees()).open).toEqual([]);
});

test('reading a visit writes the same rows, whether somebody called in it or not', async () => {
  const rowsOf = async (sure: readonly CameraSignal[]) => {
    const c = cabinet();
    await c.pass(4000, sure);
    c.visitIs(null, false);
    await c.pass(2000, null);
    c.reads(visit);
    await c.pass(40_000, null);
    c.reads(null);
    await c.pass(800, null);
    return c.commits.map(({ records, machines }) => [
      records.map(({ kind, payload }) => [kind, JSON.stringify(payload).length]),
      machines.map(({ state }) => JSON.stringify(state).length),
    ]);
  };
  expect(await rowsOf(['signal-for-help'])).toEqual(await rowsOf([]));
});
