/** What `usb-lab` boots: QEMU, and a Debian kernel with USB gadgets on a virtual USB bus, kept in the cache. */
import fs from 'node:fs';
import path from 'node:path';
import { aptCommand, aptInstall, canInstall } from './apt.mjs';
import { cacheFolder, which } from './locate.mjs';
import { line, missing, run, tail } from './say.mjs';

const PROGRAMS = {
  'qemu-system-x86_64': 'qemu-system-x86',
  busybox: 'busybox-static',
  cpio: 'cpio',
  modprobe: 'kmod',
  udevadm: 'udev',
  mke2fs: 'e2fsprogs',
};
/** Loaded at boot; the kernel image has none of them built in. */
const MODULES = [
  ...['virtio_pci', '9p', '9pnet_virtio'],
  ...['usbhid', 'hid-generic', 'evdev', 'cdc-acm'],
  ...['libcomposite', 'usb_f_hid', 'usb_f_acm', 'dummy_hcd'],
  // A disk of its own, for power cuts.
  ...['virtio_blk', 'ext4'],
];
/** Another number when MODULES changes. */
const KERNEL_FOLDER = 'usb-lab-kernel-2';

/** @returns {string[]} packages */
function packagesLacking() {
  return Object.entries(PROGRAMS)
    .filter(([program]) => which(program) === null)
    .map(([, name]) => name);
}

function kernelFolder() {
  return path.join(cacheFolder(), KERNEL_FOLDER);
}

/** @returns {{qemu: string, busybox: string, cpio: string, kernel: string, modules: string[]} | {lacks: string}} */
export function findUsbLab() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { lacks: `a Linux x64 machine (this is ${process.platform} ${process.arch})` };
  }
  const lacking = packagesLacking();
  if (lacking.length > 0) return { lacks: lacking.join(', ') };
  const folder = kernelFolder();
  const kernel = path.join(folder, 'vmlinuz');
  if (!fs.existsSync(kernel)) return { lacks: 'a Debian kernel' };
  return {
    qemu: which('qemu-system-x86_64') ?? '',
    busybox: which('busybox') ?? '',
    cpio: which('cpio') ?? '',
    kernel,
    modules: fs
      .readdirSync(path.join(folder, 'modules'))
      .sort()
      .map((name) => path.join(folder, 'modules', name)),
  };
}

/** @param {string} work @returns {Promise<string | null>} why not, or null when the kernel is in its folder */
async function fetchInto(work) {
  const limit = { limitMs: 60_000, cwd: work };
  const asked = await run('apt-cache', ['depends', 'linux-image-amd64'], limit);
  const name = /Depends: (linux-image-\S+)/.exec(asked.output)?.[1];
  if (!name) return 'this system has no package linux-image-amd64';
  const got = await run('apt-get', ['download', '-qq', name], {
    limitMs: 10 * 60_000,
    cwd: work,
    doing: 'downloading (about 70 MB)',
  });
  const archive = fs.readdirSync(work).find((file) => file.endsWith('.deb'));
  if (!got.ok || !archive) return `apt-get download ${got.why}\n${tail(got.output, 4)}`;
  const unpacked = path.join(work, 'unpacked');
  const opened = await run('dpkg-deb', ['-x', archive, unpacked], { ...limit, limitMs: 3 * 60_000 });
  if (!opened.ok) return `dpkg-deb ${opened.why}`;
  const [version] = fs.readdirSync(path.join(unpacked, 'lib/modules'));
  if (!version) return 'the package has no modules';
  const listed = await run('depmod', ['-b', unpacked, version], { ...limit, limitMs: 3 * 60_000 });
  if (!listed.ok) return `depmod ${listed.why}`;

  const files = new Set();
  for (const module of MODULES) {
    const shown = await run('modprobe', ['-d', unpacked, '-S', version, '--show-depends', module], limit);
    if (!shown.ok) return `no module ${module}`;
    for (const [, file] of shown.output.matchAll(/^insmod (\S+)/gm)) files.add(file);
  }
  const made = path.join(work, 'made');
  fs.mkdirSync(path.join(made, 'modules'), { recursive: true });
  fs.copyFileSync(path.join(unpacked, 'boot', `vmlinuz-${version}`), path.join(made, 'vmlinuz'));
  [...files].forEach((file, index) => {
    // The number keeps the order of loading.
    const inOrder = `${String(index).padStart(2, '0')}-${path.basename(file)}`;
    fs.copyFileSync(path.resolve(unpacked, file), path.join(made, 'modules', inOrder));
  });
  fs.rmSync(kernelFolder(), { recursive: true, force: true });
  fs.renameSync(made, kernelFolder());
  return null;
}

/** @returns {Promise<string | null>} why it could not be had, or null */
async function fetchKernel() {
  const cache = cacheFolder();
  fs.mkdirSync(cache, { recursive: true });
  const work = fs.mkdtempSync(path.join(cache, 'fetch-'));
  // apt-get downloads as the user _apt.
  fs.chmodSync(work, 0o755);
  try {
    return await fetchInto(work);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** @returns {Promise<boolean>} */
export async function ensureUsbLab() {
  const fits = process.platform === 'linux' && process.arch === 'x64';
  if (fits && packagesLacking().length > 0 && canInstall()) {
    line('USB lab', `installing ${packagesLacking().join(', ')} …`);
    await aptInstall(packagesLacking());
  }
  let why = null;
  if (fits && packagesLacking().length === 0 && !fs.existsSync(path.join(kernelFolder(), 'vmlinuz'))) {
    line('USB lab', 'fetching a Debian kernel for the guest (once) …');
    why = which('apt-get') ? await fetchKernel() : 'no apt-get to fetch it with';
  }
  const found = findUsbLab();
  if (!('lacks' in found)) {
    line('USB lab', `${found.qemu}, kernel in ${path.dirname(found.kernel)}`);
    return true;
  }
  const effect = 'the tests over real USB will be skipped';
  missing('USB lab', `${effect}, for want of ${found.lacks}`, aptCommand(Object.values(PROGRAMS)));
  if (why !== null) line('', why);
  return false;
}
