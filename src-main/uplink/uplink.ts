/** The ways to the record that are set, put together: none, the record, and the ANS feed beside it. */
import type { Capability, Clock } from '../../drivers/contract.ts';
import type { Instant } from '../../state-machines/contract.ts';
import type { FeedState } from './contract.ts';
import { genericDialect, mesuresDialect } from './dialect.ts';
import { type EarlierFound, type EarlierOrder, findEarlier } from './earlier.ts';
import { createFeed, type Feed, type FeedParts } from './feed.ts';
import type { TemperatureSite } from './fhir/codes.ts';
import type { DeviceTypes } from './fhir/device.ts';
import type { Mapping } from './fhir/rows.ts';
import { createHttp, type Http, type HttpOptions } from './http.ts';
import { LIMITS } from './packer.ts';
import type { Log } from './post.ts';
import { createIdentities } from './qualified.ts';
import { createSender, type Sender } from './sender.ts';
import { type ClientCredentials, createTokenSource } from './token.ts';

export interface RecordSettings {
  /** Base address of the record; null: there is none. */
  readonly url: string | null;
  /** Base address of the ANS feed; null: there is none. */
  readonly mesuresUrl: string | null;
  /** urn:oid: of the software's editor, told to the ANS feed. */
  readonly mesuresSource: string | null;
  readonly http: HttpOptions;
  readonly oauth: ClientCredentials | null;
  readonly temperatureSite: TemperatureSite;
  readonly deviceTypes: DeviceTypes;
  /** The doctor's own documents leave too. */
  readonly documents: boolean;
  /** Entries of one transaction. */
  readonly entries: number;
}

export interface UplinkParts {
  readonly settings: RecordSettings;
  readonly box: string;
  readonly capabilitiesOf: (model: string) => readonly Capability[];
  readonly journal: FeedParts['journal'];
  readonly clock: Clock;
  readonly now: () => Instant;
  readonly random?: () => number;
  readonly log: Log;
}

export interface Uplink {
  /** New events may be there. */
  wake(): void;
  /** What other doctors left of a patient; null: there is no record. */
  readonly earlier: ((order: EarlierOrder, signal: AbortSignal) => Promise<EarlierFound>) | null;
  /** One a feed; none: there is no record. */
  state(): readonly FeedState[];
  close(): Promise<void>;
}

export function mappingOf({
  settings,
  box,
  capabilitiesOf,
}: Pick<UplinkParts, 'settings' | 'box' | 'capabilitiesOf'>): Mapping {
  const { temperatureSite, deviceTypes, documents } = settings;
  return { box, temperatureSite, deviceTypes, documents, capabilitiesOf };
}

export function createUplink(parts: UplinkParts): Uplink {
  const { settings, journal, clock, now, random, log } = parts;
  const mapping = mappingOf(parts);
  const lines: Http[] = [];
  /** A line of its own each: the trouble of one is none of the other's. */
  const senderTo = (url: string): Sender => {
    const http = createHttp(settings.http);
    lines.push(http);
    const tokens =
      settings.oauth === null ? null : createTokenSource(settings.oauth, http, () => clock.now());
    return createSender({ http, url, tokens, nowWall: () => now().wall });
  };
  const common = { journal, clock, now, log, ...(random === undefined ? {} : { random }) };

  const feeds: Feed[] = [];
  let earlier: Uplink['earlier'] = null;
  if (settings.url !== null) {
    const sender = senderTo(settings.url);
    const asks = senderTo(settings.url);
    earlier = (order, signal) => findEarlier(order, asks, signal);
    const dialect = genericDialect(mapping, { ...LIMITS, entries: settings.entries });
    feeds.push(createFeed({ ...common, feed: 'record', dialect, sender }));
    if (settings.mesuresUrl !== null) {
      const identities = createIdentities(senderTo(settings.url));
      const mesures = mesuresDialect({ mapping, source: settings.mesuresSource, identities });
      const to = senderTo(settings.mesuresUrl);
      feeds.push(createFeed({ ...common, feed: 'record.ans', dialect: mesures, sender: to }));
    }
  }

  return {
    earlier,
    wake: () => {
      for (const feed of feeds) feed.wake();
    },
    state: () => feeds.map((feed) => feed.state()),
    async close() {
      await Promise.all(feeds.map((feed) => feed.close()));
      for (const http of lines) http.close();
    },
  };
}
