/** A scripted Berry PM6750 for the driver's tests: it does what the test says, right or wrong. */
import { pack } from '../berry-pm6750/wire.ts';
import type { ManualClock } from '../clock.ts';
import type { CuffModuleUnderTest } from './cuff-bench.ts';

/** No electrodes; gain x1, as after power-up. */
export const LEAD_OFF_X1 = 0x0a;

export interface BerryModule extends CuffModuleUnderTest {
  takesStart: boolean;
  takesMode: boolean;
  reportsWhenIdle: boolean;
  endless: boolean;
  /** Code and pressures behind the measuring phase: status, sys, mean, dia. */
  end: readonly [number, number, number, number];
  running: boolean;
  mode: number;
  mmHg: number;
  spo2: readonly number[];
  temp: readonly number[];
  ecg: boolean;
  /** The ECG wave; it starts with the ECG. */
  ecgWave: boolean;
  /** Firmware of the other edition: it comes and goes with the ECG alone. */
  knowsWaveSwitch: boolean;
  /** Status, heart rate, breaths. */
  ecgParams: readonly number[];
}

/** A module that inflates 40 mmHg a second to 160, deflates, and rests on "finished". */
export function createBerryModule(clock: ManualClock, feed: (bytes: Uint8Array) => void): BerryModule {
  let on = false;
  let elapsed = 0;
  let status = 0;
  let rest: readonly number[] = [0, 0, 0];
  const module: BerryModule = {
    mute: false,
    deaf: false,
    takesStart: true,
    takesMode: true,
    reportsWhenIdle: true,
    endless: false,
    end: [0, 120, 93, 80],
    running: false,
    mode: 0,
    mmHg: 0,
    spo2: [0, 97, 72],
    temp: [0, 36, 8],
    ecg: false,
    ecgWave: false,
    knowsWaveSwitch: true,
    ecgParams: [LEAD_OFF_X1, 0, 0],
    hears(bytes) {
      if (module.mute) return;
      const [, , , type, value = 0] = bytes;
      if (type === 0x03) on = value === 1;
      if (type === 0x01) Object.assign(module, { ecg: value === 1, ecgWave: value === 1 });
      if (type === 0xfb && module.knowsWaveSwitch) module.ecgWave = value === 1;
      if (type === 0x07) {
        const [status = 0, ...rates] = module.ecgParams;
        module.ecgParams = [(status & 0xf3) | ((value - 1) << 2), ...rates];
      }
      if (type === 0x09 && module.takesMode) module.mode = value - 1;
      if (type !== 0x02) return;
      if (value === 1 && module.takesStart) {
        module.running = true;
        elapsed = 0;
        rest = [0, 0, 0];
      }
      if (value === 0 && !module.deaf) {
        status = module.running ? 2 : status;
        Object.assign(module, { running: false, mmHg: 0 });
      }
    },
  };
  const live = () => {
    clock.after(500, live);
    if (module.running) {
      elapsed += 500;
      module.mmHg = elapsed < 4000 || module.endless ? Math.min(160, elapsed / 25) : 90;
      if (elapsed >= 12_000 && !module.endless) {
        Object.assign(module, { running: false, mmHg: 0 });
        status = module.end[0];
        rest = module.end.slice(1);
      }
    }
    if (!on || module.mute) return;
    feed(pack([0x04, ...module.spo2]));
    feed(pack([0x05, ...module.temp]));
    feed(pack([0x31]));
    for (let i = 0; i < 5; i += 1) feed(pack([0xfe, 40 + i]));
    if (module.ecg) {
      feed(pack([0x02, ...module.ecgParams, 0, 1]));
      feed(pack([0x30]));
    }
    // As many as 100 ms hold, to keep the tests short.
    for (let i = 0; module.ecgWave && i < 25; i += 1) feed(pack([0x01, 128, 100 + i, 28, 0, 0, 0, 0]));
    if (!module.running && !module.reportsWhenIdle) return;
    const code = ((module.running ? 1 : status) << 2) | module.mode;
    feed(pack([0x03, code, module.mmHg >> 1, ...(module.running ? [0, 0, 0] : rest)]));
  };
  live();
  return module;
}
