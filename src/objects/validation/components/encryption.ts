import { DocumentPart, repeatedTexts } from '../../document-part';
import { parseDuration } from '../../duration';
import { PROVIDER_KINDS } from '../../encryption-providers';
import { Problem } from '../../problem';
import { isPlaceholder } from '../../secret-text';

/** The providers, and how many bytes their keys have. */
const KEY_BYTES: Readonly<Record<string, readonly number[]>> = { aescbc: [16, 24, 32], aesgcm: [16, 24, 32], secretbox: [32] };

/** What is stored, but is no resource of the API. */
const NO_RESOURCES = ['apiserveripinfo', 'serviceipallocations', 'servicenodeportallocations'];

/**
 * What the API server would refuse about a file for `--encryption-provider-config`, beside types and missing fields.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/apis/apiserver/validation/validation_encryption.go
 */
export function encryptionProblems(file: DocumentPart): Problem[] {
  const entries = file.at('resources');
  if (entries.items.length === 0) return [entries.problem('is empty; list at least `secrets` with a provider')];
  const kmsNames = entries.items.flatMap((entry) => entry.at('providers').items.map((provider) => provider.at('kms').at('name')));
  return [
    ...entries.items.flatMap((entry) => [...resourceProblems(entry.at('resources')), ...providersProblems(entry.at('providers'))]),
    ...repeatedTexts(kmsNames).map((name) => name.problem(`is "${name.text}", as that of a plugin before it; give each plugin a name of its own`)),
  ];
}

function resourceProblems(list: DocumentPart): Problem[] {
  if (list.items.length === 0) return [list.problem('is empty; list the resources to encrypt, such as `secrets`')];
  const overlap = overlapping(list.texts);
  return [
    ...list.items.flatMap((item) => {
      const problem = resourceProblem(item.text);
      return problem === undefined ? [] : [item.problem(`is "${item.text}", ${problem}`)];
    }),
    ...repeatedTexts(list.items).map((item) => item.problem(`is "${item.text}", which stands before it already; remove one of them`)),
    ...(overlap === undefined ? [] : [list.problem(`${overlap}; move one of them to an entry of its own`)]),
  ];
}

function resourceProblem(resource: string): string | undefined {
  const { name, group } = groupResource(resource);
  if (resource !== resource.toLowerCase()) return 'must be in lower-case letters';
  if (resource === '*') return 'which is ambiguous: write "*." for the core group or "*.*" for all groups';
  if (NO_RESOURCES.includes(resource)) return 'which is no resource of the API and cannot be encrypted';
  if (group === 'events.k8s.io') return 'whose objects are stored as those of the core group: write "events"';
  if (group === 'extensions') return 'whose group is gone: write the group that has the resource now';
  if (group === '*' && name !== '*') return 'which names one resource in all groups: write its group';
  return undefined;
}

/** As `schema.ParseGroupResource` of Kubernetes reads it. */
function groupResource(text: string): { readonly name: string; readonly group: string } {
  const dot = text.indexOf('.');
  return dot < 0 ? { name: text, group: '' } : { name: text.slice(0, dot), group: text.slice(dot + 1) };
}

/** Of two entries of one list where one covers the other only one has an effect. */
function overlapping(resources: readonly string[]): string | undefined {
  const distinct = [...new Set(resources)];
  const wide = distinct.find((one) => {
    const { name, group } = groupResource(one);
    return name === '*' && distinct.some((other) => other !== one && (group === '*' || groupResource(other).group === group));
  });
  return wide === undefined ? undefined : `lists "${wide}" beside resources that it covers`;
}

function providersProblems(list: DocumentPart): Problem[] {
  if (list.items.length === 0) return [list.problem('is empty; the first provider encrypts, and all of them decrypt')];
  return list.items.flatMap((provider) => {
    const found = PROVIDER_KINDS.filter((name) => provider.at(name).isSet);
    if (found.length !== 1) return [provider.problem(`must have exactly one of ${PROVIDER_KINDS.join(', ')}, and has ${found.join(', ') || 'none'}`)];
    const [name] = found;
    if (name === 'kms') return kmsProblems(provider.at(name));
    return name === 'identity' ? [] : keyProblems(provider.at(name).at('keys'), KEY_BYTES[name]);
  });
}

function keyProblems(keys: DocumentPart, bytes: readonly number[]): Problem[] {
  if (keys.items.length === 0) return [keys.problem('is empty; the first key encrypts, and all of them decrypt')];
  return keys.items.flatMap((key) => {
    const secret = key.at('secret');
    const problem = secret.text === '' || isPlaceholder(secret.text) ? undefined : secretProblem(secret.text, bytes);
    return problem === undefined ? [] : [secret.problem(problem)];
  });
}

/** Messages never show a key. */
function secretProblem(text: string, bytes: readonly number[]): string | undefined {
  const wanted = `${bytes.join(', ').replace(/, (\d+)$/, ' or $1')} bytes in base64, such as the output of \`head -c ${bytes.at(-1)} /dev/urandom | base64\``;
  const digits = text.replace(/[\r\n]/g, ''); // Go skips them
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(digits) || digits.length % 4 !== 0) return `is no base64, must be ${wanted}`;
  const length = digits.length / 4 * 3 - (/=*$/.exec(digits)![0].length);
  return bytes.includes(length) ? undefined : `has ${length} bytes, must be ${wanted}`;
}

function kmsProblems(kms: DocumentPart): Problem[] {
  const [apiVersion, name, endpoint, timeout, cacheSize] = ['apiVersion', 'name', 'endpoint', 'timeout', 'cachesize'].map((key) => kms.at(key));
  const version = apiVersion.text === '' ? 'v1' : apiVersion.text;
  const seconds = timeout.isSet ? parseDuration(timeout.text) : undefined;
  return [
    ...(['v1', 'v2'].includes(version) ? [] : [apiVersion.problem(`is "${version}", must be "v2"`)]),
    ...(version !== 'v1' && name.text.includes(':') ? [name.problem(`is "${name.text}", must not contain ":"`)] : []),
    ...(endpoint.text === '' || /^unix:/i.test(endpoint.text) ? [] : [endpoint.problem(`is "${endpoint.text}", must be a socket such as "unix:///run/kms/socket.sock"`)]),
    ...(seconds !== undefined && seconds <= 0 ? [timeout.problem(`is "${timeout.text}", must be more than zero`)] : []),
    ...(version !== 'v1' && cacheSize.isSet ? [cacheSize.problem('belongs to v1 of the plugins; remove it')] : []),
    ...(version === 'v1' && cacheSize.value === 0 ? [cacheSize.problem('is 0, must be more than zero, or negative for no cache')] : []),
  ];
}
