import { descendingProblem } from './paths';
import { NONE, Forms, oneOf, quoted, refusal, refusedForms } from './refusal';
import { labelSelectorProblems } from './selectors';
import { fileProblems, itemProblems, namedProblems } from './volume-files';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, isObject } from '../pointer';
import { Problem } from '../problem';

const SHORTEST_TOKEN = 600;
const LONGEST_TOKEN = 2 ** 32;
const SHORTEST_CERTIFICATE = 3600;
const LONGEST_CERTIFICATE = 91 * 86_400;
const LONGEST_OF_KUBERNETES = 86_400;
const PATHS_OF_CERTIFICATES = ['credentialBundlePath', 'keyPath', 'certificateChainPath'];

const KEY_TYPES = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'];

const FORMS: Readonly<Record<string, Forms>> = {
  clusterTrustBundle: { name: bundleNameProblem, path: descendingProblem, signerName: signerProblem },
  podCertificate: {
    signerName: signerProblem, keyType: oneOf(...KEY_TYPES), ...Object.fromEntries(PATHS_OF_CERTIFICATES.map((field) => [field, descendingProblem])),
  },
  serviceAccountToken: { expirationSeconds: [SHORTEST_TOKEN, LONGEST_TOKEN], path: descendingProblem },
};

const LONGEST_SIGNER = 571;

/** A domain, a slash and a path of labels. https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#signers */
function signerProblem(name: string): string | undefined {
  const [domain, path, ...more] = name.split('/');
  if (path === undefined || more.length > 0) return 'must be "<domain>/<path>", such as "example.com/signer"';
  if (name.length > LONGEST_SIGNER) return `is longer than ${LONGEST_SIGNER} characters`;
  if (!domain.includes('.')) return 'must begin with a domain of two parts or more, such as "example.com"';
  const ofDomain = dnsSubdomainProblem(domain) ?? domain.split('.').map(dnsLabelProblem).find((problem) => problem !== undefined);
  if (ofDomain) return `has a domain that ${ofDomain}`;
  const ofPath = path.split('.').map(dnsSubdomainProblem).find((problem) => problem !== undefined);
  return ofPath && `has a path with a part that ${ofPath}`;
}

/** A bundle of a signer is named after it: `example.com:signer:name`. */
function bundleNameProblem(name: string): string | undefined {
  const [, signer, ownName] = /^(.*):([^:]*)$/s.exec(name) ?? [undefined, undefined, name];
  if (signer === '') return 'must not begin with a colon';
  return signer?.includes('/') ? 'must have colons where its signer has slashes, such as "example.com:signer:name"' : dnsSubdomainProblem(ownName);
}

function bundleProblems({ name, signerName, labelSelector }: Fields, pointer: string): readonly Problem[] {
  const [hasName, hasSigner] = [name, signerName].map((one) => one !== undefined && one !== null);
  if (hasName === hasSigner) return refusal(pointer, `clusterTrustBundle needs \`name\` or \`signerName\`, and not both; ${hasName ? 'remove' : 'set'} one of them`);
  const empty = ['name', 'signerName'].find((_, i) => [name, signerName][i] === '');
  if (empty) return refusal(`${pointer}/${empty}`, `${empty} is empty; set it, or remove it`);
  return hasName ? refusal(`${pointer}/labelSelector`, isObject(labelSelector) && 'labelSelector chooses among the bundles of a signer, and `name` names one; remove it')
    : labelSelectorProblems(labelSelector, `${pointer}/labelSelector`);
}

function refusedKey(key: string, pointer: string): readonly Problem[] {
  const problem = labelKeyProblem(key.toLowerCase()) ?? (key.includes('/') ? undefined : 'must begin with a domain, such as "example.com/team"');
  return refusal(pointer, problem && `the key "${key}" ${problem}`);
}

function certificateProblems(source: Fields, pointer: string): readonly Problem[] {
  const isOfKubernetes = typeof source.signerName === 'string' && /^(?:.*\.)?kubernetes\.io$/.test(source.signerName.split('/')[0]);
  return [
    ...refusedForms(source, pointer, { maxExpirationSeconds: [SHORTEST_CERTIFICATE, isOfKubernetes ? LONGEST_OF_KUBERNETES : LONGEST_CERTIFICATE] }),
    ...Object.keys(isObject(source.userAnnotations) ? source.userAnnotations : {}).flatMap((key) => (
      refusedKey(key, childPointer(`${pointer}/userAnnotations`, key)))),
    ...refusal(pointer, PATHS_OF_CERTIFICATES.every((field) => isMissing(source[field])) && `podCertificate is written nowhere; set ${quoted(PATHS_OF_CERTIFICATES, 'or')}`),
  ];
}

/** The files that a source of a projection writes. */
function filesOf(field: string, source: Fields): readonly unknown[] {
  if (field === 'podCertificate') return PATHS_OF_CERTIFICATES.map((name) => source[name]);
  if (field === 'clusterTrustBundle') return [source.path];
  return field === 'serviceAccountToken' ? [] : entries(source.items, '').map(({ value }) => value.path);
}

function oneSourceProblems(field: string, source: Fields, pointer: string): readonly Problem[] {
  const forms = Object.hasOwn(FORMS, field) ? refusedForms(source, pointer, FORMS[field]) : NONE;
  if (field === 'configMap' || field === 'secret') return [...namedProblems(source, 'name', pointer), ...itemProblems(source.items, pointer)];
  if (field === 'downwardAPI') return fileProblems(source.items, pointer);
  if (field === 'clusterTrustBundle') return [...forms, ...bundleProblems(source, pointer)];
  return field === 'podCertificate' ? [...forms, ...certificateProblems(source, pointer)] : forms;
}

/** What is wrong with the sources of a projected volume. https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (validateProjectionSources) */
export function projectionProblems(projected: Fields, pointer: string): readonly Problem[] {
  const written = new Set<string>();
  return entries(projected.sources, childPointer(pointer, 'sources')).flatMap(({ value, pointer: at }) => {
    const fields = Object.keys(value).filter((field) => isObject(value[field]));
    const ofSources = fields.flatMap((field) => {
      const source = value[field] as Fields;
      const twice = filesOf(field, source).filter((path) => typeof path === 'string' && path !== '' && written.size === written.add(path).size);
      return [...oneSourceProblems(field, source, childPointer(at, field)), ...twice.flatMap((path) => refusal(at, `two sources write the file "${plainText(path)}"; rename one`))];
    });
    return [...ofSources, ...refusal(at, fields.length > 1 && `the source has ${quoted(fields, 'and')}, which exclude each other; write two sources`)];
  });
}
