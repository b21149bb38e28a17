/**
 * What the core tells the systemd service that it runs in: ready, alive, stopping. systemd listens on a datagram
 * socket, which Node has not, so `systemd-notify` says it; a small shell starts that, since a fork of the core itself
 * would cost it milliseconds each time. The word goes out from the core's own loop: one that hangs says nothing, and
 * is killed and started again.
 */
import { spawn } from 'node:child_process';
import type { Clock } from '../../drivers/contract.ts';
import { every } from '../../drivers/parts/repeating.ts';

/** Reads a word a line; ends with the core, for whose end the other side of the pipe is closed. */
const SAY = 'while read -r word; do systemd-notify "$word"; done';
/** Of the time after which systemd takes the core for dead: two words may come late. */
const SHARE = 3;

export interface ServiceManager {
  /** The core serves: from now on it says that it is alive. */
  ready(): void;
  /** It ends on purpose. */
  stopping(): void;
}

export interface ServiceManagerParts {
  /** NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID as systemd sets them; without the first nobody listens. */
  readonly env: NodeJS.ProcessEnv;
  readonly pid: number;
  readonly clock: Clock;
  /** systemd-notify is not here, or said nothing. */
  readonly onMute: () => void;
}

const NOBODY: ServiceManager = { ready: () => undefined, stopping: () => undefined };

/** Between two words, ms; null: nobody waits for them. */
function aliveEveryMs({ WATCHDOG_USEC, WATCHDOG_PID }: NodeJS.ProcessEnv, pid: number): number | null {
  const us = Number(WATCHDOG_USEC);
  const ours = WATCHDOG_PID === undefined || Number(WATCHDOG_PID) === pid;
  return ours && Number.isFinite(us) && us > 0 ? us / 1000 / SHARE : null;
}

export function createServiceManager({ env, pid, clock, onMute }: ServiceManagerParts): ServiceManager {
  if (!env['NOTIFY_SOCKET']) return NOBODY;
  const speaker = spawn('sh', ['-c', SAY], { env, stdio: ['pipe', 'ignore', 'inherit'] });
  let mute = false;
  const isMute = (): void => {
    if (!mute) onMute();
    mute = true;
  };
  speaker.once('error', isMute);
  speaker.once('exit', isMute);
  speaker.stdin.on('error', isMute);
  speaker.unref();

  const say = (word: string): void => {
    if (!mute) speaker.stdin.write(`${word}\n`);
  };
  const everyMs = aliveEveryMs(env, pid);
  let quiet: () => void = () => undefined;
  return {
    ready() {
      say('READY=1');
      if (everyMs !== null) quiet = every(clock, everyMs, () => say('WATCHDOG=1'));
    },
    stopping() {
      quiet();
      mute = true;
      speaker.stdin.end('STOPPING=1\n');
    },
  };
}
