import { KindRule, NONE, refusal } from './refusal';
import { isMissing } from '../fields/field-test';
import { Manifest } from '../manifest';
import { dataKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { childPointer, descend, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';
import { isPlaceholder } from '../secret-text';

const keysOf = (map: unknown): readonly string[] => (isObject(map) ? Object.keys(map) : []);

function keyProblems(manifest: Manifest, fields: readonly string[]): Problem[] {
  return fields.flatMap((field) => keysOf(manifest[field]).flatMap((key) => {
    const problem = dataKeyProblem(key);
    return refusal(childPointer(`/${field}`, key), problem && `the key "${key}" ${problem}`);
  }));
}

const LARGEST = 1024 * 1024;
/** The most bytes of a character in UTF-8. */
const MOST_BYTES = 3;
const bytesIn = (text: string): number => new TextEncoder().encode(text).length;
const decodedBytesIn = (text: string): number => Math.floor(text.replace(/[\s=]+/g, '').length * 3 / 4);

/** Too much for etcd. Texts are measured only where they could be too long. A key of `stringData` replaces that of `data`. */
function sizeProblems(manifest: Manifest, plain: string, encoded: string): readonly Problem[] {
  const replaced = plain === 'stringData' ? manifest.stringData : undefined;
  const sizeOf = (field: string, measure: (text: string) => number): number => {
    const map = manifest[field];
    if (!isObject(map)) return 0;
    return Object.keys(map).reduce((sum, key) => {
      const text = map[key];
      const isReplaced = field === 'data' && isObject(replaced) && Object.hasOwn(replaced, key);
      return sum + (typeof text === 'string' && !isReplaced ? measure(text) : 0);
    }, 0);
  };
  const length = (text: string): number => text.length;
  if ((sizeOf(plain, length) + sizeOf(encoded, length)) * MOST_BYTES <= LARGEST) return NONE;
  const size = sizeOf(plain, bytesIn) + sizeOf(encoded, decodedBytesIn);
  return refusal('', size > LARGEST && `the data have ${size} bytes, must be ${LARGEST} or fewer; keep large files in a volume or in an image`);
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidateConfigMap) */
export const configMapRule: KindRule = (manifest) => {
  const { data } = manifest;
  const twice = isObject(data) ? keysOf(manifest.binaryData).filter((key) => Object.hasOwn(data, key)) : [];
  return [
    ...keyProblems(manifest, ['data', 'binaryData']), ...sizeProblems(manifest, 'data', 'binaryData'),
    ...twice.flatMap((key) => refusal(childPointer('/data', key), `the key "${key}" is in \`data\` and in \`binaryData\`; remove one`)),
  ];
};

/** The keys that a Secret of a type has to have: all of a list, or any. */
const NEEDED: Readonly<Record<string, { readonly all?: readonly string[]; readonly any?: readonly string[] }>> = {
  'kubernetes.io/tls': { all: ['tls.crt', 'tls.key'] },
  'kubernetes.io/dockerconfigjson': { all: ['.dockerconfigjson'] },
  'kubernetes.io/dockercfg': { all: ['.dockercfg'] },
  'kubernetes.io/ssh-auth': { all: ['ssh-privatekey'] },
  'kubernetes.io/basic-auth': { any: ['username', 'password'] },
};
const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

function typeProblems(manifest: Manifest): readonly Problem[] {
  const { type } = manifest;
  if (typeof type !== 'string') return NONE;
  if (type === 'kubernetes.io/service-account-token') {
    const at = descend('', ['metadata', 'annotations', ACCOUNT_ANNOTATION]);
    return refusal(at, isMissing(valueAt(manifest, at)) && `a Secret of type ${type} needs the annotation ${ACCOUNT_ANNOTATION}; set it to the name of the ServiceAccount`);
  }
  if (!Object.hasOwn(NEEDED, type)) return NONE;
  const { all = [], any = [] } = NEEDED[type];
  const keys = new Set([...keysOf(manifest.data), ...keysOf(manifest.stringData)]);
  const missing = all.filter((key) => !keys.has(key));
  const lacksAny = any.length > 0 && !any.some((key) => keys.has(key));
  return refusal('/data', missing.length > 0 ? `a Secret of type ${type} needs the key ${missing.join(' and ')}; add it, or use type Opaque`
    : lacksAny && `a Secret of type ${type} needs the key ${any.join(' or ')}; add it, or use type Opaque`);
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** The keys of credentials for a registry, by type. */
const REGISTRY_KEYS: Readonly<Record<string, string>> = { 'kubernetes.io/dockerconfigjson': '.dockerconfigjson', 'kubernetes.io/dockercfg': '.dockercfg' };

function textOf({ data, stringData }: Manifest, key: string): string | undefined {
  if (isObject(stringData) && typeof stringData[key] === 'string') return stringData[key];
  const encoded = isObject(data) ? data[key] : undefined;
  if (typeof encoded !== 'string' || !BASE64.test(encoded)) return undefined;
  return new TextDecoder().decode(Uint8Array.from(atob(encoded), (byte) => byte.charCodeAt(0)));
}

/** What the value is, is never said: it is a secret. */
function contentProblems(manifest: Manifest): readonly Problem[] {
  const type = plainText(manifest.type);
  if (type === 'kubernetes.io/ssh-auth') {
    return refusal('/data', textOf(manifest, 'ssh-privatekey') === '' && `the key ssh-privatekey of a Secret of type ${type} is empty; set it, or use type Opaque`);
  }
  if (!Object.hasOwn(REGISTRY_KEYS, type)) return NONE;
  const text = textOf(manifest, REGISTRY_KEYS[type]);
  return refusal('/data', text !== undefined && !isPlaceholder(text) && !isJsonMap(text) && `the key ${REGISTRY_KEYS[type]} of a Secret of type ${type} is no map in JSON; write one, or use type Opaque`);
}

function isJsonMap(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || isObject(value);
  } catch {
    return false;
  }
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidateSecret) */
export const secretRule: KindRule = (manifest) => [...keyProblems(manifest, ['data', 'stringData']), ...typeProblems(manifest), ...contentProblems(manifest), ...sizeProblems(manifest, 'stringData', 'data')];
