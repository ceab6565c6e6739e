import { NAMESPACES_OF_KUBERNETES } from '../../src/controls/conditions';
import { groupKind, Manifest, metadataOf, stringMap } from '../../src/objects/manifest';
import { podLocation } from '../../src/objects/pod-template';
import { isObject, pointerKeys, valueAt } from '../../src/objects/pointer';

type Json = Record<string, any>;

/** A container that no control finds fault with, for pods that an example gives none. */
const FAULTLESS_CONTAINER = {
  name: 'faultless',
  image: `registry.example.com/app:1.0.0@sha256:${'a'.repeat(64)}`,
  imagePullPolicy: 'Always',
  securityContext: {
    privileged: false, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532,
    capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' },
  },
  resources: {
    requests: { 'cpu': '100m', 'memory': '256Mi', 'ephemeral-storage': '64Mi' },
    limits: { 'cpu': '500m', 'memory': '256Mi', 'ephemeral-storage': '256Mi' },
  },
  livenessProbe: { httpGet: { path: '/livez', port: 8080 } },
  readinessProbe: { httpGet: { path: '/readyz', port: 8080 } },
};

/** A container of Windows knows none of the fields that make another one faultless. */
const WINDOWS_CONTAINER = { name: 'faultless', image: FAULTLESS_CONTAINER.image };

const LABELS = { app: 'example' };

/** What the API server demands of a volume, by its type. */
const VOLUMES: Readonly<Record<string, Json>> = {
  configMap: { name: 'example' },
  csi: { driver: 'csi.example.com' },
  ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } },
  hostPath: { path: '/example' },
  image: { reference: 'registry.example.com/app:1.0.0' },
  persistentVolumeClaim: { claimName: 'example' },
  secret: { secretName: 'example' },
};

/** What the API server demands of each workload, filled in where an example leaves it out. */
const WORKLOADS: Readonly<Record<string, (spec: Json, templateLabels: object) => Json>> = {
  'ReplicationController': (spec, labels) => ({ selector: labels, ...spec }),
  'apps/ReplicaSet': (spec, labels) => ({ selector: { matchLabels: labels }, ...spec }),
  'apps/Deployment': (spec, labels) => ({ selector: { matchLabels: labels }, ...spec }),
  'apps/StatefulSet': (spec, labels) => ({ selector: { matchLabels: labels }, ...spec }),
  'apps/DaemonSet': (spec, labels) => ({ selector: { matchLabels: labels }, ...spec }),
  'batch/CronJob': (spec) => ({ schedule: '0 3 * * *', ...spec }),
};

const RULE = { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] };

const withRules = (object: Json): Json =>
  ({ ...object, rules: listed(object.rules).map((rule) => (rule.nonResourceURLs ? rule : { ...RULE, ...rule })) });

const BACKEND = { service: { name: 'example', port: { number: 80 } } };
const withPaths = (rule: Json): Json => ({ ...rule, http: rule.http?.paths?.length ? rule.http : { paths: PATHS } });
const PATHS = [{ path: '/', pathType: 'Prefix', backend: BACKEND }];
const TARGET = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'example' };
const QUEUE = [{ type: 'External', external: { metric: { name: 'queue' }, target: { type: 'Value', value: '1' } } }];

/** The fields of a PersistentVolume that say nothing of where it is. */
const NO_SOURCES = new Set([
  'accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy', 'storageClassName', 'volumeAttributesClassName',
  'volumeMode',
]);
const withSource = (spec: Json = {}): Json => ({
  accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' },
  ...(Object.keys(spec).every((key) => NO_SOURCES.has(key)) ? { csi: { driver: 'csi.example.com', volumeHandle: 'example' } } : {}), ...spec,
});

/** The same of other kinds. */
const OTHERS: Readonly<Record<string, (object: Json) => Json>> = {
  'PersistentVolume': ({ spec, ...object }) => ({ ...object, spec: withSource(spec) }),
  'Secret': (object) => (object.type === 'kubernetes.io/tls' ? { ...object, data: { 'tls.crt': '', 'tls.key': '', ...object.data } } : object),
  'networking.k8s.io/Ingress': ({ spec, ...object }) => (
    { ...object, spec: { ...spec, ...(spec?.rules ? { rules: spec.rules.map(withPaths) } : { defaultBackend: spec?.defaultBackend ?? BACKEND }) } }),
  'Service': (object) => (object.spec?.type === 'ExternalName' ? object : { ...object, spec: { ports: [{ port: 80 }], ...object.spec } }),
  'autoscaling/HorizontalPodAutoscaler': ({ spec, ...object }) => (
    { ...object, spec: { ...(spec?.minReplicas === 0 ? { metrics: QUEUE } : {}), maxReplicas: 9, scaleTargetRef: TARGET, ...spec } }),
  'rbac.authorization.k8s.io/ClusterRole': withRules,
  'rbac.authorization.k8s.io/Role': withRules,
};

const ENDS = new Set(['batch/Job', 'batch/CronJob']);

/** An example with what the API server demands of its kind; what it says itself stays as it is. */
export function completed(manifest: Manifest): Manifest {
  const named = { ...manifest, metadata: { ...metadataOf(manifest), name: nameOf(manifest) } } as Json;
  const location = podLocation(manifest);
  const kind = groupKind(manifest);
  if (!location) return OTHERS[kind]?.(named) ?? named;
  const withPod = changedAt(named, pointerKeys(location.spec), (spec) => completedPod(spec, ENDS.has(kind)));
  if (location.spec === '/spec') return isMirror(withPod) ? { ...withPod, spec: { nodeName: 'example', ...withPod.spec } } : withPod;
  const labelled = changedAt(withPod, pointerKeys(location.metadata), (metadata) => ({ ...metadata, labels: { ...LABELS, ...metadata.labels } }));
  const labels = stringMap((valueAt(labelled, location.metadata) as Json).labels);
  return WORKLOADS[kind] ? { ...labelled, spec: WORKLOADS[kind](labelled.spec, labels) } : labelled;
}

/** A pod that a node runs by itself, and only shows. */
const isMirror = (pod: Json): boolean => pod.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined;

/** A namespace that Kubernetes makes for itself, about which some controls say something of their own. */
export const isNamespaceOfKubernetes = (manifest: Manifest): boolean => (
  groupKind(manifest) === 'Namespace' && NAMESPACES_OF_KUBERNETES.includes(metadataOf(manifest).name as string));

/** Objects stand in the namespaces that they name, so an example that is a namespace needs another name. */
function nameOf(manifest: Manifest): unknown {
  const { name = 'example' } = metadataOf(manifest);
  return groupKind(manifest) === 'Namespace' && !isNamespaceOfKubernetes(manifest) ? `${String(name)}-itself` : name;
}

function completedPod(spec: Json, ends: boolean): Json {
  const init = listed(spec.initContainers).map(sidecarWhereProbed);
  const all = [...init, ...listed(spec.ephemeralContainers), ...listed(spec.containers)];
  const isEmpty = spec.containers === undefined || spec.containers?.length === 0;
  const image = all[0]?.image ?? mountedImage(spec);
  const main = { ...(isWindows(spec) ? WINDOWS_CONTAINER : FAULTLESS_CONTAINER), ...(image ? { image } : {}) };
  return localized({
    ...(ends ? { restartPolicy: 'Never' } : {}),
    ...(isHostProcess(spec) || all.some(isHostProcess) ? { hostNetwork: true } : {}),
    ...spec,
    ...(init.length > 0 ? { initContainers: init } : {}),
    ...(isEmpty ? { containers: [main] } : {}),
    ...(Array.isArray(spec.volumes) ? { volumes: distinctlyNamed(spec.volumes.map(completedVolume)) } : {}),
  });
}

/** An example of an image that is mounted says which registries it is about. */
const mountedImage = (spec: Json): unknown => listed(spec.volumes).map(({ image }) => image?.reference).find((reference) => reference);

const listed = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Only init containers that go on running may have probes and hooks. */
const sidecarWhereProbed = (container: Json): Json => {
  const isProbed = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'].some((field) => container[field]);
  return isProbed ? { restartPolicy: 'Always', ...container } : container;
};

const isHostProcess = ({ securityContext }: Json): boolean => securityContext?.windowsOptions?.hostProcess === true;

const isWindows = ({ os }: Json): boolean => os?.name === 'windows';

const completedVolume = (volume: Json): Json =>
  Object.fromEntries(Object.entries(volume).map(([key, value]) => [key, isObject(value) && VOLUMES[key] ? { ...VOLUMES[key], ...value } : value]));

function distinctlyNamed(volumes: readonly Json[]): Json[] {
  const isTaken = ({ name }: Json, i: number): boolean => volumes.findIndex((volume) => volume.name === name) < i;
  return volumes.map((volume, i) => (isTaken(volume, i) ? { ...volume, name: `${volume.name}-${i}` } : volume));
}

/** A profile on the node needs its name. */
function localized<T>(value: T): T {
  if (Array.isArray(value)) return value.map(localized) as T;
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, field]) => [key, localized(field)]));
  const isNameless = (key: string): boolean => isObject(inner[key]) && inner[key].type === 'Localhost' && inner[key].localhostProfile === undefined;
  for (const key of ['seccompProfile', 'appArmorProfile'].filter(isNameless)) inner[key] = { ...inner[key] as Json, localhostProfile: 'example' };
  return inner as T;
}

function changedAt(value: Json, [key, ...rest]: readonly string[], change: (inner: Json) => Json): Json {
  const inner = isObject(value[key]) ? value[key] as Json : {};
  return { ...value, [key]: rest.length === 0 ? change(inner) : changedAt(inner, rest, change) };
}
