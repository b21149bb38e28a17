import type { FaultCode } from './contract.ts';

/** Keys of one sentence each: what the patient can do, what the technician should look at. */
export interface Advice {
  readonly patient: string;
  readonly technician: string;
}

/** Closed and exhaustive: a fault code without advice does not compile. */
const ADVICE: {
  readonly [C in FaultCode]: { patient: `fault.${C}.patient`; technician: `fault.${C}.technician` };
} = {
  'not-plugged': { patient: 'fault.not-plugged.patient', technician: 'fault.not-plugged.technician' },
  unplugged: { patient: 'fault.unplugged.patient', technician: 'fault.unplugged.technician' },
  'port-busy': { patient: 'fault.port-busy.patient', technician: 'fault.port-busy.technician' },
  'no-permission': { patient: 'fault.no-permission.patient', technician: 'fault.no-permission.technician' },
  'open-failed': { patient: 'fault.open-failed.patient', technician: 'fault.open-failed.technician' },
  'no-answer': { patient: 'fault.no-answer.patient', technician: 'fault.no-answer.technician' },
  'wrong-device': { patient: 'fault.wrong-device.patient', technician: 'fault.wrong-device.technician' },
  silent: { patient: 'fault.silent.patient', technician: 'fault.silent.technician' },
  garbage: { patient: 'fault.garbage.patient', technician: 'fault.garbage.technician' },
  'device-off': { patient: 'fault.device-off.patient', technician: 'fault.device-off.technician' },
  'two-alike': { patient: 'fault.two-alike.patient', technician: 'fault.two-alike.technician' },
  'no-data-cable': { patient: 'fault.no-data-cable.patient', technician: 'fault.no-data-cable.technician' },
};

export function adviceFor(code: FaultCode): Advice {
  return ADVICE[code];
}

/** Every key, so that a language file can be checked for completeness. */
export const adviceKeys: readonly string[] = Object.values(ADVICE).flatMap(({ patient, technician }) => [
  patient,
  technician,
]);
