/**
 * One standing MQTT 3.1.1 connection, for a box or a doctor's page. Each attempt is a new clean session; nothing is
 * ever kept to be sent later: what cannot go now is refused to the caller.
 */
import mqtt, { type MqttClient } from 'mqtt';
import type { Clock } from '../../drivers/contract.ts';
import { MAX_FLEET_BYTES } from './fleet-protocol.ts';

export interface MqttMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** True: stored by the broker before we subscribed. */
  readonly retained: boolean;
}

/** `refused`: the broker knows us not, or does not grant the subscriptions; retried all the same. */
export type DownReason = 'unreachable' | 'lost' | 'refused';

export interface MqttSessionOptions {
  /** mqtt://, mqtts://, ws:// or wss:// */
  readonly url: string;
  /** Also the client id, so that the broker lets one connection a user live. */
  readonly userName: string;
  readonly password: string;
  /** Made anew for each attempt; always retained. Null: none. */
  readonly will?: () => { readonly topic: string; readonly payload: string } | null;
  readonly subscriptions: readonly string[];
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random?: () => number;
  readonly backoff?: Backoff;
  readonly limits?: SessionLimits;
  /** Intervals of the keep-alive; plain ones by default. */
  readonly timer?: { set(run: () => void, ms: number): number; clear(id: number): void };
  /** Every subscription is granted; called before any message of this connection. */
  readonly onUp: () => void;
  /** Once for each attempt that failed or connection that ended. */
  readonly onDown: (reason: DownReason) => void;
  readonly onMessage: (message: MqttMessage) => void;
}

export interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
}

export interface SessionLimits {
  /** An attempt is given up after this long without an answer. */
  readonly connectMs: number;
  /** A connection that answers no ping is given up after one and a half times this. Whole seconds. */
  readonly keepaliveS: number;
}

export interface MqttSession {
  /** False: not sent, and never will be. QoS 0, so that nothing is repeated after a cut. */
  publish(topic: string, payload: string, retain?: boolean): boolean;
  /** Idempotent, bounded to 1 s. A normal goodbye: the will is not published. */
  close(): Promise<void>;
}

const BACKOFF: Backoff = { firstMs: 500, maxMs: 15_000 };
const LIMITS: SessionLimits = { connectMs: 5000, keepaliveS: 5 };
const CLOSE_MS = 1000;
/** A connection that lived less goes on backing off, so that two pages of one user do not throw each other out. */
const SETTLED_MS = 10_000;
/** Bytes the operating system did not take yet; above it the link counts as stuck. */
const MAX_UNSENT_BYTES = 256 * 1024;

/** Milliseconds before attempt `failures + 1`: doubles up to the maximum, then between half and the whole of it. */
export function backoffMs(failures: number, random: number, { firstMs, maxMs }: Backoff = BACKOFF): number {
  const full = Math.min(maxMs, firstMs * 2 ** Math.min(failures, 20));
  return Math.round(full * (0.5 + random / 2));
}

export function openMqttSession(options: MqttSessionOptions): MqttSession {
  const { clock, random = Math.random, backoff = BACKOFF, limits = LIMITS, timer = 'native' } = options;
  let closed = false;
  let failures = 0;
  let cancelRetry = () => {};
  let current: MqttClient | null = null;
  let up = false;

  const connect = () => {
    if (closed) return;
    const will = options.will?.();
    const client = mqtt.connect(options.url, {
      protocolVersion: 4,
      clientId: options.userName,
      username: options.userName,
      password: options.password,
      clean: true,
      keepalive: limits.keepaliveS,
      reschedulePings: false,
      timerVariant: timer,
      connectTimeout: limits.connectMs,
      reconnectPeriod: 0,
      queueQoSZero: false,
      resubscribe: false,
      ...(will ? { will: { ...will, qos: 1, retain: true } } : {}),
    });
    current = client;
    let refused = false;
    let upSince: number | null = null;
    const early: MqttMessage[] = [];

    client.on('connect', () => {
      client.subscribe([...options.subscriptions], { qos: 0 }, (error, granted) => {
        if (current !== client || closed) return;
        const missing = options.subscriptions.some(
          (topic) => !granted?.some((grant) => grant.topic === topic && grant.qos <= 2),
        );
        if (error || missing) {
          refused = !client.disconnecting && client.connected;
          client.end(true);
          return;
        }
        up = true;
        upSince = clock.now();
        options.onUp();
        for (const message of early.splice(0)) options.onMessage(message);
      });
    });
    client.on('message', (topic, payload, packet) => {
      if (current !== client || closed || payload.byteLength > MAX_FLEET_BYTES) return;
      const message = { topic, payload, retained: packet.retain };
      if (up) options.onMessage(message);
      else if (early.length < 1000) early.push(message);
    });
    client.on('error', (error) => {
      // CONNACK codes 1 to 5; 3 is "server unavailable".
      if ('code' in error && typeof error.code === 'number' && error.code !== 3) refused = true;
      client.end(true);
    });
    client.on('close', () => {
      if (current !== client) return;
      current = null;
      const settled = upSince !== null && clock.now() - upSince >= SETTLED_MS;
      failures = settled ? 0 : failures + 1;
      const reason: DownReason = refused ? 'refused' : up ? 'lost' : 'unreachable';
      up = false;
      client.end(true);
      if (closed) return;
      cancelRetry = clock.after(backoffMs(failures - (settled ? 0 : 1), random(), backoff), connect);
      options.onDown(reason);
    });
  };
  connect();

  return {
    publish(topic, payload, retain = false) {
      if (!up || current === null || !current.connected) return false;
      if (new TextEncoder().encode(payload).byteLength > MAX_FLEET_BYTES) return false;
      if (current.stream.writableLength > MAX_UNSENT_BYTES) return false;
      current.publish(topic, payload, { qos: 0, retain }, () => {});
      return true;
    },
    close() {
      closed = true;
      up = false;
      cancelRetry();
      const client = current;
      current = null;
      if (client === null) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = clock.after(CLOSE_MS, () => {
          client.end(true);
          resolve();
        });
        client.end(!client.connected, {}, () => {
          cancel();
          resolve();
        });
      });
    },
  };
}
