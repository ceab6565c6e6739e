import { CONTAINER_LISTS } from '../../objects/container';
import { CustomPodSpecs } from '../../objects/custom-pod-specs';
import { groupKind, Manifest } from '../../objects/manifest';
import { podsOf, podSpecPointers } from '../../objects/pod-template';
import { isObject, pointerKeys } from '../../objects/pointer';

type Fields = Readonly<Record<string, unknown>>;

/** What takes most of the room and no control of the set looks at. A law asks all of them with and without it. */
const BULK = {
  object: ['status'],
  metadata: ['managedFields', 'ownerReferences', 'finalizers'],
  workloadMetadata: ['annotations', 'managedFields', 'ownerReferences', 'finalizers'],
  pod: ['affinity', 'tolerations', 'nodeSelector', 'topologySpreadConstraints', 'securityContext', 'hostAliases', 'dnsConfig', 'imagePullSecrets', 'readinessGates'],
  container: [
    'image', 'imagePullPolicy', 'command', 'args', 'workingDir', 'volumeMounts', 'volumeDevices', 'livenessProbe', 'readinessProbe', 'startupProbe',
    'lifecycle', 'securityContext', 'stdin', 'tty', 'terminationMessagePath', 'terminationMessagePolicy',
  ],
};
const BULK_OF_KIND: Readonly<Record<string, readonly string[]>> = {
  'ConfigMap': ['data', 'binaryData'],
  'Secret': ['data', 'stringData'],
  'apiextensions.k8s.io/CustomResourceDefinition': ['spec'],
};

/**
 * What the controls of the set need of an object, as JSON: the places in it stay, so that pointers hold. An input may have a hundred thousand
 * objects, and a manifest takes ten times the room of its text.
 */
export function memberText(manifest: Manifest, custom?: CustomPodSpecs): string {
  const kind = groupKind(manifest);
  const isWorkload = podSpecPointers(kind, custom) !== undefined;
  const own = Object.hasOwn(BULK_OF_KIND, kind) ? BULK_OF_KIND[kind] : [];
  const small = without(manifest, [...BULK.object, ...own]) as Record<string, unknown>;
  small.metadata = without(small.metadata, isWorkload ? BULK.workloadMetadata : BULK.metadata);
  const pods = podsOf(manifest, custom)
    .reduce((object, { pointer, spec }) => replaced(object, pointerKeys(pointer), slimPod(spec)), small as unknown);
  return JSON.stringify(pods);
}

function slimPod(spec: Fields): unknown {
  const slim = without(spec, BULK.pod) as Record<string, unknown>;
  for (const { field } of CONTAINER_LISTS) {
    const list = slim[field];
    if (Array.isArray(list)) slim[field] = list.map(slimContainer);
  }
  return slim;
}

function slimContainer(container: unknown): unknown {
  const slim = without(container, BULK.container);
  if (!isObject(slim) || !Array.isArray(slim.env)) return slim;
  return { ...slim, env: slim.env.map((variable: unknown) => (isObject(variable) && variable.valueFrom === undefined ? 0 : variable)) };
}

function without(value: unknown, keys: readonly string[]): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** The value with another one at the end of a path that exists; what is not on the path is shared. */
function replaced(value: unknown, [key, ...rest]: readonly string[], end: unknown): unknown {
  if (key === undefined) return end;
  if (Array.isArray(value)) return value.map((item: unknown, i) => (String(i) === key ? replaced(item, rest, end) : item));
  const fields = value as Fields;
  return { ...fields, [key]: replaced(fields[key], rest, end) };
}
