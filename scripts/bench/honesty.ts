/** Is the baseline as quick as a bare serial line and a bare data channel are known to be? */
import { SerialPort } from 'serialport';
import { plugCable } from '../../fixtures/cable/pty-cable.ts';
import { monotonicMs } from './stamps.ts';
import { type Summary, summarise } from './stats.ts';

/** p50 in ms, measured once on a calm machine with two cores; a slower baseline would flatter the product. */
export const KNOWN = { serialMs: 0.26, echoMs: 2 } as const;
const WITHIN = 1.5;

const WRITES = 300;
const PAUSE_MS = 5;
const LOST_MS = 1000;

/** A 5-byte frame written to one end of the cable → read by a bare serialport at the other, ms. */
export async function measureSerial(): Promise<Summary> {
  const cable = plugCable();
  const port = new SerialPort({ path: cable.path, baudRate: 115_200, autoOpen: false });
  await new Promise<void>((done, fail) => port.open((error) => (error ? fail(error) : done())));
  const ms: number[] = [];
  try {
    for (let i = 0; i < WRITES; i += 1) {
      const arrived = new Promise<number>((done) => port.once('data', () => done(monotonicMs())));
      const lost = new Promise<null>((done) => setTimeout(done, LOST_MS, null));
      const writtenAt = monotonicMs();
      cable.write(Uint8Array.of(1, 2, 3, 4, i % 128));
      const at = await Promise.race([arrived, lost]);
      if (at !== null) ms.push(at - writtenAt);
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  } finally {
    await new Promise<void>((done) => port.close(() => done()));
    cable.pull();
  }
  return summarise(ms);
}

/** Why the ratio of this run says nothing; empty when it does. */
export function reasonsNotComparable(serial: Summary, echo: Summary): readonly string[] {
  const slow = (what: string, p50: number, known: number): string[] =>
    p50 <= known * WITHIN
      ? []
      : [`${what} p50 ${p50.toFixed(2)} ms is over ${WITHIN} × the known ${known} ms`];
  return [
    ...slow('bare serial line', serial.p50, KNOWN.serialMs),
    ...slow('bare data channel echo', echo.p50, KNOWN.echoMs),
  ];
}
