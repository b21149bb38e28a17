/** The core from its settings to its end. Prints one line `ready {…}` when it serves; SIGTERM ends it cleanly. */
import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../drivers/clock.ts';
import { type CoreConfig, readConfig } from './config.ts';
import { firstStop } from './first-stop.ts';
import { createLogger } from './logger.ts';
import { createServiceManager } from './service-manager.ts';

const STOP_MS = 5000;
/** The stop goes out in the first moments; loading the code keeps the processor, but what is left is waiting. */
const HEAD_START_MS = 300;

function settings(): CoreConfig {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'bad settings'}\n`);
    process.exit(2);
  }
}

const config = settings();
const logger = createLogger(config.logLevel);
const cuffsStopped = firstStop(config);
await Promise.race([cuffsStopped, pause(HEAD_START_MS)]);
const { startCore } = await import('./core.ts');
await cuffsStopped;
await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
const core = await startCore(config, logger, () => process.exit(1)).catch((error: unknown) => {
  logger.fatal({ error: error instanceof Error ? error.message : 'unknown' }, 'the core cannot start');
  process.exit(1);
});

const serviceManager = createServiceManager({
  env: process.env,
  pid: process.pid,
  clock: systemClock,
  onMute: () => logger.error('systemd-notify cannot speak for the core: the service will be taken for dead'),
});
const patientLink = `${core.api.origin}/patient/#t=${core.api.mint('patient')}`;
process.stdout.write(`ready ${JSON.stringify({ patientLink, port: String(core.api.port) })}\n`);
serviceManager.ready();

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  serviceManager.stopping();
  setTimeout(() => process.exit(1), STOP_MS).unref();
  void core.close().then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
