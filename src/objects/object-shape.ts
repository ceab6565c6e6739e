import { isListKind } from './applied-objects';
import { isMissing } from './fields/field-test';
import { groupKind, Manifest, ObjectKey, typeMetaOf } from './manifest';
import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem, labelValueProblem } from './names';
import { plainText } from './plain-text';
import { childPointer, isObject } from './pointer';
import { Problem } from './problem';
import { remembered } from './remembered';

const LABEL_NAMED = ['Namespace', 'apps/StatefulSet'];
/** Kinds whose names need only be one segment of a path: `system:node-reader`. */
const PATH_NAMED = /^((rbac\.authorization|certificates)\.k8s\.io\/|networking\.k8s\.io\/IPAddress$|policy\/PodDisruptionBudget$|([a-z]+\.)*openshift\.io\/)/;
/** Configuration files of components: they look like objects, but have no metadata and are never stored. */
const COMPONENT_FILE = /^(([a-z0-9-]+\.)*config\.k8s\.io|(kubeadm|audit|apiserver|[a-z]+\.admission)\.k8s\.io|node\.cdk8s-hardened\.dev)\//;
const LABELLING = ['labels', 'annotations'];
/** A controller appends eleven characters to a name that then has to fit into a label or a Job's name of 63. */
const LONGEST_DERIVED_NAME = 52;
/** What controllers derive from the name of an object, where that holds less than the name may have. */
const DERIVED_NAMES: Readonly<Record<string, { readonly longest: number; readonly of: string }>> = {
  'batch/CronJob': { longest: LONGEST_DERIVED_NAME, of: 'the names of its Jobs append 11 more' },
  'batch/Job': { longest: 63, of: 'its pods carry it in the label "job-name"' },
  'apps/StatefulSet': { longest: LONGEST_DERIVED_NAME, of: 'its pods carry it with 11 more in the label "controller-revision-hash", and are never created' },
};

/** What is wrong with a name that the controller of its kind makes others of; the kind with its group. */
export function derivedNameProblem(kind: string, name: string): string | undefined {
  const derived = Object.hasOwn(DERIVED_NAMES, kind) ? DERIVED_NAMES[kind] : undefined;
  return derived && name.length > derived.longest ? `is longer than ${derived.longest} characters: ${derived.of}` : undefined;
}

function pathSegmentProblem(name: string): string | undefined {
  return name === '.' || name === '..' || /[/%]/.test(name) ? 'must not be "." or "..", and must hold neither "/" nor "%"' : undefined;
}

/** From this version on a Service may be called as any other label. https://kep.k8s.io/5311 */
const RELAXED_SERVICE_MINOR = 36;

function serviceNameProblem(name: string, minor = RELAXED_SERVICE_MINOR): string | undefined {
  return dnsLabelProblem(name) ?? (minor >= RELAXED_SERVICE_MINOR || /^[a-z]/.test(name) ? undefined : 'must start with a letter');
}

/** What is wrong with the name of an object of this kind. */
function nameProblem({ kind, isPathNamed }: TypeFacts, name: string, minor?: number): string | undefined {
  if (isPathNamed) return pathSegmentProblem(name);
  if (kind === 'Service') return serviceNameProblem(name, minor);
  return derivedNameProblem(kind, name) ?? (LABEL_NAMED.includes(kind) ? dnsLabelProblem(name) : dnsSubdomainProblem(name));
}

/** What is wrong with the labels and annotations of metadata, their types aside. */
export function labelProblems(metadata: unknown, pointer: string): Problem[] {
  if (!isObject(metadata)) return [];
  const problems: Problem[] = [];
  for (const key of LABELLING) {
    const map = metadata[key];
    if (!isObject(map)) continue;
    for (const name of Object.keys(map)) addEntryProblems(problems, key, name, map[name], pointer);
  }
  return problems;
}

function addEntryProblems(problems: Problem[], map: string, name: string, value: unknown, around: string): void {
  const isLabel = map === 'labels';
  // the API server ignores the case of an annotation's prefix
  const key = labelKeyProblem(isLabel ? name : name.toLowerCase());
  const text = isLabel && typeof value === 'string' ? labelValueProblem(value) : undefined;
  if (!key && !text) return;
  const pointer = childPointer(`${around}/${map}`, name);
  if (key) problems.push({ pointer, message: `the key of ${isLabel ? 'label' : 'annotation'} "${name}" ${key}` });
  if (text) problems.push({ pointer, message: `the value "${plainText(value)}" of label "${name}" ${text}` });
}

function metadataProblems({ metadata }: Manifest, type: TypeFacts, minor?: number): Problem[] {
  if (metadata !== undefined && metadata !== null && !isObject(metadata)) return [];
  const { name, generateName, namespace } = metadata ?? {};
  const problems: Problem[] = [];
  if (typeof name === 'string' && name !== '') {
    const problem = nameProblem(type, name, minor);
    if (problem) problems.push({ pointer: '/metadata/name', message: `the name "${name}" ${problem}; pass another \`metadata.name\`` });
  } else if ((isMissing(name) && typeof generateName !== 'string' && !type.isNamedByServer) || generateName === '') {
    problems.push({ pointer: '/metadata/name', message: 'the object has no name; set `metadata.name`' });
  }
  const within = typeof namespace === 'string' && namespace !== '' ? dnsLabelProblem(namespace) : undefined;
  if (within) problems.push({ pointer: '/metadata/namespace', message: `the namespace "${plainText(namespace)}" ${within}` });
  const labels = labelProblems(metadata, '/metadata');
  return problems.length === 0 ? labels : [...problems, ...labels];
}

const isVersion = (apiVersion: string): boolean => {
  const [version, group, ...more] = apiVersion.split('/').reverse();
  return more.length === 0 && dnsLabelProblem(version) === undefined && (group === undefined || dnsSubdomainProblem(group) === undefined);
};
const isKind = (kind: string): boolean => /^[A-Za-z][A-Za-z0-9-]*$/.test(kind);

/** What the type of an object says about all objects of this type. */
interface TypeFacts {
  readonly problems: readonly Problem[];
  /** Whether the objects are answered or read by a component, and never stored: they have no name. */
  readonly isNameless: boolean;
  /** Whether it is a list of objects, which needs no name. */
  readonly isList: boolean;
  /** The kind with its group. */
  readonly kind: string;
  readonly isPathNamed: boolean;
  /** Whether the API server makes a name up where there is none. */
  readonly isNamedByServer: boolean;
}

const factsOf = remembered((apiVersion) => remembered((name): TypeFacts => {
  const kind = groupKind({ apiVersion, kind: name });
  return {
    problems: [
      ...(isVersion(apiVersion) ? [] : [{ pointer: '/apiVersion', message: 'apiVersion is missing or not of the form "v1" or "apps/v1"' }]),
      ...(isKind(name) ? [] : [{ pointer: '/kind', message: 'kind is missing or not of the form "Deployment"' }]),
    ],
    isNameless: (apiVersion === 'v1' && name === 'Config') || name.endsWith('Review') || COMPONENT_FILE.test(apiVersion),
    isList: isListKind(name),
    kind,
    isPathNamed: PATH_NAMED.test(kind),
    isNamedByServer: kind === 'LimitRange',
  };
}));

/** Whether objects of this kind have no name: files of components, and what an API server answers without storing it. */
export const isNameless = ({ apiVersion, kind }: Pick<ObjectKey, 'apiVersion' | 'kind'>): boolean => factsOf(apiVersion)(kind).isNameless;

/** kubectl takes whatever has `items` for a list: it applies those and leaves the object out, and other clients do the opposite. */
const strayItems = (kind: string): Problem => ({
  pointer: '/items',
  message: `${kind} is no list and has \`items\`, so kubectl would apply the items and other clients the object; remove \`items\`, or put them into an object with \`kind: List\``,
});

/** What the API server would refuse about an object beside its fields, its pods left out. */
export function objectProblems(manifest: Manifest, kubernetesMinor?: number): readonly Problem[] {
  const { apiVersion, kind: name } = typeMetaOf(manifest);
  const type = factsOf(apiVersion)(name);
  const { isList } = type;
  const types = manifest.items === undefined || isList ? type.problems : [...type.problems, strayItems(name)];
  if (type.isNameless || (isList && Array.isArray(manifest.items))) return types;
  const problems = metadataProblems(manifest, type, kubernetesMinor);
  return types.length === 0 ? problems : [...types, ...problems];
}
