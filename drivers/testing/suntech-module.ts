/** A scripted SunTech Advantage for the driver's tests: it does what the test says, right or wrong. */
import type { ManualClock } from '../clock.ts';
import { packModule } from '../suntech-advantage/wire.ts';
import type { CuffModuleUnderTest } from './cuff-bench.ts';

export const START_ADULT = '3a20a6';
export const START_CHILD = '3a873f';
export const ABORT = '3a7901004c';
/** With those that the cabinet never sends. */
export const STARTS = [START_ADULT, START_CHILD, '3a5670', '3a289e'];

export interface SuntechModule extends CuffModuleUnderTest {
  takesStart: boolean;
  startAnswer: string;
  endless: boolean;
  result: { sys: number; dia: number; map: number; pulse: number; error: number };
  mmHg: number;
  running: boolean;
}

const word = (value: number) => [value & 0xff, (value >> 8) & 0xff];
const letter = (code: string) => packModule([code.charCodeAt(0)]);

/** A module that inflates 40 mmHg a second to 160, deflates, and says K. */
export function createSuntechModule(clock: ManualClock, feed: (bytes: Uint8Array) => void): SuntechModule {
  let elapsed = 0;
  const resultBytes = () => {
    const { sys, dia, map, pulse, error } = module.result;
    const codes = new Array<number>(8).fill(0);
    return packModule([...word(sys), ...word(dia), 30, 1, ...codes, pulse, 0, ...word(map), error, 0, 0]);
  };
  const module: SuntechModule = {
    mute: false,
    deaf: false,
    takesStart: true,
    startAnswer: 'O',
    endless: false,
    result: { sys: 120, dia: 80, map: 93, pulse: 72, error: 0 },
    mmHg: 0,
    running: false,
    hears(bytes) {
      if (module.mute) return;
      const sent = Buffer.from(bytes).toString('hex');
      if (STARTS.includes(sent)) {
        if (module.takesStart) module.running = true;
        elapsed = 0;
        feed(letter(module.startAnswer));
      } else if (sent === ABORT) {
        if (module.deaf) return;
        Object.assign(module, { running: false, mmHg: 0 });
        feed(letter('A'));
      } else if (sent === '3a79050048') feed(packModule(word(module.mmHg)));
      else if (sent === '3a7903004a') feed(resultBytes());
    },
  };
  const live = () => {
    clock.after(100, live);
    if (!module.running) return;
    elapsed += 100;
    module.mmHg = elapsed < 4000 || module.endless ? Math.min(160, elapsed / 25) : 90;
    if (elapsed < 12_000 || module.endless) return;
    Object.assign(module, { running: false, mmHg: 0 });
    if (!module.mute) feed(letter('K'));
  };
  live();
  return module;
}
