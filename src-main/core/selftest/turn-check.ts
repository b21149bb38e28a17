/** The way of the calls through the TURN server: credentials from the relay, then a real allocation. */
import type { Clock } from '../../../drivers/contract.ts';
import type { IceServer } from '../../api/fleet-protocol.ts';
import { type Allocation, allocate } from '../turn/allocate.ts';
import { parseTurnAddress } from '../turn/turn-address.ts';
import { type Check, failed, notFitted, type Outcome, passed } from './check.ts';

const SERVER_LIMIT_MS = 5000;
/** Credentials are given 3 s, then each address its time, side by side. */
const CHECK_LIMIT_MS = 10_000;

export type FindIceServers = () => Promise<
  { readonly iceServers: readonly IceServer[] } | { readonly fault: string }
>;

export function createTurnCheck(find: FindIceServers, clock: Clock): Check {
  return {
    id: 'turn',
    group: 'network',
    capabilities: [],
    uses: [],
    limitMs: CHECK_LIMIT_MS,
    async run() {
      const found = await find();
      if ('fault' in found) return failed('turn-no-credentials', found.fault);
      const ways = found.iceServers.flatMap(({ urls, username = '', credential = '' }) =>
        [urls].flat().flatMap((url) => {
          const address = parseTurnAddress(url);
          return address === null ? [] : [{ url, address, username, credential }];
        }),
      );
      if (ways.length === 0) return notFitted('no-turn');
      const tried = await Promise.all(
        ways.map(async ({ url, address, username, credential }) => ({
          url,
          transport: address.transport,
          got: await allocate(address, { username, credential, clock, limitMs: SERVER_LIMIT_MS }),
        })),
      );
      return judge(tried);
    },
  };
}

/** One open way is enough for a call; a server that refuses says more than one that is silent. */
function judge(
  tried: readonly { readonly url: string; readonly transport: string; readonly got: Allocation }[],
): Outcome {
  for (const { url, transport, got } of tried) {
    if ('relayed' in got) return passed({ server: url, transport, rttMs: got.rttMs });
  }
  const told = tried.map(({ url, got }) => ({ url, ...('trouble' in got ? got : { trouble: null }) }));
  const worst = told.find(({ trouble }) => trouble === 'refused') ?? told[0];
  const detail = worst !== undefined && 'detail' in worst ? worst.detail : '';
  const code = worst?.trouble === 'refused' ? 'turn-refused' : 'turn-no-answer';
  return failed(code, detail, { server: worst?.url ?? '' });
}
