import { groupKind, keyOf, Manifest } from './manifest';
import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem, labelValueProblem } from './names';
import { OBJECT_FIELDS, TEXTS } from './object-fields';
import { childPointer, isObject } from './pointer';
import { Problem, shapeProblems } from './shape';

const LABEL_NAMED = ['Namespace', 'apps/StatefulSet'];
/** Kinds whose names need only be one segment of a path: `system:node-reader`. */
const PATH_NAMED = /^((rbac\.authorization|certificates)\.k8s\.io\/|networking\.k8s\.io\/IPAddress$|([a-z]+\.)*openshift\.io\/)/;
/** Configuration files of components: they look like objects, but have no metadata and are never stored. */
const COMPONENT_FILE = /^(([a-z0-9-]+\.)*config\.k8s\.io|(kubeadm|audit|apiserver)\.k8s\.io)\//;
const LONGEST_CRON_JOB_NAME = 52; // a job's name appends eleven characters to it

function pathSegmentProblem(name: string): string | undefined {
  return name === '.' || name === '..' || /[/%]/.test(name) ? 'must not be "." or "..", and must hold neither "/" nor "%"' : undefined;
}

function serviceNameProblem(name: string): string | undefined {
  return dnsLabelProblem(name) ?? (/^[a-z]/.test(name) ? undefined : 'must start with a letter');
}

/** What is wrong with the name of an object of this kind. */
function nameProblem(kind: string, name: string): string | undefined {
  if (PATH_NAMED.test(kind)) return pathSegmentProblem(name);
  if (kind === 'Service') return serviceNameProblem(name);
  if (LABEL_NAMED.includes(kind)) return dnsLabelProblem(name);
  if (kind === 'batch/CronJob' && name.length > LONGEST_CRON_JOB_NAME) return `is longer than ${LONGEST_CRON_JOB_NAME} characters`;
  return dnsSubdomainProblem(name);
}

/** What is wrong with the labels and annotations of metadata. */
export function labelProblems(metadata: unknown, pointer: string): Problem[] {
  if (metadata === undefined || metadata === null) return [];
  if (!isObject(metadata)) return [{ pointer, message: 'metadata is no map' }];
  const wrongTypes = ['labels', 'annotations'].flatMap((key) => shapeProblems(metadata[key], TEXTS, `${pointer}/${key}`, key));
  return [...wrongTypes, ...['labels', 'annotations'].flatMap((key) => {
    const map = metadata[key];
    return isObject(map) ? Object.entries(map).flatMap(([name, value]) => entryProblems(key, name, value, childPointer(`${pointer}/${key}`, name))) : [];
  })];
}

function entryProblems(map: string, name: string, value: unknown, pointer: string): Problem[] {
  const called = map === 'labels' ? 'label' : 'annotation';
  // the API server ignores the case of an annotation's prefix
  const key = labelKeyProblem(map === 'labels' ? name : name.toLowerCase());
  const text = map === 'labels' && typeof value === 'string' ? labelValueProblem(value) : undefined;
  return [
    ...(key ? [{ pointer, message: `the key of ${called} "${name}" ${key}` }] : []),
    ...(text ? [{ pointer, message: `the value "${String(value)}" of label "${name}" ${text}` }] : []),
  ];
}

function metadataProblems(manifest: Manifest): Problem[] {
  const { metadata } = manifest;
  if (metadata !== undefined && metadata !== null && !isObject(metadata)) return labelProblems(metadata, '/metadata');
  const { name, generateName, namespace } = metadata ?? {};
  const problems: Problem[] = [];
  if (typeof name === 'string' && name !== '') {
    const problem = nameProblem(groupKind(manifest), name);
    if (problem) problems.push({ pointer: '/metadata/name', message: `the name "${name}" ${problem}; pass another \`metadata.name\`` });
  } else if (name !== undefined && name !== null && name !== '') {
    problems.push({ pointer: '/metadata/name', message: 'the name is no text; put it in quotes' });
  } else if (typeof generateName !== 'string' || generateName === '') {
    problems.push({ pointer: '/metadata/name', message: 'the object has no name; set `metadata.name`' });
  }
  const within = typeof namespace === 'string' && namespace !== '' ? dnsLabelProblem(namespace) : undefined;
  if (within) problems.push({ pointer: '/metadata/namespace', message: `the namespace "${String(namespace)}" ${within}` });
  return [...problems, ...shapeProblems(namespace, 'string', '/metadata/namespace', 'the namespace'), ...labelProblems(metadata, '/metadata')];
}

function typeProblems({ apiVersion, kind }: Manifest): Problem[] {
  const [version, group, ...more] = typeof apiVersion === 'string' ? apiVersion.split('/').reverse() : [''];
  const badVersion = dnsLabelProblem(version) ?? (group === undefined ? undefined : dnsSubdomainProblem(group));
  const badKind = typeof kind !== 'string' || !/^[A-Za-z][A-Za-z0-9-]*$/.test(kind);
  return [
    ...(badVersion || more.length > 0 ? [{ pointer: '/apiVersion', message: 'apiVersion is missing or not of the form "v1" or "apps/v1"' }] : []),
    ...(badKind ? [{ pointer: '/kind', message: 'kind is missing or not of the form "Deployment"' }] : []),
  ];
}

/** Whether objects of this kind are answered or read by a component, and never stored: they have no name. */
function isNameless(manifest: Manifest): boolean {
  const { apiVersion, kind } = keyOf(manifest);
  const isList = kind.endsWith('List') && Array.isArray(manifest.items);
  const isKubeconfig = apiVersion === 'v1' && kind === 'Config';
  return isList || isKubeconfig || kind.endsWith('Review') || COMPONENT_FILE.test(apiVersion);
}

/** What the API server would refuse about an object, its pods left out. */
export function objectProblems(manifest: Manifest): Problem[] {
  const types = typeProblems(manifest);
  if (isNameless(manifest)) return types;
  const kind = groupKind(manifest);
  const wrongTypes = Object.hasOwn(OBJECT_FIELDS, kind) ? shapeProblems(manifest, OBJECT_FIELDS[kind], '', `${keyOf(manifest).kind}: `) : [];
  return [...types, ...metadataProblems(manifest), ...wrongTypes];
}
