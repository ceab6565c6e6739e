import { NONE, refusal, refusedText } from './refusal';
import { isMissing } from '../fields/field-test';
import { labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { isObject } from '../pointer';
import { Problem } from '../problem';
import { parseQuantity } from '../quantity';

/** The fields that a variable can have. */
export const FIELDS_OF_VARIABLES: readonly string[] = [
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.host', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
];
/** The fields that a file can have. */
export const FIELDS_OF_FILES: readonly string[] = ['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid'];
const ENTRY_OF_MAP = /^metadata\.(labels|annotations)\['(.*)'\]$/s;

const RESOURCE = /^(?:limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/s;
const SIZES = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix) => `1${suffix}`);
const nanosOf = (text: string): bigint | undefined => parseQuantity(text)?.nanos;

function pathProblem(path: string, known: readonly string[]): string | undefined {
  if (known.includes(path)) return undefined;
  const [, map, key] = ENTRY_OF_MAP.exec(path) ?? [];
  if (key === undefined) return `must be one of ${known.join(', ')}, or one entry such as "metadata.labels['app']"`;
  const wrong = labelKeyProblem(map === 'labels' ? key : key.toLowerCase());
  return wrong && `names the key "${key}", which ${wrong}`;
}

/** What is wrong with a reference to a field of the pod. */
export function fieldReferenceProblems(reference: unknown, pointer: string, known: readonly string[]): readonly Problem[] {
  if (!isObject(reference)) return NONE;
  const { apiVersion, fieldPath } = reference;
  return [
    ...refusal(`${pointer}/apiVersion`, typeof apiVersion === 'string' && !isMissing(apiVersion) && apiVersion !== 'v1' && `apiVersion of a field is "${apiVersion}", must be "v1"; remove it`),
    ...refusedText(fieldPath, `${pointer}/fieldPath`, 'fieldPath', (path) => pathProblem(path, known)),
  ];
}

/** What is wrong with a reference to what a container requests or may use. */
export function resourceReferenceProblems(reference: unknown, pointer: string, needsContainer: boolean): readonly Problem[] {
  if (!isObject(reference)) return NONE;
  const { containerName, resource, divisor } = reference;
  if (needsContainer && isMissing(containerName)) return refusal(`${pointer}/containerName`, 'containerName is missing; set it to a container of the pod');
  if (typeof resource !== 'string' || resource === '') return NONE;
  const [, name] = RESOURCE.exec(resource) ?? [];
  if (name === undefined) return refusal(`${pointer}/resource`, `resource is "${resource}", must be such as "limits.cpu" or "requests.memory"`);
  const amount = typeof divisor === 'string' || typeof divisor === 'number' ? nanosOf(plainText(divisor)) : undefined;
  const allowed = name === 'cpu' ? ['1m', '1'] : SIZES;
  const isAllowed = amount === undefined || amount === 0n || allowed.some((one) => nanosOf(one) === amount);
  return refusal(`${pointer}/divisor`, !isAllowed && `divisor is ${plainText(divisor)}, must be one of ${allowed.join(', ')} for ${name}`);
}
