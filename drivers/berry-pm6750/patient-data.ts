/** Berry PM6750: what its packets say of the patient, as readings and waves; only from probes that are fitted. */
import type { Capability, MonoMs, ReadingEvent, WaveformEvent } from '../contract.ts';
import type { Framed } from '../parts/frames.ts';
import { createPlethGatherer, createWaveGatherer, type WaveGatherer } from '../parts/wave-gatherer.ts';
import type { EcgParams, EcgWave } from './ecg.ts';
import type { BerryPacket } from './packets.ts';
import { createTemperatureReadings, ecgReading, oximetryReading } from './readings.ts';
import type { Spo2 } from './vitals.ts';

/** Samples a second, full scale, samples in a piece: ten pieces a second. */
const PLETH = [50, [0, 100], 5] as const;
const ECG = [250, [0, 250], 25] as const;

/** One wave: its pieces, the beats among them, and whether its sensor is on a body. */
function createStream(gatherer: WaveGatherer, emit: (piece: WaveformEvent) => void) {
  let beat = false;
  /** Without contact the module's wave is none. */
  let touched = false;
  const tell = (piece: WaveformEvent | null) => {
    if (piece !== null) emit(piece);
  };
  return {
    contact(now: boolean): void {
      touched = now;
      if (touched) return;
      beat = false;
      tell(gatherer.flush());
    },
    beat(): void {
      beat = true;
    },
    sample(value: number | null, at: MonoMs): void {
      if (value === null || !touched) return;
      tell(gatherer.add(value, beat, at));
      beat = false;
    },
  };
}

/** Lead II is what monitors show; I where the module has no other. */
const shown = ({ leads }: EcgWave) => leads.II ?? leads.I;

export function createPatientData(
  fitted: readonly Capability[],
  emit: (event: ReadingEvent | WaveformEvent) => void,
): (framed: Framed<BerryPacket>, at: MonoMs) => void {
  const temperature = createTemperatureReadings();
  const pleth = createStream(createPlethGatherer(...PLETH), emit);
  const ecg = createStream(createWaveGatherer('ecg', ...ECG), emit);
  const [oximeter, thermometer, electrodes] = (['oximetry', 'temperature', 'ecg'] as const).map((probe) =>
    fitted.includes(probe),
  );

  function oximetry(framed: Framed<Spo2>, at: MonoMs): void {
    const reading = oximetryReading(framed, at);
    pleth.contact(reading.contact !== 'absent');
    emit(reading);
  }

  function electrocardiogram(framed: Framed<EcgParams>, at: MonoMs): void {
    ecg.contact(!framed.frame.leadOff);
    emit(ecgReading(framed, at));
  }

  return ({ frame, raw }, at) => {
    switch (frame.type) {
      case 'spo2':
        if (oximeter) oximetry({ frame, raw }, at);
        return;
      case 'temp':
        if (thermometer) emit(temperature({ frame, raw }, at));
        return;
      case 'ecgParams':
        if (electrodes) electrocardiogram({ frame, raw }, at);
        return;
      case 'beat':
        (frame.source === 'pulse' ? pleth : ecg).beat();
        return;
      case 'spo2Wave':
        pleth.sample(frame.value, at);
        return;
      case 'ecgWave':
        ecg.sample(shown(frame), at);
    }
  };
}
