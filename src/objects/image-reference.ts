/**
 * Container image references, by the grammar and the defaults of the reference implementation.
 *
 * Every problem is a predicate: it continues a sentence that begins with the text at fault.
 *
 * @see https://github.com/distribution/reference
 */

/** An image reference in its normal form: "nginx" is `docker.io`, `library/nginx`. */
export interface ImageReference {
  /** Host and, where given, port. */
  readonly registry: string;
  readonly repository: string;
  /** Undefined where the text has none; the runtime then pulls "latest", unless there is a digest. */
  readonly tag?: string;
  /** Algorithm and hexadecimal hash, such as `sha256:…`. */
  readonly digest?: string;
  /** False where the text names no registry and Docker Hub is assumed. */
  readonly explicitRegistry: boolean;
}

/** Why a text is not an image reference. */
export interface ImageReferenceProblem {
  readonly problem: string;
}

interface Name { readonly registry: string; readonly path: string; readonly explicitRegistry: boolean }

const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_LEGACY = 'index.docker.io';
const LONGEST_REPOSITORY = 255;
const HASH_LENGTHS: ReadonlyMap<string, number> = new Map([['sha256', 64], ['sha384', 96], ['sha512', 128]]);

// Each alternative below starts with another character than what precedes it can end with, so matching is linear in the text.
const HOST_COMPONENT = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/;
const HOST_AND_PORT = /^(\[[a-fA-F0-9:]+\]|[^:[\]]*)(?::([0-9]+))?$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;

/** The last answer: several controls look at an image, one after the other. */
let latest: { readonly text: string; readonly answer: ImageReference | ImageReferenceProblem } | undefined;

/**
 * Reads an image reference.
 *
 * Stricter than the reference implementation in one point: "my_host.example/web" is no image without registry but a wrong host name.
 */
export function parseImageReference(text: string): ImageReference | ImageReferenceProblem {
  if (latest?.text !== text) latest = { text, answer: readReference(text) };
  return latest.answer;
}

function readReference(text: string): ImageReference | ImageReferenceProblem {
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const { registry, path, explicitRegistry } = splitRegistry(at < 0 ? text : text.slice(0, at));
  const colon = path.indexOf(':');
  const tag = colon < 0 ? undefined : path.slice(colon + 1);
  const name = colon < 0 ? path : path.slice(0, colon);
  const repository = registry === DOCKER_HUB && !name.includes('/') ? `library/${name}` : name;

  const problem = surfaceProblem(text) ?? hostProblem(registry) ?? pathProblem(name, repository.length) ?? tagProblem(tag) ?? digestProblem(digest);
  return problem === undefined ? { registry, repository, tag, digest, explicitRegistry } : { problem };
}

/** What is wrong with `host[:port][/path]`, the beginning of image references that come from one place. */
export function registryPrefixProblem(text: string): string | undefined {
  const surface = surfaceProblem(text);
  if (surface) return surface;
  if (text.endsWith('/')) return `ends with a slash; write "${text.replace(/\/+$/, '')}"`;
  const slash = text.indexOf('/');
  const host = slash < 0 ? text : text.slice(0, slash);
  if (!looksLikeHost(host)) return `names no registry: without a dot or a port it is an organisation of Docker Hub; write "${DOCKER_HUB}/${text}"`;
  if (host === DOCKER_HUB_LEGACY) return `is the former name of Docker Hub; write "${text.replace(host, DOCKER_HUB)}"`;
  return hostProblem(host) ?? (slash < 0 ? undefined : pathProblem(text.slice(slash + 1), text.length - slash - 1));
}

function surfaceProblem(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (/\s/.test(text)) return 'contains white space';
  const scheme = text.indexOf('://');
  if (scheme >= 0) return `starts with a scheme; write "${text.slice(scheme + 3)}"`;
  if (text.includes('@') && text.includes('/', text.indexOf('@'))) {
    return 'has a user before the "@", which image references cannot have; remove it and log in with `imagePullSecrets`';
  }
  if (/^[a-f0-9]{64}$/.test(text)) return 'is the id of an image without its name; write name@sha256:id';
  return undefined;
}

function splitRegistry(name: string): Name {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  if (slash < 0 || !looksLikeHost(first)) return { registry: DOCKER_HUB, path: name, explicitRegistry: false };
  return { registry: first === DOCKER_HUB_LEGACY ? DOCKER_HUB : first, path: name.slice(slash + 1), explicitRegistry: true };
}

/** Docker Hub organisations are lower case and have neither dot nor colon. */
function looksLikeHost(text: string): boolean {
  return text === 'localhost' || /[.:]/.test(text) || text !== text.toLowerCase();
}

function hostProblem(registry: string): string | undefined {
  const host = HOST_AND_PORT.exec(registry)?.[1];
  if (host === undefined) return `has a malformed registry "${registry}"; write host or host:port`;
  const isAddress = host.startsWith('[');
  if (isAddress || host.split('.').every((component) => HOST_COMPONENT.test(component))) return undefined;
  return `has a malformed registry host "${host}"; its parts are letters, digits and inner hyphens`;
}

function pathProblem(path: string, fullLength: number): string | undefined {
  if (path === '') return 'has no repository name';
  if (path !== path.toLowerCase()) return `has upper-case letters in the repository "${path}"; registries accept lower case only`;
  const components = path.split('/');
  if (components.includes('')) return `has an empty part in the repository "${path}"; remove the extra slash`;
  const wrong = components.find((component) => !PATH_COMPONENT.test(component));
  if (wrong !== undefined) {
    return `has a malformed repository part "${wrong}"; parts are letters and digits, separated by one dot, one or two underscores, or hyphens`;
  }
  return fullLength > LONGEST_REPOSITORY ? `has a repository longer than ${LONGEST_REPOSITORY} characters` : undefined;
}

function tagProblem(tag: string | undefined): string | undefined {
  if (tag === undefined || TAG.test(tag)) return undefined;
  if (tag === '') return 'has an empty tag after the colon';
  if (tag.length > 128) return 'has a tag longer than 128 characters';
  return `has a malformed tag "${tag}"; tags are letters, digits, underscores, dots and hyphens, and start with none of the last two`;
}

function digestProblem(digest: string | undefined): string | undefined {
  if (digest === undefined) return undefined;
  const colon = digest.indexOf(':');
  const algorithm = digest.slice(0, Math.max(colon, 0));
  const hash = digest.slice(colon + 1);
  const length = HASH_LENGTHS.get(algorithm);
  if (length === undefined) return `has a digest of unknown kind "${digest}"; write sha256: and 64 hexadecimal digits`;
  if (!/^[a-f0-9]*$/.test(hash)) return `has a digest "${digest}" with other characters than 0-9 and a-f`;
  return hash.length === length ? undefined : `has a ${algorithm} digest of ${hash.length} instead of ${length} hexadecimal digits`;
}
