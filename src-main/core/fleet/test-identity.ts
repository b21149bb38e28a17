/** For tests: a cabinet with its key and a certificate of the relay's issuer, in a folder that is thrown away. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realClock } from '../../../src-relay/test-relay.ts';
import { publicHalf, thumbprint } from '../../api/trust/keys.ts';
import { type Identity, openIdentity } from './identity.ts';
import type { TestBroker } from './test-brokers.ts';

export interface TestIdentity extends Identity {
  discard(): Promise<void>;
}

export async function testIdentity(
  broker: Pick<TestBroker, 'issuers' | 'boxKey' | 'issuerUrl'>,
): Promise<TestIdentity> {
  const folder = await mkdtemp(join(tmpdir(), 'box-identity-'));
  const identity = openIdentity({
    box: 'cabinet-1',
    key: { key: broker.boxKey, thumbprint: await thumbprint(publicHalf(broker.boxKey)) },
    issuers: broker.issuers,
    url: broker.issuerUrl,
    file: join(folder, 'box-certificate'),
    clock: realClock,
    wallNow: Date.now,
    log: () => {},
  });
  await identity.ready;
  return {
    ...identity,
    async discard() {
      identity.close();
      await rm(folder, { recursive: true });
    },
  };
}
