/** The transactions of a whole visit, as the core's loop makes them of what people and instruments do. */

import { toTransaction } from '../../../src-main/core/loop.ts';
import type { Transaction } from '../../../src-main/journal/index.ts';
import {
  BEGIN,
  CALL,
  CLAIM,
  createKit,
  FITTED,
  ready,
  STREAMING,
  startOf,
  THERMOMETER,
  told,
} from '../../../state-machines/test-kit.ts';
import { visitOf } from '../../../state-machines/views.ts';

const BOOT = 'recorded';

export function recordedVisit(): readonly Transaction[] {
  const kit = createKit();
  const transactions: Transaction[] = [];
  const parts = {
    visitOf: (state: typeof kit.state) => visitOf(state).context.visit,
    plan: (name: string, inMs: number, at: { mono: number; wall: number }) => ({
      name,
      bootId: BOOT,
      dueMono: at.mono + inMs,
      dueWall: at.wall + inMs,
    }),
    enrich: <T>(record: T): T => record,
  };
  const { say } = kit;
  kit.say = (said, mono = kit.mono) => {
    const before = kit.state;
    const result = say(said, mono);
    const at = { mono, wall: 1_790_000_000_000 + mono, clockSure: true };
    if (result.changed) {
      const event = { ...said, at } as Parameters<typeof toTransaction>[2];
      transactions.push(toTransaction(before, result, event, parts, {}));
    }
    return result;
  };
  kit.sayAll([...BEGIN, ...CALL, { type: 'doctor.connected', claim: CLAIM }, ...FITTED]);
  kit.sayAll([startOf('oximetry', 'quick'), ready('prepare'), ready('position'), STREAMING]);
  kit.seconds(45);
  kit.pass(20_000);
  kit.say(startOf('temperature', 'quick'));
  kit.sayAll([ready('prepare'), ready('position'), told('temperature', THERMOMETER)]);
  for (let n = 0; n < 5; n += 1) kit.value('temperature');
  kit.pass(20_000);
  kit.say({ type: 'doctor.end' });
  kit.pass(10 * 60_000);
  return JSON.parse(JSON.stringify(transactions)) as Transaction[];
}
