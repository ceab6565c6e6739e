import { parseImageReference } from '../image-reference';
import { lockedName } from '../images/image-lock';

/** The image that a report is about, as the scanner names it. */
export interface ScannedImage {
  /** Full names with tags: `docker.io/library/nginx:1.29.0`. */
  readonly names: readonly string[];
  /** `sha256:…` */
  readonly digests: readonly string[];
}

/** An image that was scanned as a file, so that its path does not identify its repository. */
const ARCHIVE = /^[./]|\.tar(?:\.\w+)?$|\.tgz$/i;

const DIGEST = /sha256(?::|%3A)([a-f0-9]{64})/gi;

/** The digests in a text, such as a name with digest or a purl. */
export const digestsIn = (text: string): string[] => [...text.matchAll(DIGEST)].map(([, hash]) => `sha256:${hash.toLowerCase()}`);

/**
 * The image that some texts name.
 *
 * @param names names of images, with or without digest; a tag is taken from a text that has one, or from one without digest
 * @param digests texts that hold a digest
 */
export function scannedImage(names: readonly unknown[], digests: readonly unknown[]): ScannedImage | undefined {
  const texts = names.filter((name): name is string => typeof name === 'string' && !ARCHIVE.test(name));
  const found = {
    names: [...new Set(texts.flatMap((text) => {
      const reference = parseImageReference(text);
      return 'problem' in reference || (reference.tag === undefined && reference.digest !== undefined) ? [] : lockedName(reference);
    }))],
    digests: [...new Set([...texts, ...digests.filter((one): one is string => typeof one === 'string')].flatMap(digestsIn))],
  };
  return found.names.length + found.digests.length === 0 ? undefined : found;
}

/** Texts of a list, whatever else is in it. */
