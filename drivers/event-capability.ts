import type { Capability, InstrumentData, Quantity } from './contract.ts';

const OF_QUANTITY: Readonly<Record<Quantity, Capability>> = {
  spo2: 'oximetry',
  'pulse-rate': 'oximetry',
  'perfusion-index': 'oximetry',
  'body-temperature': 'temperature',
  'press-cuff': 'blood-pressure',
  'press-cuff-sys': 'blood-pressure',
  'press-cuff-dia': 'blood-pressure',
  'press-cuff-mean': 'blood-pressure',
  'mass-body': 'weight',
  'heart-rate': 'ecg',
  'resp-rate': 'ecg',
};

/** Which exam an event belongs to: an instrument that serves several says everything over one line. */
export function capabilityOf(event: InstrumentData): Capability {
  switch (event.kind) {
    case 'cuff-pressure':
    case 'cuff-end':
    case 'memory-record':
      return 'blood-pressure';
    case 'shutter':
      return 'shutter';
    case 'waveform':
      return event.wave === 'pleth' ? 'oximetry' : 'ecg';
    case 'reading':
      // A reading without values says only how the sensor lies; those who send such are oximeters.
      return OF_QUANTITY[event.values[0]?.quantity ?? 'spo2'];
  }
}
