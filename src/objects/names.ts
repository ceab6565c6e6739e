/**
 * The forms of Kubernetes names, as the API server validates them.
 *
 * Every function returns undefined for a good text, else a predicate: it continues a sentence that begins with the text at fault.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go
 */

import { remembered } from './remembered';

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const STRICT_ENVIRONMENT_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const PRINTABLE_EXCEPT_EQUALS = /^[ -<>-~]+$/;
/** The first version that lets environment variables have any printable name by default: https://kep.k8s.io/4369. */
const RELAXED_ENVIRONMENT_MINOR = 32;

/** What is wrong with a name that must be one DNS label, such as that of a namespace, a service or a container. */
export function dnsLabelProblem(text: string): string | undefined {
  return lengthProblem(text, 63) ?? (LABEL.test(text) ? undefined : 'must be lower-case letters, digits and hyphens, and start and end with a letter or digit');
}

/** What is wrong with a name that must be a DNS subdomain, which most object names are. */
export function dnsSubdomainProblem(text: string): string | undefined {
  const length = lengthProblem(text, 253);
  if (length) return length;
  if (SUBDOMAIN.test(text)) return undefined;
  return 'must be lower-case letters, digits, hyphens and dots, and each part between dots must start and end with a letter or digit';
}

/** How the API server judges a name that something is appended to. */
export const completedName = (prefix: string): string => (prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix);

/** What is wrong with the key of a label or an annotation. */
export const labelKeyProblem = remembered((text): string | undefined => {
  const parts = text.split('/');
  if (parts.length > 2) return 'has more than one slash; a key is [prefix/]name';
  const name = parts[parts.length - 1];
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const prefixProblem = prefix === undefined ? undefined : dnsSubdomainProblem(prefix);
  if (prefixProblem) return `has a prefix "${prefix}" that ${prefixProblem}`;
  const length = lengthProblem(name, 63);
  if (length) return prefix === undefined ? length : `has a name "${name}" that ${length}`;
  return QUALIFIED.test(name) ? undefined : 'must have a name of letters, digits, hyphens, underscores and dots that starts and ends with a letter or digit';
});

/** What is wrong with the value of a label; the empty text is fine. */
export function labelValueProblem(text: string): string | undefined {
  if (text === '') return undefined;
  const length = lengthProblem(text, 63);
  if (length) return length;
  return QUALIFIED.test(text) ? undefined : 'must be letters, digits, hyphens, underscores and dots, and start and end with a letter or digit';
}

/** What is wrong with a domain name; its first label may be `*`, for all names one level below. */
export function domainNameProblem(text: string): string | undefined {
  const labels = text.split('.');
  if (labels.length < 2) return 'has no dot, so that it is no full name';
  return text.startsWith('*.') ? dnsSubdomainProblem(labels.slice(1).join('.')) : dnsSubdomainProblem(text);
}

/** What is wrong with the name of a port (IANA_SVC_NAME, RFC 6335). */
export function portNameProblem(text: string): string | undefined {
  const length = lengthProblem(text, 15);
  if (length) return length;
  if (!/^[-a-z0-9]+$/.test(text)) return 'must be lower-case letters, digits and hyphens';
  if (!/[a-z]/.test(text)) return 'must contain a letter';
  if (text.includes('--')) return 'must not contain two hyphens in a row';
  return text.startsWith('-') || text.endsWith('-') ? 'must not start or end with a hyphen' : undefined;
}

/** What is wrong with the number of a port. */
export function portNumberProblem(port: number): string | undefined {
  return Number.isInteger(port) && port >= 1 && port <= 65535 ? undefined : 'must be a whole number from 1 to 65535';
}

/** Whether an absolute path leads to the root: above the root is the root again. */
export const isRootPath = (path: string): boolean => path.startsWith('/') && path.split('/').every((segment) => ['', '.', '..'].includes(segment));

/**
 * What is wrong with the path of a mount.
 *
 * The API server lets most texts through; the container runtime then resolves a relative path in its own way and refuses a colon.
 */
export function absolutePathProblem(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (!text.startsWith('/')) return 'must start with a slash';
  if (/[:\0]/.test(text)) return 'must not contain a colon or a zero byte';
  return text.split('/').includes('..') ? 'must not contain ".."' : undefined;
}

/** What is wrong with the name of an API version or of another label that starts with a letter (RFC 1035). */
export function versionProblem(text: string): string | undefined {
  return dnsLabelProblem(text) ?? (/^[a-z]/.test(text) ? undefined : 'must start with a letter');
}

const LONGEST_DATA_KEY = 253;

/**
 * What is wrong with a key of the data of a Secret or a ConfigMap, which becomes the name of a file.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/validation.go IsConfigMapKey
 */
export function dataKeyProblem(text: string): string | undefined {
  if (!/^[-._a-zA-Z0-9]+$/.test(text)) return 'must consist of letters, digits, "-", "_" and "."';
  if (text.length > LONGEST_DATA_KEY) return `must have at most ${LONGEST_DATA_KEY} characters`;
  return text === '.' || text.startsWith('..') ? 'must not be "." and not start with ".."' : undefined;
}

/**
 * What is wrong with the name of an environment variable.
 *
 * @param kubernetesMinor judge as this 1.x version of the API server does; the newest rules if undefined.
 */
export function environmentNameProblem(text: string, kubernetesMinor?: number): string | undefined {
  if (text === '') return 'is empty';
  if (kubernetesMinor === undefined || kubernetesMinor >= RELAXED_ENVIRONMENT_MINOR) {
    return PRINTABLE_EXCEPT_EQUALS.test(text) ? undefined : 'must be printable ASCII characters other than "="';
  }
  if (!STRICT_ENVIRONMENT_NAME.test(text)) return 'must be letters, digits, hyphens, underscores and dots, and must not start with a digit';
  return text === '.' || text.startsWith('..') ? 'must not be "." or start with ".."' : undefined;
}

function lengthProblem(text: string, longest: number): string | undefined {
  if (text === '') return 'is empty';
  return text.length > longest ? `is longer than ${longest} characters` : undefined;
}
