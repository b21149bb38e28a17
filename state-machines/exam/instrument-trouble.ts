/** From the state of the instrument to what stands in the patient's way. */
import type { Trouble } from '../contract.ts';
import type { Instrument } from './context.ts';

const INSTRUMENT_TROUBLES: readonly Trouble[] = ['not-plugged', 'unplugged', 'instrument-fault', 'silent'];

function faultTrouble(fault: string | null): Trouble {
  switch (fault) {
    case 'unplugged':
      return 'unplugged';
    case 'not-plugged':
      return 'not-plugged';
    case 'silent':
    case 'no-answer':
    case 'device-off':
      return 'silent';
    default:
      return 'instrument-fault';
  }
}

/** `before`: the trouble shown so far. A cable that was in and is out was unplugged, not "never plugged". */
export function instrumentTrouble(
  previous: Instrument,
  now: Instrument,
  before: Trouble | null,
): Trouble | null {
  switch (now.state) {
    case 'absent':
      if (before === 'unplugged' || now.fault === 'unplugged') return 'unplugged';
      return previous.state === 'absent' ? 'not-plugged' : 'unplugged';
    case 'faulted':
      return faultTrouble(now.fault);
    case 'streaming':
      return before !== null && INSTRUMENT_TROUBLES.includes(before) ? null : before;
    case 'ready':
    case 'opening':
      // Plugged again; a silent or faulty instrument stays in trouble until it streams.
      return before === 'unplugged' || before === 'not-plugged' ? null : before;
  }
}
