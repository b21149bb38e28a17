/** The guest: a Debian kernel under QEMU with the host's files, read-only, as its own. Needs no root and no KVM. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { UsbLabParts } from '../setup/usb-lab.mjs';

const INIT = path.join(import.meta.dirname, 'guest/init.sh');
const MEMORY_MB = 1024;
const KERNEL_LOG_CHARS = 6000;

export interface GuestOptions {
  readonly parts: UsbLabParts;
  /** Shell variables for the guest's init. */
  readonly settings: Readonly<Record<string, string>>;
  /** Virtual USB buses, one a device. */
  readonly buses: number;
  /** A raw image that the guest sees as /dev/vda. What it has not flushed is lost when it is cut. */
  readonly disk?: string;
  /** Cuts the power. */
  readonly cut?: AbortSignal;
  /**
   * Puts what the guest runs into the folder that it sees as /run/lab: room.js, cabinet.js and udev.rules, or only.sh
   * in their place.
   */
  readonly addPrograms: (folder: string) => Promise<void>;
  /** QEMU is killed after it, also when this process is not there any more. */
  readonly limitMs: number;
  /** Each line of the guest's program. */
  readonly onLine: (line: string) => void;
}

export interface GuestEnd {
  readonly outOfTime: boolean;
  /** The end of what the kernel, the init and stderr wrote. */
  readonly log: string;
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** @throws when cpio cannot. */
function packInitramfs({ busybox, cpio, modules }: UsbLabParts, work: string): string {
  const content = path.join(work, 'initramfs');
  const archive = path.join(work, 'initramfs.cpio');
  for (const folder of ['bin', 'modules']) mkdirSync(path.join(content, folder), { recursive: true });
  const programs = [
    [busybox, 'bin/busybox'],
    [INIT, 'init'],
  ] as const;
  for (const [from, name] of programs) {
    copyFileSync(from, path.join(content, name));
    chmodSync(path.join(content, name), 0o755);
  }
  const loaded = modules.map((module) => [module, `modules/${path.basename(module)}`] as const);
  for (const [from, name] of loaded) copyFileSync(from, path.join(content, name));
  const names = ['bin', 'modules', ...[...programs, ...loaded].map(([, name]) => name)];
  const packed = spawnSync(cpio, ['--create', '--format=newc', '--quiet', `--file=${archive}`], {
    cwd: content,
    input: names.join('\n'),
    timeout: 60_000,
  });
  if (packed.status !== 0) throw new Error(`cpio: ${packed.stderr}`);
  return archive;
}

/** The folder that the guest sees as /run/lab. */
async function fillShare(options: GuestOptions, work: string): Promise<string> {
  const { parts, settings } = options;
  const share = path.join(work, 'share');
  mkdirSync(share);
  await options.addPrograms(share);
  copyFileSync(parts.busybox, path.join(share, 'busybox'));
  chmodSync(path.join(share, 'busybox'), 0o755);
  copyFileSync(INIT, path.join(share, 'init.sh'));
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}\n`);
  writeFileSync(path.join(share, 'settings'), lines.join(''));
  return share;
}

/** A folder of the host as the guest mounts it by its tag; commas are doubled in QEMU's options. */
function shared(tag: string, folder: string): string[] {
  const place = folder.replaceAll(',', ',,');
  return [
    '-fsdev',
    `local,id=${tag},path=${place},security_model=none,multidevs=remap,readonly=on`,
    '-device',
    `virtio-9p-pci,fsdev=${tag},mount_tag=${tag}`,
  ];
}

/** On a busy machine too few ticks of the timer arrive in time: the kernel then panics, "IO-APIC + timer doesn't work". */
const KERNEL_OPTIONS = 'console=ttyS0 quiet mitigations=off panic=-1 no_timer_check';

async function start(options: GuestOptions, work: string): Promise<ChildProcess> {
  const { parts, limitMs, disk } = options;
  const initramfs = packInitramfs(parts, work);
  const share = await fillShare(options, work);
  const machine = [
    ...['-M', 'q35,accel=tcg', '-cpu', 'Nehalem', '-smp', '2', '-m', String(MEMORY_MB)],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...['-kernel', parts.kernel, '-initrd', initramfs],
    ...['-append', `${KERNEL_OPTIONS} lab.buses=${options.buses}`],
    ...['-serial', `file:${path.join(work, 'kernel.log')}`, '-serial', 'stdio'],
    ...(disk === undefined ? [] : ['-drive', `file=${disk},format=raw,if=virtio,cache=writeback`]),
    ...shared('host', '/'),
    ...shared('lab', share),
  ];
  const seconds = String(Math.ceil(limitMs / 1000));
  return spawn('timeout', ['--signal=KILL', seconds, parts.qemu, ...machine], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

/** Resolves when the guest has switched itself off or was killed. */
export async function runGuest(options: GuestOptions): Promise<GuestEnd> {
  const work = mkdtempSync(path.join(tmpdir(), 'box-usb-lab-'));
  let child: ChildProcess | null = null;
  const kill = () => {
    try {
      if (child?.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  const clean = () => {
    kill();
    rmSync(work, { recursive: true, force: true });
  };
  const interrupted = () => process.exit(130);
  process.once('exit', clean);
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    child = await start(options, work);
    options.cut?.addEventListener('abort', kill, { once: true });
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    if (child.stdout) createInterface({ input: child.stdout }).on('line', options.onLine);
    const started = performance.now();
    await new Promise<void>((resolve) => {
      child?.once('error', (error) => {
        stderr += error.message;
        resolve();
      });
      child?.once('close', () => resolve());
    });
    const outOfTime = performance.now() - started >= options.limitMs;
    return { outOfTime, log: `${logOf(work)}\n${stderr}`.slice(-KERNEL_LOG_CHARS) };
  } finally {
    options.cut?.removeEventListener('abort', kill);
    clean();
    process.removeListener('exit', clean);
    process.removeListener('SIGINT', interrupted);
    process.removeListener('SIGTERM', interrupted);
  }
}

function logOf(work: string): string {
  try {
    return readFileSync(path.join(work, 'kernel.log'), 'utf8');
  } catch {
    return '';
  }
}
