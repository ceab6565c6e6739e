import * as fs from 'fs';
import { basename, dirname, join } from 'path';

/** A file that somebody else wrote to after it was read. */
export class FileChanged extends Error {}

/**
 * Gives a file another content. A copy takes its place at once, so that whoever stops the process leaves the old content or the new one. Where a copy would
 * not keep the owner, the mode or a second name of the file, or cannot be made, the file itself is overwritten; the path must be free of links, which
 * would otherwise be replaced themselves. Throws `FileChanged` where the file does not hold what it held when it was read.
 */
export function replaceFile(file: string, before: Buffer, after: Buffer): void {
  const descriptor = fs.openSync(file, 'r+'); // a copy could take the place of a file that is read-only
  try {
    const stats = fs.fstatSync(descriptor);
    if (!fs.readFileSync(descriptor).equals(before)) throw new FileChanged();
    if (stats.nlink > 1 || !tookPlace(file, stats, after)) overwrite(descriptor, before, after);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Whether a copy could be made and took the place of the file. */
function tookPlace(file: string, stats: fs.Stats, content: Buffer): boolean {
  const copy = join(dirname(file), `.${basename(file)}.cdk8s-hardened-${process.pid}`);
  let isMade = false;
  try {
    const descriptor = fs.openSync(copy, 'wx', 0o600);
    isMade = true;
    try {
      if (!isAlike(descriptor, stats)) return false;
      writeWhole(descriptor, content);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(copy, file);
    isMade = false;
    return true;
  } catch {
    return false;
  } finally {
    if (isMade) fs.rmSync(copy, { force: true });
  }
}

/** Gives a copy the owner and the mode of the file, as far as the system lets us. */
function isAlike(descriptor: number, { uid, gid, mode }: fs.Stats): boolean {
  fs.fchownSync(descriptor, uid, gid);
  fs.fchmodSync(descriptor, mode % 0o10000); // without the bits that say what kind of file it is
  const copy = fs.fstatSync(descriptor);
  return copy.uid === uid && copy.gid === gid && copy.mode === mode;
}

/** The file is not emptied first, so that the disk has room for what was there, and a full one leaves it as it was. */
function overwrite(descriptor: number, before: Buffer, after: Buffer): void {
  try {
    writeWhole(descriptor, after);
  } catch (error) {
    writeWhole(descriptor, before);
    throw error;
  }
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += fs.writeSync(descriptor, bytes, written, bytes.length - written, written);
  fs.ftruncateSync(descriptor, bytes.length);
}
