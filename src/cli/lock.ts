import * as fs from 'fs';
import { writeFileFor } from './data-file';
import { UsageError } from './exit-code';
import { wholeText } from './file-bytes';
import { digestsIn, referenceOf } from './locking/tool-output';
import { Terminal } from './terminal';
import { ImageLock, lockedName } from '../objects/images/image-lock';

/** The options of `lock`, as the argument parser names them. */
export interface LockOptions {
  readonly file: string;
  readonly update?: boolean;
}

/** More than any tool prints about images. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Adds what a tool printed about images to the lock. */
export async function lock(image: string | undefined, { file, update }: LockOptions, terminal: Terminal): Promise<void> {
  const named = image === undefined ? undefined : referenceOf(image);
  if (terminal.inputIsTyped) throw new UsageError('there is nothing to lock; pipe what a tool prints into the command, as in `crane digest IMAGE | cdk8s-hardened lock IMAGE`');
  const before = readLock(file);
  let after = before;
  const changed: string[] = [];
  for (const { reference, digest } of digestsIn(await inputOf(terminal), named)) {
    const known = after.digestOf(reference);
    if (known === digest) continue;
    const name = lockedName(reference);
    if (known !== undefined && after.digestOf(reference) !== before.digestOf(reference)) throw new UsageError(`the input names ${name} twice, with different digests; keep one`);
    if (known !== undefined && !update) {
      throw new UsageError(`"${file}" has ${known} for ${name}, and the input ${digest}: somebody pushed another image under this tag; pass --update where that was meant`);
    }
    after = after.with(reference, digest);
    changed.push(`${known === undefined ? 'locked' : 'updated'} ${name}${known === undefined ? '' : `, which was ${known},`} at ${digest}`);
  }
  if (changed.length > 0) writeFileFor('--file', file, after.text());
  terminal.say(changed.length === 0 ? `"${file}" has these digests already` : changed.join('\n'));
}

function readLock(file: string): ImageLock {
  if (!fs.existsSync(file)) return ImageLock.EMPTY;
  try {
    return ImageLock.parse(wholeText(file), file);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function inputOf({ input }: Terminal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new UsageError(`standard input has more than ${MOST_BYTES / 1024 / 1024} MiB, which is no output about images`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
