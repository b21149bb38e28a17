/** Files that must be whole after a power cut, and files that must be gone. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

export function syncFile(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** A rename or a deletion is durable only when its folder is. */
export function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

/** After it returns the file holds exactly `content`; after a cut, that or what it held before. */
export function replaceDurably(file: string, content: string | Uint8Array): void {
  const part = `${file}.part`;
  const fd = openSync(part, 'w', PRIVATE_FILE);
  try {
    writeAll(fd, Buffer.from(content));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(part, file);
  syncFolder(dirname(file));
}

/** Appends at `length`, where the last whole record ended; what a cut left behind it is dropped. Returns the new length. */
export function appendDurably(file: string, length: number, content: Uint8Array): number {
  const fd = openSync(file, 'r+');
  try {
    if (fstatSync(fd).size > length) ftruncateSync(fd, length);
    for (let done = 0; done < content.length; ) {
      done += writeSync(fd, content, done, content.length - done, length + done);
    }
    fsyncSync(fd);
    return length + content.length;
  } finally {
    closeSync(fd);
  }
}

/**
 * Overwrites, then removes. On a disk that writes elsewhere (flash, copy-on-write) the old bytes may live on: what is
 * wrapped by a key in a TPM is gone all the same once that key is.
 */
export function destroyFile(file: string): void {
  let fd: number;
  try {
    fd = openSync(file, 'r+');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  try {
    const { size } = fstatSync(fd);
    writeAll(fd, randomBytes(size));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  unlinkSync(file);
  syncFolder(dirname(file));
}
