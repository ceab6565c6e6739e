import { KindRule, NONE, refusal } from './refusal';
import { isMissing } from '../fields/field-test';
import { Manifest } from '../manifest';
import { childPointer, descend, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';

const KEY = /^[-._a-zA-Z0-9]+$/;
const LONGEST_KEY = 253;

/** What is wrong with a key of a ConfigMap or Secret, which becomes the name of a file. */
function keyProblem(key: string): string | undefined {
  if (key.length > LONGEST_KEY) return `is longer than ${LONGEST_KEY} characters`;
  if (!KEY.test(key)) return 'must be letters, digits, hyphens, underscores and dots; rename it, and give the file another name in `items` of the volume';
  return key === '.' || key.startsWith('..') ? 'must not be "." or start with ".."' : undefined;
}

const keysOf = (map: unknown): readonly string[] => (isObject(map) ? Object.keys(map) : []);

function keyProblems(manifest: Manifest, fields: readonly string[]): Problem[] {
  return fields.flatMap((field) => keysOf(manifest[field]).flatMap((key) => {
    const problem = keyProblem(key);
    return refusal(childPointer(`/${field}`, key), problem && `the key "${key}" ${problem}`);
  }));
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidateConfigMap) */
export const configMapRule: KindRule = (manifest) => {
  const binary = new Set(keysOf(manifest.binaryData));
  const twice = keysOf(manifest.data).filter((key) => binary.has(key));
  return [
    ...keyProblems(manifest, ['data', 'binaryData']),
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

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidateSecret) */
export const secretRule: KindRule = (manifest) => [...keyProblems(manifest, ['data', 'stringData']), ...typeProblems(manifest)];
