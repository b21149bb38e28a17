/** `npm start`: relay, virtual instruments, core and window on this machine, until Ctrl-C. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { BOX_KEY_FILE, openBoxKey } from '../src-main/core/fleet/box-key.ts';
import { claimFolder } from './start/instance.ts';
import { freePort } from './start/port.ts';
import { coreEnvironment, RECORD_ENTRY, recordEnvironment, recordIsSet } from './start/record.ts';
import { createService, type Ready, type Service } from './start/service.ts';
import { type CabinetWindow, openWindow, whyNoWindow } from './start/window.ts';

const root = path.resolve(import.meta.dirname, '..');
const data = path.resolve(process.env.BOX_DATA || path.join(root, 'var'));
const pages = path.resolve(process.env.BOX_PAGES || path.join(root, 'dist/pages'));
const simulated = process.env.BOX_INSTRUMENTS !== 'real';
const say = (text: string) => process.stdout.write(`${text}\n`);
const text = (ready: Ready, name: string) => (typeof ready[name] === 'string' ? ready[name] : '');

mkdirSync(path.join(data, 'log'), { recursive: true, mode: 0o700 });
const claimed = claimFolder(data);
if ('takenBy' in claimed) {
  say(`Box Médicale already runs here (process ${claimed.takenBy}, data in ${data}).`);
  say(`Stop it with Ctrl-C in its terminal, or: kill ${claimed.takenBy}`);
  process.exit(1);
}

const services: { readonly entry: string; readonly service: Service }[] = [];
let window: CabinetWindow | null = null;
let stopping = false;

async function stop(code: number): Promise<never> {
  if (stopping) return new Promise<never>(() => undefined);
  stopping = true;
  if (code === 0) say('\nStopping …');
  await Promise.all([window?.stop(), ...services.map(({ service }) => service.stop())]);
  if (!('takenBy' in claimed)) claimed.release();
  if (code === 0) say('Stopped.');
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

function noteChildren(): void {
  if ('takenBy' in claimed) return;
  claimed.note(
    services.flatMap(({ entry, service }) => (service.pid() ? [{ pid: service.pid() ?? 0, entry }] : [])),
  );
}

async function start(name: string, file: string, env: Record<string, string>, back?: (ready: Ready) => void) {
  const entry = path.join(root, file);
  const logFile = path.join(data, 'log', `${name}.log`);
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  const service = createService({
    name,
    entry,
    env,
    logFile,
    onChange: (what, ready) => {
      say(what);
      noteChildren();
      if (ready) back?.(ready);
    },
  });
  services.push({ entry, service });
  const ready = await service.start();
  noteChildren();
  return ready;
}

/** Keeps the doctors' links the same from one start to the next. */
function seed(): string {
  const file = path.join(data, 'relay-seed');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function bookings(): string {
  const file = path.join(data, 'bookings.json');
  if (!existsSync(file)) copyFileSync(path.join(root, 'fixtures/bookings.json'), file);
  return file;
}

/** A fresh one-time address of the patient's page. */
async function patientAddress(): Promise<string | null> {
  try {
    const { port, mintSecret } = JSON.parse(readFileSync(path.join(data, 'core.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const answer = await fetch(`http://127.0.0.1:${port}/token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mintSecret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'patient' }),
      signal: AbortSignal.timeout(3000),
    });
    const { token } = (await answer.json()) as { token: string };
    return answer.ok ? `http://127.0.0.1:${port}/patient/#t=${token}` : null;
  } catch {
    return null;
  }
}

async function run(): Promise<void> {
  const relayHttp = await freePort(Number(process.env.BOX_RELAY_HTTP_PORT) || 8080);
  const relayMqtt = await freePort(Number(process.env.BOX_RELAY_MQTT_PORT) || 1883);
  const port = await freePort(Number(process.env.BOX_PORT) || 7800);

  const simulation: Record<string, string> = simulated
    ? {
        BOX_VIRTUAL_BUS: path.join(data, 'bus.json'),
        BOX_SIMULATION_SOCKET: path.join(data, 'simulation.sock'),
      }
    : {};
  const { thumbprint } = await openBoxKey(path.join(data, BOX_KEY_FILE));
  const recordPort = simulated && !recordIsSet(process.env) ? await freePort(8090) : null;
  // None waits for another; the core needs all of them.
  const [relay, simulator, record] = await Promise.all([
    start('relay', 'src-relay/main.ts', {
      BOX_RELAY_DEV: '1',
      BOX_RELAY_DEV_SEED: seed(),
      BOX_RELAY_HTTP_PORT: String(relayHttp),
      BOX_RELAY_MQTT_PORT: String(relayMqtt),
      BOX_RELAY_PAGES: pages,
      BOX_RELAY_ISSUER_FILE: path.join(data, 'issuer.json'),
      BOX_RELAY_DEV_BOX_KEY: thumbprint,
    }),
    simulated ? start('simulator', 'fixtures/simulator/main.ts', simulation) : null,
    recordPort === null ? null : start('record', RECORD_ENTRY, recordEnvironment(data, recordPort)),
  ]);
  const hanging = simulator === null ? [] : text(simulator, 'instruments').split(',');
  const user = text(relay, 'boxUser') || 'box:cabinet-1';
  const core = await start(
    'core',
    'src-main/core/main.ts',
    {
      BOX_DATA: data,
      BOX_NAME: user.replace(/^box:/, ''),
      BOX_PLACE: process.env.BOX_PLACE || 'Mairie (essai)',
      BOX_PORT: String(port),
      BOX_PAGES: pages,
      BOX_RELAY_URL: `mqtt://127.0.0.1:${relayMqtt}`,
      BOX_RELAY_HTTP: `http://127.0.0.1:${relayHttp}`,
      BOX_RELAY_PASSWORD: text(relay, 'boxPassword'),
      BOX_ISSUER: text(relay, 'issuer'),
      BOX_BOOKINGS: bookings(),
      ...simulation,
      ...(record === null ? {} : coreEnvironment(record, data)),
      ...(simulator === null ? {} : { BOX_FITTED: process.env.BOX_FITTED || [...new Set(hanging)].join() }),
    },
    (ready) => say(`  Patient   ${text(ready, 'patientLink')}`),
  );

  const noWindow = whyNoWindow();
  if (!noWindow) window = openWindow({ dataFolder: data, logFile: path.join(data, 'log/window.log'), say });
  announce(
    text(core, 'patientLink'),
    text(relay, 'doctorLink'),
    record === null ? null : text(record, 'page'),
    noWindow,
    hanging,
  );
}

function announce(
  patient: string,
  doctor: string,
  record: string | null,
  noWindow: string | null,
  hanging: readonly string[],
): void {
  say('');
  say('Box Médicale is running.');
  say('');
  say(`  Patient   ${patient}`);
  say(
    `            ${noWindow ? `no window opened (${noWindow}): open this address in a browser` : 'its window is open; the address opens it in a browser instead'}`,
  );
  say('            (it works once: a token is in it)');
  say(`  Doctor    ${doctor}`);
  if (record !== null) say(`  Record    ${record}  (it fills here once the patient has agreed)`);
  say('');
  if (simulated) {
    say(`  Simulated: ${hanging.join(', ')}`);
    say(
      '             (virtual instruments with real wire protocols; the dock on the patient page moves them),',
    );
    say('             the bookings, the doctors of the relay, the health record.');
    say('             Others: BOX_SIM_INSTRUMENTS=id,id or all; faster bodies: BOX_SIM_PACE=5.');
    say('             Real: everything else. Real instruments: BOX_INSTRUMENTS=real npm start');
  } else say('  Nothing is simulated but the bookings and the doctors of the relay.');
  say(`  Data and logs: ${data}`);
  say('');
  const keys = process.stdin.isTTY === true;
  say(`  Stop with Ctrl-C.${keys ? ' Enter gives a new patient address.' : ''}`);
  if (!keys) return;
  // The terminal may go: Node 24 hands its error on as one of the interface.
  const lines = createInterface({ input: process.stdin });
  lines.on('error', () => {});
  lines.on('line', () => {
    void patientAddress().then((address) =>
      say(address ? `  Patient   ${address}` : '  the core does not answer yet'),
    );
  });
}

run().catch((error: unknown) => {
  if (stopping) return;
  process.stderr.write(`\nCould not start: ${error instanceof Error ? error.message : String(error)}\n`);
  void stop(1);
});
