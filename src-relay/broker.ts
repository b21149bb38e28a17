/** The embedded MQTT 3.1.1 broker: known users, exact access rules, clean sessions, nothing stored but presence. */
import { type Duplex, pipeline, Duplex as StreamDuplex } from 'node:stream';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import { MAX_FLEET_BYTES, topics } from '../src-main/api/fleet-protocol.ts';
import { mayPublish, maySubscribe, parseUserName, userName } from './access.ts';
import type { Accounts, Known } from './accounts.ts';
import { keepInOrder } from './in-order.ts';
import type { Log } from './log.ts';
import { createPacketGuard } from './packet-guard.ts';

/** Topic, user name and password beside a full payload. */
const MAX_PACKET_BYTES = MAX_FLEET_BYTES + 1024;
/** CONNACK codes of MQTT 3.1.1 §3.2.2.3. */
const UNAVAILABLE = 3;
const BAD_PASSWORD = 4;
const NOT_AUTHORIZED = 5;
/** Nobody may subscribe it. */
const NOWHERE = '$refused';

/** Of what boxes tell attendants: already let through by the access rules. */
export interface BoxListener {
  called(box: string, payload: Uint8Array): void;
  came(box: string): void;
  left(box: string): void;
}

export interface Broker {
  accept(stream: Duplex, address: string): void;
  listen(listener: BoxListener): void;
  /** Of the relay itself. False: it could not be handed over. */
  publish(topic: string, payload: string): Promise<boolean>;
  close(): Promise<void>;
}

export async function createBroker(accounts: Accounts, log: Log, now: () => number): Promise<Broker> {
  const known = new WeakMap<Client, Known>();
  const wills = new WeakMap<Client, { topic: string; payload: Uint8Array; retain: boolean }>();
  const addresses = new WeakMap<object, string>();
  const expiries = new WeakMap<Client, NodeJS.Timeout>();
  const listeners = new Set<BoxListener>();

  async function admit(client: Client, name: string, password: string): Promise<Known | number> {
    const user = parseUserName(name);
    if (user === null) return BAD_PASSWORD;
    if (client.id !== name || !client.clean) return NOT_AUTHORIZED;
    const will = wills.get(client);
    if (will !== undefined && mayPublish(user, will).kind !== 'allow') return NOT_AUTHORIZED;
    const found = await accounts.authenticate(name, password, addresses.get(client.conn) ?? 'unknown');
    if (!('refused' in found)) return found;
    return found.refused === 'too-many' ? UNAVAILABLE : BAD_PASSWORD;
  }

  const aedes = await Aedes.createBroker({
    connectTimeout: 10_000,
    drainTimeout: 10_000,
    keepaliveLimit: 60,
    maxInflightInbound: 16,
    maxTopicLevels: 8,
    queueLimit: 16,
    preConnect(client, packet, done) {
      const { will } = packet;
      if (will) {
        wills.set(client, {
          topic: will.topic,
          payload: Buffer.from(will.payload),
          retain: will.retain ?? false,
        });
      }
      done(null, true);
    },
    authenticate(client, name, password, done) {
      const finish = (answer: Known | number) => {
        if (typeof answer === 'number') {
          log('mqtt.refused', { user: printable(name), code: answer });
          return done(
            Object.assign(new Error('refused'), { returnCode: answer }) as AuthenticateError,
            false,
          );
        }
        known.set(client, answer);
        done(null, true);
      };
      admit(client, name ?? '', password?.toString('utf8') ?? '').then(finish, () => finish(UNAVAILABLE));
    },
    authorizePublish(client, packet, done) {
      const who = client && known.get(client);
      if (!who) return done(new Error('nobody'));
      const verdict = mayPublish(who.user, {
        topic: packet.topic,
        retain: packet.retain,
        payload: Buffer.from(packet.payload),
      });
      if (verdict.kind === 'allow') return done(null);
      log('mqtt.publish-refused', { user: userName(who.user), reason: verdict.reason });
      if (verdict.kind === 'deny') return done(new Error(`refused: ${verdict.reason}`));
      packet.topic = NOWHERE;
      packet.payload = '';
      packet.retain = false;
      done(null);
    },
    authorizeSubscribe(client, subscription, done) {
      const who = known.get(client);
      if (who && maySubscribe(who.user, subscription.topic)) return done(null, subscription);
      log('mqtt.subscribe-refused', { user: who ? userName(who.user) : 'nobody' });
      done(null, null);
    },
    authorizeForward(client, packet) {
      const who = known.get(client);
      return who && (who.expires === null || now() < who.expires) ? packet : null;
    },
  });

  keepInOrder(aedes);

  const boxOf = (client: Client | null): string | null => {
    const user = client === null ? undefined : known.get(client)?.user;
    return user?.kind === 'box' ? user.name : null;
  };
  aedes.on('publish', (packet, client) => {
    const box = boxOf(client);
    if (box === null || packet.topic !== topics.call(box)) return;
    for (const listener of listeners) listener.called(box, Buffer.from(packet.payload));
  });
  aedes.on('clientReady', (client) => {
    const who = known.get(client);
    if (!who) return client.close();
    const box = boxOf(client);
    if (box !== null) for (const listener of listeners) listener.came(box);
    log('mqtt.connected', { user: userName(who.user) });
    if (who.expires !== null) {
      expiries.set(
        client,
        setTimeout(() => client.close(), Math.max(0, who.expires - now())),
      );
    }
  });
  aedes.on('clientDisconnect', (client) => {
    clearTimeout(expiries.get(client));
    const box = boxOf(client);
    if (box !== null) for (const listener of listeners) listener.left(box);
    log('mqtt.disconnected', { user: printable(client.id) });
  });
  aedes.on('clientError', (client, error) =>
    log('mqtt.error', { user: printable(client.id), error: error.message }),
  );
  aedes.on('connectionError', (_client, error) =>
    log('mqtt.error', { user: 'nobody', error: error.message }),
  );

  return {
    accept(stream, address) {
      const guarded = pipeline(stream, createPacketGuard(MAX_PACKET_BYTES), () => stream.destroy());
      const connection = StreamDuplex.from({ readable: guarded, writable: stream });
      addresses.set(connection, address);
      aedes.handle(connection);
    },
    listen: (listener) => void listeners.add(listener),
    publish: (topic, payload) =>
      new Promise((resolve) =>
        aedes.publish(
          { cmd: 'publish', topic, payload: Buffer.from(payload), qos: 0, dup: false, retain: false },
          (error) => resolve(error === undefined || error === null),
        ),
      ),
    close: () => new Promise((resolve) => aedes.close(resolve)),
  };
}

/** Names come from strangers: only what a name may hold reaches the log. */
function printable(name: string | undefined): string {
  return name !== undefined && parseUserName(name) ? name : 'unknown';
}
