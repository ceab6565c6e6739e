import { closeSync, constants, openSync, readFileSync, readSync, statSync } from 'fs';
import { setTimeout as pause } from 'timers/promises';
import { specialFile } from '../sources/files';

const READ_AT_ONCE = 256 * 1024;
const POLL_EVERY = 5; // milliseconds
const WAIT_FOR_WRITER = 2000;

/** Whether a file can be read as often as one likes, unlike a pipe such as `<(helm template .)`. One that is gone by now is reported when it is opened. */
export function isLasting(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
}

/** What stands for no text at all. */
const NOTHING = '/dev/null';

/** Throws where reading a file at once may take forever. A pipe that the shell opened at both ends, such as `<(git show …)`, is read. */
export function rejectEndless(file: string): void {
  const stats = isInherited(file) || file === NOTHING ? undefined : statSync(file, { throwIfNoEntry: false });
  const special = stats && specialFile(stats);
  if (special) throw new Error(`it is ${special}, which may never end`);
}

/** The text of a file that is read as a whole, such as one that configures us. */
export function wholeText(file: string): string {
  rejectEndless(file);
  return readFileSync(file, 'utf8');
}

/** The bytes of a file. Nothing else waits while it is read, and a stream costs more than most files hold. */
export function* lastingBytes(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      const bytes = Buffer.allocUnsafe(READ_AT_ONCE); // documents are parts of it, so that each piece needs its own
      const size = readSync(descriptor, bytes, 0, READ_AT_ONCE, null);
      if (size === 0) return;
      yield bytes.subarray(0, size);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The bytes of a pipe. Opened so that it does not wait, since a pipe that nobody writes to would never open. */
export async function* pipeBytes(file: string): AsyncGenerator<Uint8Array> {
  const descriptor = openSync(file, constants.O_NONBLOCK);
  try {
    let hasWriter = isInherited(file);
    for (let waited = 0; ;) {
      const bytes = Buffer.allocUnsafe(READ_AT_ONCE);
      const size = readNow(descriptor, bytes);
      hasWriter ||= size !== 0;
      if (size === 0 && hasWriter) return;
      if (size === 0 && waited >= WAIT_FOR_WRITER) throw new Error('nothing writes to this pipe');
      if (size > 0) {
        yield bytes.subarray(0, size);
      } else {
        await pause(POLL_EVERY);
        waited += POLL_EVERY;
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

/** A pipe that the shell opened at both ends. */
const isInherited = (file: string): boolean => /^(?:\/dev\/|\/proc\/[^/]+\/)(?:fd\/\d+|stdin)$/.test(file);

/** How many bytes could be read: 0 where nobody writes, -1 where nothing has been written yet. */
function readNow(descriptor: number, bytes: Buffer): number {
  try {
    return readSync(descriptor, bytes, 0, bytes.length, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return -1;
    throw error;
  }
}
