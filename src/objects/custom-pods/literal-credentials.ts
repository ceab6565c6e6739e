import { literalCredential } from '../credential';
import { Manifest } from '../manifest';
import { plainText } from '../plain-text';
import { childPointer, Fields, isObject } from '../pointer';

/** A value of a custom resource that is or holds a credential. */
export interface LiteralCredential {
  readonly pointer: string;
  /** The name that the resource gives the value. */
  readonly name: string;
  /** What it is, in words that do not give it away. */
  readonly kind: string;
}

interface Open {
  readonly value: unknown;
  readonly pointer: string;
  readonly name: string;
  /** Whether a map around it is about objects and their keys, not about values. */
  readonly namesObjects: boolean;
}

/** `secretKeys`, `secretRef`, `secretKeySelector`. */
const OF_OBJECTS = /secret_?keys$|refs?$|selector$/i;

/** What a user states. `status` is written by controllers, annotations may hold copies of other objects, and a schema describes values. */
const SKIPPED: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);
const SCHEMA = 'openAPIV3Schema';
/** The fields whose value has its name beside it: variables, parameters of Helm, of Tekton and of templates. */
const NAMED_BESIDE: ReadonlySet<string> = new Set(['value', 'default', 'defaultValue', 'stringValue']);
const MOST_FOUND = 1000;

/** The credentials in a custom resource, whatever its operator calls them. Deep values are walked without recursion, shared ones once. */
export function literalCredentials(manifest: Manifest): LiteralCredential[] {
  const found: LiteralCredential[] = [];
  const seen = new WeakSet<object>();
  const open: Open[] = [];
  for (const key of Object.keys(manifest)) if (!SKIPPED.has(key)) open.push({ value: manifest[key], pointer: childPointer('', key), name: key, namesObjects: false });
  for (let at = open.pop(); at && found.length < MOST_FOUND; at = open.pop()) {
    const { value, pointer, name, namesObjects } = at;
    if (typeof value === 'string' || typeof value === 'number') {
      const kind = literalCredential(name, plainText(value), namesObjects);
      if (kind !== undefined) found.push({ pointer, name, kind });
    } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      open.push(...partsOf(at));
    }
  }
  return found.reverse();
}

function partsOf({ value, pointer, name, namesObjects: around }: Open): Open[] {
  if (Array.isArray(value)) return value.map((element, i) => ({ value: element, pointer: childPointer(pointer, i), name, namesObjects: around }));
  if (!isObject(value)) return [];
  const keys = Object.keys(value).filter((key) => key !== SCHEMA);
  const namesObjects = around || OF_OBJECTS.test(name);
  return keys.map((key) => ({ value: value[key], pointer: childPointer(pointer, key), name: nameOf(value, key), namesObjects }));
}

function nameOf(map: Fields, key: string): string {
  const beside = NAMED_BESIDE.has(key) ? map.name ?? map.key : undefined;
  return typeof beside === 'string' ? beside : key;
}
