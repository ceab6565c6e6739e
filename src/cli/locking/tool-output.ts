import { createHash } from 'crypto';
import { ImageReference, parseImageReference } from '../../objects/image-reference';
import { lockedDigestProblem, lockedName } from '../../objects/images/image-lock';
import { isObject } from '../../objects/pointer';
import { UsageError } from '../exit-code';

/** An image, and the digest that a tool printed for it. */
export interface DigestOfImage { readonly reference: ImageReference; readonly digest: string }

/** The images and digests in what a tool printed: `named` is the image of the call, where the tool printed that of one image. */
export function digestsIn(output: Buffer, named?: ImageReference): readonly DigestOfImage[] {
  const text = output.toString('utf8').trim();
  if (text === '') throw new UsageError('there is nothing to lock: the input is empty; pipe what `crane digest`, `docker buildx imagetools inspect` or a registry prints');
  const found = inOutput(output, text, named);
  if (named) {
    const other = found.find(({ reference }) => !isSame(reference, named));
    if (other) throw new UsageError(`the input is about ${lockedName(other.reference)}, and the image of the call is ${lockedName(named)}; inspect that one, or name the other`);
  }
  for (const { reference, digest } of found) {
    const problem = lockedDigestProblem(digest);
    if (problem) throw new UsageError(`the digest "${digest}" of ${lockedName(reference)} ${problem}`);
  }
  return found;
}

function inOutput(output: Buffer, text: string, named: ImageReference | undefined): readonly DigestOfImage[] {
  if (/^[[{]/.test(text)) return inJson(output, jsonOf(text), named);
  if (/^Name:/m.test(text)) return inImagetools(text);
  return /^HTTP\//.test(text) ? inHeaders(text, named) : inLines(text, named);
}

const isSame = (one: ImageReference, other: ImageReference): boolean => lockedName(one) === lockedName(other);

/** The reference of an image that somebody names. */
export function referenceOf(text: string): ImageReference {
  const reference = parseImageReference(text);
  if ('problem' in reference) throw new UsageError(`cannot lock image "${text}": it ${reference.problem}`);
  return reference;
}

function demanded(named: ImageReference | undefined): ImageReference {
  if (named) return named;
  throw new UsageError('the input does not name the image that it is about; name it, as in `crane digest IMAGE | cdk8s-hardened lock IMAGE`');
}

/** `crane digest` prints a digest alone. A loop over images prints `IMAGE DIGEST` or `IMAGE@DIGEST`. */
function inLines(text: string, named: ImageReference | undefined): DigestOfImage[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line, i) => {
    const words = line.trim().split(/\s+/);
    if (words.length === 1 && /^[a-z0-9]+:[a-f0-9]{32,}$/.test(words[0])) return { reference: demanded(named), digest: words[0] };
    const [image, digest] = words.length === 1 ? splitDigest(words[0]) : words;
    if (words.length > 2 || digest === undefined) {
      throw new UsageError(`line ${i + 1} of the input is "${line.trim().slice(0, 80)}", and neither a digest nor \`IMAGE DIGEST\`; pipe what \`crane digest\` or \`docker buildx imagetools inspect\` prints`);
    }
    return { reference: referenceOf(image), digest };
  });
}

function splitDigest(text: string): [string, string | undefined] {
  const at = text.indexOf('@');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** `docker buildx imagetools inspect`: the first `Digest` is that of the image, those below `Manifests` are of its platforms. */
function inImagetools(text: string): DigestOfImage[] {
  const name = /^Name: +(\S+)$/m.exec(text)?.[1];
  const digest = /^Digest: +(\S+)$/m.exec(text)?.[1];
  if (name === undefined || digest === undefined) throw new UsageError('the input has a `Name:` and no `Digest:` at the start of a line; pipe all that `docker buildx imagetools inspect` prints');
  return [{ reference: referenceOf(splitDigest(name)[0]), digest }];
}

/** `curl --head` of a manifest. https://distribution.github.io/distribution/spec/api/#digest-header */
function inHeaders(text: string, named: ImageReference | undefined): DigestOfImage[] {
  const digest = /^docker-content-digest: *(\S+)\s*$/im.exec(text)?.[1];
  if (digest === undefined) throw new UsageError('the answer of the registry has no header Docker-Content-Digest; ask for the manifest with its media types in `Accept`');
  return [{ reference: demanded(named), digest }];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`the input starts as JSON and is none: ${(error as Error).message}; pipe the whole output of the tool`);
  }
}

function inJson(output: Buffer, value: unknown, named: ImageReference | undefined): DigestOfImage[] {
  if (Array.isArray(value)) return value.flatMap(inDockerInspect);
  const { digest, Digest, Name, mediaType, schemaVersion } = value as Record<string, unknown>;
  if (typeof Digest === 'string' && typeof Name === 'string') return [{ reference: ofSkopeo(Name, named), digest: Digest }];
  if (typeof digest === 'string') return [{ reference: demanded(named), digest }]; // docker buildx imagetools inspect --format '{{json .Manifest}}'
  if (schemaVersion === 2 && typeof mediaType === 'string') return [{ reference: demanded(named), digest: digestOf(output) }];
  throw new UsageError('the JSON is neither a manifest nor the output of `docker buildx imagetools inspect`, `docker image inspect` or `skopeo inspect`');
}

/** A digest is the hash of the very bytes that a registry sent, as with `curl` or `crane manifest`. https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests */
const digestOf = (manifest: Buffer): string => `sha256:${createHash('sha256').update(manifest).digest('hex')}`;

/** `skopeo inspect` names the repository, and not the tag that it was asked for. */
function ofSkopeo(name: string, named: ImageReference | undefined): ImageReference {
  const image = demanded(named);
  const { registry, repository } = referenceOf(name);
  if (registry === image.registry && repository === image.repository) return image;
  throw new UsageError(`the input is about ${registry}/${repository}, and the image of the call is ${lockedName(image)}; inspect that one, or name the other`);
}

/** `docker image inspect`: of a repository, tags and digests. */
function inDockerInspect(one: unknown): DigestOfImage[] {
  const { RepoTags: tags, RepoDigests: digests } = isObject(one) ? one : {};
  if (!Array.isArray(tags) || !Array.isArray(digests)) throw new UsageError('the JSON is a list, and not what `docker image inspect` prints: an entry lacks RepoTags or RepoDigests');
  return tags.map((tag) => {
    const reference = referenceOf(String(tag));
    const digest = digests.map((text) => splitDigest(String(text))).find(([name]) => {
      const { registry, repository } = referenceOf(name);
      return registry === reference.registry && repository === reference.repository;
    })?.[1];
    if (digest === undefined) throw new UsageError(`image ${lockedName(reference)} has no digest in RepoDigests: it was built here and never pushed; push it first`);
    return { reference, digest };
  });
}
