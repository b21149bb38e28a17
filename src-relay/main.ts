/**
 * Runs the relay until SIGTERM or SIGINT. BOX_RELAY_CONFIG names the JSON file of `relayConfigSchema`, or
 * BOX_RELAY_DEV=1 makes two doctors and a box up (BOX_RELAY_DEV_SEED keeps their secrets from one start to the next;
 * BOX_RELAY_HTTP_PORT, BOX_RELAY_MQTT_PORT, BOX_RELAY_PAGES, BOX_RELAY_ISSUER_FILE, BOX_RELAY_DEV_BOX_KEY: the thumbprint of
 * the box's key). Prints one `ready {…}` line; the log goes to stderr.
 */
import { type Logger, pino } from 'pino';
import { userNames } from '../src-main/api/fleet-protocol.ts';
import { type DevConfig, devConfig, type RelayConfig, readRelayConfig } from './config.ts';
import { startRelay } from './relay.ts';

const CLOSE_MS = 3000;

const logger = pino({ name: 'relay', level: process.env.BOX_RELAY_LOG ?? 'info' }, pino.destination(2));
process.exitCode = await run(logger);

async function run(log: Logger): Promise<number> {
  const chosen = await choose(process.env);
  if ('fault' in chosen) return fail(chosen.fault);
  const started = await startRelay({
    config: chosen.config,
    log: (event, fields) => log.info({ ...fields }, event),
  });
  if ('fault' in started) return fail(`relay: ${started.fault.message}`);
  const { relay } = started;
  const addresses = { http: relay.http, mqtt: relay.mqtt, issuer: JSON.stringify(relay.issuers) };
  process.stdout.write(
    `ready ${JSON.stringify({ ...addresses, ...devAddresses(relay.http, chosen.dev) })}\n`,
  );

  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  setTimeout(() => process.exit(1), CLOSE_MS).unref();
  await relay.close();
  return 0;
}

type Choice = { readonly config: RelayConfig; readonly dev: DevConfig | null } | { readonly fault: string };

async function choose(env: NodeJS.ProcessEnv): Promise<Choice> {
  if (env.BOX_RELAY_CONFIG) {
    const read = await readRelayConfig(env.BOX_RELAY_CONFIG);
    return 'fault' in read ? { fault: `${env.BOX_RELAY_CONFIG}: ${read.fault}` } : { ...read, dev: null };
  }
  if (env.BOX_RELAY_DEV !== '1') {
    return { fault: 'relay: set BOX_RELAY_CONFIG to a configuration file, or BOX_RELAY_DEV=1 to try it' };
  }
  const ports = [portOf(env.BOX_RELAY_HTTP_PORT, 8080), portOf(env.BOX_RELAY_MQTT_PORT, 1883)] as const;
  if (ports[0] === null || ports[1] === null) {
    return { fault: 'relay: BOX_RELAY_HTTP_PORT and BOX_RELAY_MQTT_PORT take a number from 0 to 65535' };
  }
  const dev = await devConfig(
    {
      http: { port: ports[0] },
      mqtt: { port: ports[1] },
      pages: env.BOX_RELAY_PAGES ?? null,
      issuer: { keyFile: env.BOX_RELAY_ISSUER_FILE || null },
    },
    env.BOX_RELAY_DEV_SEED || undefined,
    env.BOX_RELAY_DEV_BOX_KEY ? [env.BOX_RELAY_DEV_BOX_KEY] : [],
  );
  return { config: dev.config, dev };
}

function portOf(text: string | undefined, otherwise: number): number | null {
  if (text === undefined || text === '') return otherwise;
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}

function devAddresses(http: string, dev: DevConfig | null): Record<string, unknown> {
  if (dev === null) return {};
  const links = dev.doctors.map(({ id, secret }) => `${http}/doctor/#doctor=${id}&secret=${secret}`);
  return {
    doctorLink: links[0],
    doctorLinks: links,
    boxUser: userNames.box(dev.box.name),
    boxPassword: dev.box.password,
  };
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}
