/**
 * Worker: hears what the host sends on the control endpoint of one gadget. The kernel (f_hid) keeps only the last of
 * such reports, where a real device makes the host wait: it is fetched before the next one can be there.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Listening } from './ears-thread.ts';
import { unlessBusy } from './unless-busy.ts';

/** A control transfer takes longer. */
const LOOK_MS = 1;

const { end, length, state } = workerData as Listening;
const flag = new Int32Array(state);
// Every look that finds nothing is an exception.
Error.stackTraceLimit = 0;

const fd = openSync(end, constants.O_RDONLY | constants.O_NONBLOCK);
const buffer = new Uint8Array(length);
const read = () => unlessBusy(() => readSync(fd, buffer)) ?? 0;
while (Atomics.wait(flag, 0, 0, LOOK_MS) === 'timed-out') {
  for (let heard = read(); heard > 0; heard = read()) parentPort?.postMessage(buffer.slice(0, heard));
}
closeSync(fd);
