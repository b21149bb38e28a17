/** The core killed at any moment of an inflation: the cuff is empty, and nothing inflates it again by itself. */
import {
  type CuffVisit,
  outcomesOf,
  staysEmpty,
  toInflating,
  vented,
} from '../../fixtures/visits/cuff-visit.ts';
import { openDoctor, openScreen, within } from '../../fixtures/visits/headless.ts';
import { startLab } from '../../fixtures/visits/lab.ts';
import { always, between, type Campaign, type Failure, randomOf } from './campaign.ts';

/** Each that the core can start, in turn. */
const CUFFS = ['suntech-advantage', 'nibp2020', 'berry-pm6750'] as const;
const LEAST_MMHG = 20;
const MOST_MMHG = 140;
/** The kill comes this long after the screen has shown the pressure. */
const MOST_LATER_MS = 3000;
const BACK_MS = 20_000;
const QUIET_MS = 3000;

interface Killed {
  readonly what: string | null;
  readonly ventedMs: number;
}

async function killed(visit: CuffVisit, mmHg: number, laterMs: number): Promise<Killed> {
  const { lab, screen, doctor } = visit;
  const id = await toInflating(visit, mmHg);
  const greetings = () => doctor.got.filter(({ type }) => type === 'welcome').length;
  const greeted = greetings();
  await new Promise((done) => setTimeout(done, laterMs));
  await lab.killCore();
  const killedAt = performance.now();
  const starting = lab.startCore().then(
    () => ({ backMs: Math.round(performance.now() - killedAt), failed: null }),
    (error: unknown) => ({ backMs: null, failed: error }),
  );
  const ventedMs = await vented(visit, killedAt).catch(async (error: unknown) => {
    const { backMs } = await starting;
    const after = backMs === null ? 'never' : `after ${backMs} ms`;
    throw new Error(`${error instanceof Error ? error.message : error}; the core was back ${after}`);
  });
  const { failed } = await starting;
  if (failed !== null) throw failed;
  const offered = () => screen.view().exam?.step === 'repeat' && screen.client.state === 'open';
  await within('the exam offers it again', BACK_MS, offered);
  await within('the doctor is back', BACK_MS, () => greetings() > greeted);
  // The very command again, as a buffer would deliver it.
  doctor.command({ type: 'cuff.start' }, { id, step: 'repeat' });
  await within('an answer', BACK_MS, () => outcomesOf(visit, id).length === 2);
  await staysEmpty(visit, QUIET_MS);
  const outcomes = outcomesOf(visit, id).join();
  const accepted = (await lab.journal()).filter(({ kind }) => kind === 'reading.accepted').length;
  if (outcomes !== 'executed,duplicate') return { what: `the command again: ${outcomes}`, ventedMs };
  if (accepted > 0) return { what: 'a reading of a broken measurement was accepted', ventedMs };
  return { what: lab.logs().includes('Marqueur') ? 'the name is in a log' : null, ventedMs };
}

async function round(seed: number, n: number): Promise<Killed> {
  const random = randomOf(seed, n);
  const cuff = CUFFS[n % CUFFS.length] ?? CUFFS[0];
  // Without the list the core must first find out again what is behind the adapter.
  const fitted = Math.floor(n / CUFFS.length) % 2 === 0;
  const env = fitted ? { BOX_FITTED: cuff } : {};
  const lab = await startLab({ instruments: [cuff], delays: { examShownMs: 300 }, env });
  const screen = await openScreen(lab);
  const doctor = await openDoctor(lab, screen);
  try {
    const visit = { lab, screen, doctor, cuff };
    return await killed(visit, between(random, LEAST_MMHG, MOST_MMHG), between(random, 0, MOST_LATER_MS));
  } catch (error) {
    // Every promise of the play is a bounded wait; which one was not kept is in the message.
    return {
      what: `${cuff}${fitted ? '' : ', not listed as fitted'}: ${error instanceof Error ? error.message.slice(0, 300) : error}`,
      ventedMs: 0,
    };
  } finally {
    screen.close();
    await doctor.close();
    await lab.close();
  }
}

export const cuffKills: Campaign = {
  name: 'cuff',
  about:
    'a remotely started cuff, the core killed anywhere in the inflation: below 15 mmHg within 5 s, never again by itself',
  times: 60,
  batch: 1,
  unavailable: always,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    let slowest = 0;
    for (let n = from; n < from + count; n += 1) {
      const { what, ventedMs } = await round(seed, n);
      slowest = Math.max(slowest, ventedMs);
      if (what !== null) failures.push({ round: n, what });
    }
    return { failures, counted: { kills: count }, measured: { ventedMs: Math.round(slowest) } };
  },
};
