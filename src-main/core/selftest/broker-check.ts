import { type Check, failed, passed, warned } from './check.ts';

export interface FleetTrust {
  /** Doctors can know that this is the cabinet. */
  readonly certified: boolean;
  /** Messages that were not believed, since the start of the core. */
  readonly refused: number;
}

/** `state` null: nobody here holds a line to the broker. */
export function createBrokerCheck(
  server: string,
  state: () => 'up' | 'down' | null,
  trust: () => FleetTrust = () => ({ certified: true, refused: 0 }),
): Check {
  return {
    id: 'broker',
    group: 'network',
    capabilities: [],
    uses: [],
    limitMs: 1000,
    async run() {
      const now = state();
      if (now === null) return warned('needs-core', server);
      if (now === 'down') return failed('broker-down', server, { server });
      const { certified, refused } = trust();
      if (!certified) return failed('no-certificate', server, { server });
      return refused === 0 ? passed({ server }) : warned('broker-distrusted', String(refused), { server });
    },
  };
}
