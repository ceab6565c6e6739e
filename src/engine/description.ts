import { Site, WrongValue } from '../controls/site';
import { plainText } from '../objects/plain-text';
import { pointerKeys } from '../objects/pointer';
import { shownValue, typeName, withoutCredentials } from '../objects/shown-value';

/** What is there. Where a field is missing and only has to be there, that it is missing says everything. */
function fault({ pointer, field, actual, expected, isForbidden }: WrongValue, goal: string): string {
  if (actual === undefined) return ['must be set', 'must not be empty'].includes(expected) ? 'is not set' : `is not set, ${expected}`;
  if (field === undefined && mayBeSecret(pointer)) return `is ${secretText(actual)}, ${expected}`;
  return isForbidden && typeof actual === 'string' ? `is ${shownValue(actual)}, which is not allowed: ${goal}` : `is ${shownValue(actual)}, ${expected}`;
}

/** The values of environment variables, of ConfigMaps and of Secrets: whatever is wrong with one, a report is no place for it. */
const mayBeSecret = (pointer: string): boolean => /^\/(?:data|stringData|binaryData)\/|\/env\/\d+\/value$/.test(pointer);

/** What is said of a value that may be a secret: a switch is none. */
function secretText(actual: unknown): string {
  if (typeof actual === 'boolean') return String(actual);
  return typeof actual === 'string' ? 'set' : typeName(actual);
}

/** `ports[0].hostPort`, as Kubernetes writes fields, from what lies below `base`. */
export function fieldPath(pointer: string, base: string): string {
  const keys = pointerKeys(pointer.startsWith(`${base}/`) ? pointer.slice(base.length) : pointer);
  return keys.map((key, i) => {
    if (/^\d+$/.test(key)) return `[${key}]`;
    return /^[\w-]+$/.test(key) ? `${i > 0 ? '.' : ''}${key}` : `["${key}"]`;
  }).join('');
}

/** What is wrong at a site, in one line; `goal` is the good state, in a few words. */
export function describe(site: Site, base: string, goal: string): string {
  if (site.message !== undefined) return withoutCredentials(site.message);
  if (site.isKey) return `key "${plainText(site.actual)}" ${site.expected}`;
  return `${site.field ?? (fieldPath(site.pointer, base) || 'the object')} ${fault(site, goal)}`;
}
