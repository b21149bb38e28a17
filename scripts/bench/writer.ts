/**
 * The two instruments of the latency bench, in a process of their own: a virtual oximeter for the product and the same
 * frames for the baseline, half a frame apart. Both lines carry 60 frames a second all the time. While the parent wants
 * it, their values change in turns, so that whatever else the machine does meets both alike; each change is stamped.
 */
import { systemClock } from '../../drivers/clock.ts';
import { plugCable } from '../../fixtures/cable/pty-cable.ts';
import { createOximeter } from '../../fixtures/oximeter/oximeter.ts';
import { realtimePackage } from '../../fixtures/oximeter/packages.ts';
import type { Sample } from '../../fixtures/parts/physiology.ts';
import { writeVirtualBus } from '../../fixtures/simulator/virtual-bus.ts';
import {
  BASELINE_LATER,
  CHANGE_EVERY,
  type FromWriter,
  type Leg,
  monotonicMs,
  type Stamp,
  type ToWriter,
} from './stamps.ts';

const HALF_FRAME_MS = 8;
/** Inside the pulse rates that the doctor's tile does not remark on. */
const FIRST = 60;
const VALUES = 70;
const REALTIME = 0x01;

const [busFile = ''] = process.argv.slice(2);
const product = plugCable();
const baseline = plugCable();
let varying = false;
const frames: Record<Leg, number> = { product: 0, baseline: 0 };
let stamps: Record<Leg, Stamp[]> = { product: [], baseline: [] };
const value: Record<Leg, number> = { product: FIRST, baseline: FIRST };

/** Moves `leg`'s value on if it is its turn. */
function step(leg: Leg): boolean {
  frames[leg] += 1;
  if (!varying || frames[leg] % CHANGE_EVERY !== (leg === 'product' ? 0 : BASELINE_LATER)) return false;
  value[leg] = FIRST + ((value[leg] - FIRST + 1) % VALUES);
  return true;
}

function write(leg: Leg, bytes: Uint8Array, changed: boolean): void {
  if (changed) stamps[leg].push({ value: value[leg], at: monotonicMs() });
  (leg === 'product' ? product : baseline).write(bytes);
}

/** A finger that is well held; pleth is a saw tooth, so that every frame differs as real ones do. */
const sampleOf = (pulseRate: number): Sample => ({
  finger: 'in',
  searching: false,
  searchingTooLong: false,
  beat: frames.product % 50 === 0,
  pleth: frames.product % 120,
  strength: 6,
  spo2: 97,
  pulseRate,
  perfusionIndex: 4.2,
});

const oximeter = createOximeter({
  seed: 1,
  clock: systemClock,
  send(bytes) {
    if (bytes[0] !== REALTIME) {
      product.write(bytes);
      return;
    }
    const changed = step('product');
    write('product', realtimePackage(sampleOf(value.product), false), changed);
    setTimeout(writeBaseline, HALF_FRAME_MS);
  },
});

function writeBaseline(): void {
  const changed = step('baseline');
  const bytes = realtimePackage(sampleOf(FIRST), false);
  bytes[bytes.length - 1] = value.baseline;
  write('baseline', bytes, changed);
}

const say = (message: FromWriter) => process.send?.(message);
product.onData((bytes) => oximeter.receive(bytes));
process.on('message', (message: ToWriter) => {
  const finished = stamps;
  stamps = { product: [], baseline: [] };
  varying = message.vary;
  say({ type: 'stamps', stamps: finished });
});
process.on('disconnect', () => process.exit(0));
writeVirtualBus(busFile, [
  {
    path: product.path,
    vendorId: '10c4',
    productId: 'ea60',
    manufacturer: 'Silicon Labs',
    serialNumber: 'BENCH',
  },
]);
say({ type: 'ready', baselinePath: baseline.path });
