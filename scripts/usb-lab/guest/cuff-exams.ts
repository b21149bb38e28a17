/** Blood pressure: a cuff that the cabinet inflates, and one with a button and a memory. */
import { randomUUID } from 'node:crypto';
import type { CuffEndEvent, MemoryRecordEvent } from '../../../drivers/contract.ts';
import { pause } from '../../../drivers/parts/pause.ts';
import { type Bench, PATIENCE_MS } from './bench.ts';
import { type Exam, near, numberOf, stream } from './exam.ts';

const ARM = { cuff: 'on', sys: 138, dia: 86, pulse: 66 } as const;
/** Of oscillometry on the virtual arm, mm[Hg]. */
const TOLERANCE = 8;
const MEASURE_MS = 120_000;
/** mm[Hg] */
const INFLATING = 30;
const EMPTY = 15;
/** From the replug; the air has gone by then, whatever was said to the module. */
const EMPTY_MS = 20_000;

const isArm = (sys: number | null, dia: number | null): boolean =>
  near(sys, ARM.sys, TOLERANCE) && near(dia, ARM.dia, TOLERANCE);
const notArm = (sys: number | null, dia: number | null) =>
  new Error(`${sys}/${dia} mmHg for an arm of ${ARM.sys}/${ARM.dia}`);

const ends = ({ heard }: Bench) => heard.filter((event): event is CuffEndEvent => event.kind === 'cuff-end');
const recordsIn = ({ heard }: Bench) =>
  heard.filter((event): event is MemoryRecordEvent => event.kind === 'memory-record');

/** Each time a new command and a new "ready", as a doctor and a patient give them. */
async function start({ hub, clock }: Bench): Promise<void> {
  const from = clock.now();
  for (;;) {
    const now = clock.now();
    const commandId = randomUUID();
    const answer = await hub.startCuff({ commandId, commandAt: now, readyAt: now, patient: 'adult' });
    if ('started' in answer) return;
    if (now - from > PATIENCE_MS) throw new Error(`the start was refused: ${answer.refused}`);
    await pause(clock, 500);
  }
}

/** Resolves with the pressure in the virtual cuff, below `EMPTY`. */
async function emptied({ room, clock }: Bench, instrument: string): Promise<number> {
  const from = clock.now();
  for (;;) {
    const { mmHg } = await room.state(instrument);
    if (typeof mmHg === 'number' && mmHg < EMPTY) return mmHg;
    if (clock.now() - from > EMPTY_MS) throw new Error(`still ${mmHg} mmHg in the cuff`);
    await pause(clock, 200);
  }
}

export const drivenCuff: Exam = {
  async begin(bench, instrument) {
    await bench.room.act(instrument, { type: 'arm', change: ARM });
    await stream(bench, 'blood-pressure');
    await start(bench);
    await bench.until('air in the cuff', () =>
      bench.heard.some((event) => event.kind === 'cuff-pressure' && event.mmHg >= INFLATING),
    );
  },
  async finish(bench, instrument) {
    const { outcome } = await bench.until('the end of the cuff', () => ends(bench)[0], MEASURE_MS);
    if ('failure' in outcome) throw new Error(`the cuff ended with ${outcome.failure}`);
    const { systolic, diastolic, pulseRate } = outcome.numbers;
    if (!isArm(systolic, diastolic)) throw notArm(systolic, diastolic);
    await emptied(bench, instrument);
    return `${systolic}/${diastolic} mmHg, pulse ${pulseRate} /min`;
  },
  async afterCut(bench, instrument) {
    await bench.until('the line again', () => bench.hub.status('blood-pressure').state === 'streaming');
    await emptied(bench, instrument);
    if (ends(bench).some(({ outcome }) => 'numbers' in outcome)) {
      throw new Error('a measurement that was cut gave numbers');
    }
    return 'begin';
  },
};

/** One that cannot measure with a cable in it: the person pulls it, measures, and puts it back. */
async function measureUnplugged({ room, clock, until, hub }: Bench, instrument: string): Promise<void> {
  await room.pull(instrument);
  await until('the monitor is gone', () => hub.status('blood-pressure').state === 'absent');
  const pressed = await room.act(instrument, { type: 'press' });
  if (pressed['phase'] === 'idle') throw new Error('the button did nothing');
  const from = clock.now();
  while ((await room.state(instrument))['phase'] !== 'idle') {
    if (clock.now() - from > MEASURE_MS) throw new Error('it measures without end');
    await pause(clock, 500);
  }
  await room.plug(instrument);
}

export const memoryCuff: Exam = {
  async begin(bench, instrument) {
    await bench.room.act(instrument, { type: 'arm', change: ARM });
    await stream(bench, 'blood-pressure');
    const { phase } = await bench.room.act(instrument, { type: 'press' });
    if (phase === 'idle') await measureUnplugged(bench, instrument);
  },
  async finish(bench) {
    const record = await bench.until('the new record', () => recordsIn(bench)[0], MEASURE_MS);
    const [sys, dia] = [numberOf(record, 'press-cuff-sys'), numberOf(record, 'press-cuff-dia')];
    if (!isArm(sys, dia)) throw notArm(sys, dia);
    if (recordsIn(bench).length > 1) throw new Error('more than the one new record');
    return `${sys}/${dia} mmHg, new in its memory, clock ${record.clock}`;
  },
  async afterCut({ room }, instrument) {
    const { phase, last } = await room.state(instrument);
    return phase === 'idle' && last !== 'stored' ? 'begin' : 'finish';
  },
};
