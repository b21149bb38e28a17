/** A scripted NIBP2020 for the driver's tests: it does what the test says, right or wrong. */
import type { ManualClock } from '../clock.ts';
import { DELIMITERS, type Delimiters, textSum } from '../nibp2020/wire.ts';
import type { CuffModuleUnderTest } from './cuff-bench.ts';

export const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');
/** What the host sends, in hex. */
export const command = (digits: string, delimiters: Delimiters = 'plain') => {
  const [start, end] = DELIMITERS[delimiters];
  const body = hex(`${digits};;${textSum(`${digits};;`)}`);
  return `${start.toString(16).padStart(2, '0')}${body}${end.toString(16).padStart(2, '0')}${delimiters === 'spo2' ? '0d' : ''}`;
};
export interface Nibp2020Module extends CuffModuleUnderTest {
  delimiters: Delimiters;
  takesStart: boolean;
  takesMode: boolean;
  endless: boolean;
  /** Answers to 18 that get lost. */
  loses: number;
  /** M code, the nine characters of P, R. */
  end: readonly [string, string, string];
  state: number;
  patient: 0 | 1;
  cycle: string;
  running: boolean;
  mmHg: number;
  says(text: string): void;
}

/** A module that inflates 40 mmHg a second to 160, deflates, and says 999. */
export function createNibp2020Module(clock: ManualClock, feed: (bytes: Uint8Array) => void): Nibp2020Module {
  let elapsed = 0;
  let result: Nibp2020Module['end'] = ['00', '---------', '---'];
  const obey: Record<string, () => void> = {
    '01'() {
      if (!module.takesStart) return;
      Object.assign(module, { running: true, state: 3 });
      elapsed = 0;
    },
    '03'() {
      module.cycle = '00';
      if (module.state === 6) module.state = 1;
    },
    '24'() {
      if (module.takesMode) module.patient = 0;
    },
    '18'() {
      if (module.loses > 0) {
        module.loses -= 1;
        return;
      }
      const [message, pressures, rate] = result;
      const body = `S${module.state};A${module.patient};C${module.cycle};M${message};P${pressures};R${rate};T    ;;`;
      module.says(body + textSum(body));
    },
  };
  const module: Nibp2020Module = {
    mute: false,
    deaf: false,
    delimiters: 'plain',
    takesStart: true,
    takesMode: true,
    endless: false,
    loses: 0,
    end: ['00', '120080093', '072'],
    state: 1,
    patient: 0,
    cycle: '00',
    running: false,
    mmHg: 0,
    says(text) {
      const [start, end] = DELIMITERS[module.delimiters];
      if (!module.mute) feed(Uint8Array.from([start, ...Buffer.from(text, 'latin1'), end, 0x0d]));
    },
    hears(bytes) {
      if (module.mute) return;
      if (bytes[0] === 0x58) {
        if (module.deaf) return;
        if (module.running) module.says('999');
        Object.assign(module, { running: false, mmHg: 0, state: module.state === 6 ? 6 : 1 });
      } else if (bytes[0] === DELIMITERS[module.delimiters][0]) {
        obey[Buffer.from(bytes.subarray(1, 3)).toString('latin1')]?.();
      }
    },
  };
  const live = () => {
    clock.after(200, live);
    if (!module.running) return;
    elapsed += 200;
    module.mmHg = elapsed < 4000 || module.endless ? Math.min(160, elapsed / 25) : 90;
    if (elapsed >= 12_000 && !module.endless) {
      Object.assign(module, { running: false, mmHg: 0, state: module.end[0] === '00' ? 1 : 2 });
      result = module.end;
      module.says('999');
    } else module.says(`${String(Math.round(module.mmHg)).padStart(3, '0')}C0S3`);
  };
  live();
  return module;
}
