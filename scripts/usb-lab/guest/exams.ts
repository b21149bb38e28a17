/** A measurement of each capability: what the person does, and what must come out of the hub. */
import type { Capability } from '../../../drivers/contract.ts';
import { drivenCuff, memoryCuff } from './cuff-exams.ts';
import { type Exam, near, numberOf, readings, stream } from './exam.ts';

const BODY = { spo2: 94, pulse: 88, celsius: 38.2, mass: 72.4 } as const;
/** Half a second of it. */
const ECG_SAMPLES = 125;

const oximetry: Exam = {
  async begin(bench, instrument) {
    await bench.room.act(instrument, { type: 'physiology', spo2: BODY.spo2, pulse: BODY.pulse });
    await bench.room.act(instrument, { type: 'finger', state: 'in' });
    await stream(bench, 'oximetry');
    await bench.until('a finger', () => readings(bench).some(({ contact }) => contact === 'present'));
  },
  async finish(bench, instrument) {
    const reading = await bench.until('a good reading', () =>
      readings(bench).findLast(
        (each) =>
          each.quality === 'good' &&
          near(numberOf(each, 'spo2'), BODY.spo2, 1) &&
          near(numberOf(each, 'pulse-rate'), BODY.pulse, 3),
      ),
    );
    await bench.room.act(instrument, { type: 'finger', state: 'out' });
    await bench.until('no finger', () => readings(bench).at(-1)?.contact === 'absent');
    return `SpO2 ${numberOf(reading, 'spo2')} %, pulse ${numberOf(reading, 'pulse-rate')} /min`;
  },
};

const temperature: Exam = {
  async begin(bench, instrument) {
    await bench.room.act(instrument, { type: 'probe', place: 'out', celsius: BODY.celsius });
    await stream(bench, 'temperature');
    await bench.room.act(instrument, { type: 'probe', place: 'in', celsius: BODY.celsius });
    await bench.until('a probe in its place', () =>
      readings(bench).some(({ contact }) => contact !== 'absent'),
    );
  },
  async finish(bench, instrument) {
    const reading = await bench.until('a final temperature', () =>
      readings(bench).findLast(
        (each) => each.quality === 'good' && near(numberOf(each, 'body-temperature'), BODY.celsius, 0.2),
      ),
    );
    await bench.room.act(instrument, { type: 'probe', place: 'out', celsius: BODY.celsius });
    return `${numberOf(reading, 'body-temperature')} °C`;
  },
};

const weight: Exam = {
  async begin(bench, instrument) {
    await bench.room.act(instrument, { type: 'step', mass: 0 });
    await stream(bench, 'weight');
    await bench.until('the empty scale', () => readings(bench).at(-1)?.contact === 'absent');
    await bench.room.act(instrument, { type: 'step', mass: BODY.mass });
    await bench.until('somebody on it', () =>
      readings(bench).some((each) => (numberOf(each, 'mass-body') ?? 0) > 1 || each.contact !== 'absent'),
    );
  },
  async finish(bench, instrument) {
    const reading = await bench.until('a weight at rest', () =>
      readings(bench).findLast(
        (each) => each.quality === 'good' && near(numberOf(each, 'mass-body'), BODY.mass, 0.3),
      ),
    );
    await bench.room.act(instrument, { type: 'step', mass: 0 });
    return `${numberOf(reading, 'mass-body')} kg`;
  },
  // Switched on with somebody on it, it takes him for its zero, and no weight of it counts.
  async whilePulled(bench, instrument) {
    await bench.room.act(instrument, { type: 'step', mass: 0 });
  },
};

const shutter: Exam = {
  begin: (bench) => stream(bench, 'shutter'),
  async finish(bench, instrument) {
    await bench.room.act(instrument, { type: 'press' });
    const presses = () => bench.heard.filter(({ kind }) => kind === 'shutter').length;
    await bench.until('the press', () => presses() > 0);
    if (presses() > 1) throw new Error(`${presses()} events of one press`);
    return 'one press, one event';
  },
};

const ecg: Exam = {
  async begin(bench, instrument) {
    // Without them on a body the module is not even asked for its wave.
    await bench.room.act(instrument, { type: 'electrodes', state: 'on' });
    await stream(bench, 'ecg');
  },
  async finish(bench, instrument) {
    const samples = () =>
      bench.heard.reduce(
        (sum, event) => sum + (event.kind === 'waveform' && event.wave === 'ecg' ? event.samples.length : 0),
        0,
      );
    await bench.until('the wave', () => samples() >= ECG_SAMPLES);
    await bench.room.act(instrument, { type: 'electrodes', state: 'off' });
    return `${ECG_SAMPLES} samples of its wave`;
  },
};

/** `remote`: the cuff is started by the cabinet, not by its own button. */
export function examOf(capability: Capability, remote: boolean): Exam {
  switch (capability) {
    case 'oximetry':
      return oximetry;
    case 'temperature':
      return temperature;
    case 'blood-pressure':
      return remote ? drivenCuff : memoryCuff;
    case 'weight':
      return weight;
    case 'shutter':
      return shutter;
    case 'ecg':
      return ecg;
  }
}
