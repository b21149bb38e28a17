/** Who answers behind 0590:0028, by the version text. */
import type { Fault, InstrumentIdentity } from '../contract.ts';

/** "M7080IT 207": model, then firmware. */
const MONITOR = /^(M\d{3,4}IT)\b\s*(\w*)/;
/** The HJ-720IT has the same ids and the same framing. */
const PEDOMETER = /^HJ-/;

export function identityOf(version: string): { identity: InstrumentIdentity } | { fault: Fault } {
  const [whole, name = '', firmware = ''] = MONITOR.exec(version) ?? [];
  if (whole === undefined) {
    const detail = PEDOMETER.test(version) ? 'a pedometer' : 'no blood pressure monitor by its version';
    return { fault: { code: 'wrong-device', detail } };
  }
  return {
    identity: {
      model: 'omron-hem790it-hid',
      label: `Omron ${name}`,
      serial: null,
      firmware: firmware || null,
    },
  };
}
