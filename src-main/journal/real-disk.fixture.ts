/** A small ext4 disk of its own, for tests; needs root. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT_MS = 20_000;

export interface SmallDisk {
  readonly folder: string;
  /** To the last byte. */
  fill(): void;
  /** What `fill` took is free again. */
  free(): void;
  /** As the kernel does after an I/O error: open files cannot be written any more either. */
  turnReadOnly(): void;
  mount(how?: 'ro' | 'rw'): void;
  unmount(): void;
}

const run = (program: string, ...args: string[]): void =>
  void execFileSync(program, args, { stdio: 'pipe', timeout: LIMIT_MS });

/** @param place a folder of the test's own. @throws where the machine does not let it */
export function makeSmallDisk(place: string, bytes: number): SmallDisk {
  const image = join(place, 'disk.img');
  const folder = join(place, 'disk');
  const filler = join(folder, 'filler');
  mkdirSync(folder);
  closeSync(openSync(image, 'w'));
  truncateSync(image, bytes);
  // Nothing kept back for root.
  run('mkfs.ext4', '-q', '-F', '-m', '0', image);
  const disk: SmallDisk = {
    folder,
    fill() {
      const file = openSync(filler, 'w');
      try {
        for (let size = 1 << 20; size >= 1; size >>= 1) {
          for (const piece = Buffer.alloc(size); writeAll(file, piece); );
        }
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler),
    turnReadOnly: () => run('mount', '-o', 'remount,abort', folder),
    mount(how = 'rw') {
      // Its own journal is played back first, which needs a disk that can be written.
      run('mount', '-o', 'loop', image, folder);
      if (how === 'ro') run('mount', '-o', 'remount,ro', folder);
    },
    unmount: () => run('umount', folder),
  };
  disk.mount();
  return disk;
}

function writeAll(file: number, piece: Buffer): boolean {
  try {
    return writeSync(file, piece) === piece.length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
