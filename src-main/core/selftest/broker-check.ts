import { type Check, failed, passed, warned } from './check.ts';

/** `state` null: nobody here holds a line to the broker. */
export function createBrokerCheck(server: string, state: () => 'up' | 'down' | null): Check {
  return {
    id: 'broker',
    group: 'network',
    capabilities: [],
    uses: [],
    limitMs: 1000,
    async run() {
      const now = state();
      if (now === null) return warned('needs-core', server);
      return now === 'up' ? passed({ server }) : failed('broker-down', server, { server });
    },
  };
}
