import type { Clock, Fault } from '../contract.ts';
import { faultOf } from '../link-error.ts';
import { within } from './pause.ts';

const WRITE_MS = 500;

/** null: the line took it. A line that neither takes nor refuses is given up after 500 ms. */
export async function boundedWrite(clock: Clock, taken: Promise<void>, what: string): Promise<Fault | null> {
  try {
    const late: Fault = { code: 'silent', detail: `${what} not taken by the line in ${WRITE_MS} ms` };
    return await within<null, Fault>(
      clock,
      WRITE_MS,
      taken.then(() => null),
      late,
    );
  } catch (error) {
    return faultOf(error);
  }
}
