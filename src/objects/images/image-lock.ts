import { ImageReference, parseImageReference } from '../image-reference';
import { plainText } from '../plain-text';
import { ownField } from '../pointer';

const VERSION = 1;
const HEADER = '# Written by `cdk8s-hardened lock`: the digest that each image gets in the manifests.\n';
/** Long enough for tens of thousands of images. */
const LONGEST_TEXT = 8 * 1024 * 1024;

const VERSION_LINE = /^version: *(\S+) *$/;
const ENTRY_LINE = /^ +(["']?)([^\s"']+)\1: +(["']?)([^\s"']+)\3 *(?:#.*)?$/;
const DIGEST = /^sha256:[a-f0-9]{64}$/;

/** An image by its full name, with the tag that it has or that a runtime assumes: `docker.io/library/nginx:1.29.0`. */
export const lockedName = ({ registry, repository, tag = 'latest' }: ImageReference): string => `${registry}/${repository}:${tag}`;

/** What keeps a text from being the digest of a locked image; undefined where nothing does. It continues a sentence that names the digest. */
export function lockedDigestProblem(digest: string): string | undefined {
  if (DIGEST.test(digest)) return undefined;
  const [algorithm, ...rest] = digest.split(':');
  if (rest.length === 0) return 'is no digest; write sha256: and 64 hexadecimal digits';
  return algorithm === 'sha256' ? 'is not sha256: and 64 of the characters 0-9 and a-f'
    : `is of the algorithm ${algorithm}, and images are pinned by sha256; lock the sha256 digest that the registry answers with`;
}

/** What is done with an image: its text with the digest, or why it cannot be pinned. */
export type Pinned = { readonly image: string } | { readonly problem: string; readonly isMissing?: true };

/** The digest of each image, as `images.lock.yaml` states them. Immutable. */
export class ImageLock {
  /** Of no image. */
  public static readonly EMPTY = new ImageLock({});

  /**
   * Reads the text of a lock. Only the form that `text` writes is read, so that a line means the same to every reader.
   *
   * @throws where a line is not of that form, with its number
   */
  public static parse(text: string, file: string): ImageLock {
    if (text.length > LONGEST_TEXT) throw new Error(`cannot read "${file}": it is larger than ${LONGEST_TEXT / 1024 / 1024} MiB, which no lock of images is; check the path`);
    const digests: Record<string, string> = {};
    let isVersioned = false;
    let isList = false;
    text.replace(/^\uFEFF/, '').split(/\r?\n/).forEach((line, i) => {
      const at = `cannot read "${file}", line ${i + 1}`;
      if (/^\s*(?:#.*)?$/.test(line) || line === '---') return;
      const version = VERSION_LINE.exec(line)?.[1];
      if (version !== undefined && !isVersioned) {
        if (version !== plainText(VERSION)) throw new Error(`${at}: the lock has version ${version}, and this release reads version ${VERSION}; write it anew with \`cdk8s-hardened lock\``);
        isVersioned = true;
      } else if (isVersioned && !isList && /^images: *(?:\{\} *)?$/.test(line)) {
        isList = true;
      } else {
        const entry = isList ? ENTRY_LINE.exec(line) : null;
        if (!entry) throw new Error(`${at}: "${line.slice(0, 80)}" is no line of a lock; expected are \`version: 1\`, \`images:\` and lines such as \`  registry.example.com/api:1.4.2: sha256:…\``);
        addEntry(digests, entry[2], entry[4], at);
      }
    });
    if (!isVersioned || !isList) throw new Error(`cannot read "${file}": it is no lock of images, which has \`version: 1\` and \`images:\`; write one with \`cdk8s-hardened lock\``);
    return new ImageLock(digests);
  }

  private constructor(private readonly digests: Readonly<Record<string, string>>) {}

  /** The digest of an image; undefined where the lock does not have it. */
  public digestOf(reference: ImageReference): string | undefined {
    return ownField(this.digests, lockedName(reference)) as string | undefined;
  }

  /** The same lock with another entry, which replaces one of the same image. */
  public with(reference: ImageReference, digest: string): ImageLock {
    return new ImageLock({ ...this.digests, [lockedName(reference)]: digest });
  }

  /** Pins an image to the digest that the lock has for it. A digest that the image names already must be the same. */
  public pin(image: string): Pinned {
    const reference = parseImageReference(image);
    if ('problem' in reference) return { problem: `it ${reference.problem}` };
    const locked = this.digestOf(reference);
    if (reference.digest === undefined) return locked === undefined ? { problem: `the lock has no digest for ${lockedName(reference)}`, isMissing: true } : { image: `${image}@${locked}` };
    if (reference.tag === undefined) {
      return Object.values(this.digests).includes(reference.digest) ? { image } : { problem: `the lock has no image with the digest ${reference.digest}`, isMissing: true };
    }
    if (locked === undefined) return { problem: `the lock has no digest for ${lockedName(reference)}`, isMissing: true };
    return locked === reference.digest ? { image } : { problem: `it names the digest ${reference.digest}, and the lock has ${locked} for ${lockedName(reference)}` };
  }

  /** The text of the lock: the same for the same entries. */
  public text(): string {
    const names = Object.keys(this.digests).sort();
    return `${HEADER}version: ${VERSION}\nimages:${names.length === 0 ? ' {}' : ''}\n${names.map((name) => `  ${name}: ${this.digests[name]}\n`).join('')}`;
  }
}

function addEntry(digests: Record<string, string>, name: string, digest: string, at: string): void {
  const reference = parseImageReference(name);
  if ('problem' in reference) throw new Error(`${at}: image "${name}" ${reference.problem}`);
  if (reference.digest !== undefined) throw new Error(`${at}: image "${name}" has its digest in the name; write it behind the name, as \`name: digest\``);
  const problem = lockedDigestProblem(digest);
  if (problem) throw new Error(`${at}: digest "${digest}" of "${name}" ${problem}`);
  const full = lockedName(reference);
  const known = ownField(digests, full);
  if (known !== undefined) {
    throw new Error(`${at}: image "${full}" is there twice${known === digest ? '' : ', with different digests'}; keep one line`);
  }
  digests[full] = digest;
}
