/** Do the system's rules let the core open every instrument it knows? */
import type { RuleTrouble } from '../udev/installed.ts';
import { type Check, failed, notFitted, passed, warned } from './check.ts';

/** `look` null: the instruments are virtual, or the system has no udev. */
export function createUdevCheck(look: (() => Promise<readonly RuleTrouble[]>) | null): Check {
  return {
    id: 'rules',
    group: 'system',
    capabilities: [],
    uses: [],
    limitMs: 3000,
    async run() {
      if (look === null) return notFitted('simulated');
      const troubles = await look();
      const [first] = troubles;
      if (first === undefined) return passed();
      const missing = troubles.find(({ problem }) => problem === 'missing');
      const facts = { rules: troubles.length };
      if (missing !== undefined) return failed('rules-missing', missing.words, facts);
      return warned('rules-old', first.words, facts);
    },
  };
}
