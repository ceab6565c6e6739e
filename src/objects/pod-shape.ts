import { containersOf } from './container';
import { ContainerShape, ReadableContainer, entries, Entry, repeated } from './container-shape';
import { CustomPodSpecs } from './custom-pod-specs';
import { isMissing } from './fields/field-test';
import { addressProblem } from './ip-address';
import { groupKind, Manifest } from './manifest';
import { dnsLabelProblem } from './names';
import { labelProblems } from './object-shape';
import { plainText } from './plain-text';
import { customPodSpecSites, podLocation, podsOf, podSpecPointers, PodView } from './pod-template';
import { childPointer, descend, elementsOf, isObject, valueAt } from './pointer';
import { Problem } from './problem';
import { filledText } from './value-types';

function volumeProblems(volumes: readonly Entry[]): Problem[] {
  const problem = (pointer: string, message: string): Problem => ({ pointer: childPointer(pointer, 'name'), message });
  return [
    ...volumes.flatMap(({ value: { name }, pointer }) => {
      const wrong = filledText(name) === undefined ? undefined : dnsLabelProblem(name as string);
      return wrong ? [problem(pointer, `the name "${plainText(name)}" of a volume ${wrong}; pass another \`name\` to the Volume`)] : [];
    }),
    ...repeated(volumes, ({ value }) => filledText(value.name))
      .map(({ value, pointer }) => problem(pointer, `the pod has two volumes named "${plainText(value.name)}"; pass another \`name\` to one Volume`)),
  ];
}

/** The names of the volumes that containers can mount; a StatefulSet's claims count. */
function volumeNames(manifest: Manifest, volumes: readonly Entry[]): Set<string> {
  const claims = entries(valueAt(manifest, '/spec/volumeClaimTemplates'), '').map(({ value }) => valueAt(value, '/metadata/name'));
  return new Set([...volumes.map(({ value }) => value.name), ...claims].flatMap((name) => filledText(name) ?? []));
}

function listProblems({ spec, pointer }: PodView): Problem[] {
  const noContainers = 'the pod has no containers; pass `containers` to the workload or call `addContainer`';
  const isEmpty = spec.containers === undefined || spec.containers === null || (Array.isArray(spec.containers) && spec.containers.length === 0);
  return isEmpty ? [{ pointer: childPointer(pointer, 'containers'), message: noContainers }] : [];
}

/** Where something stands in the place of a pod spec. A built-in kind needs one; what a custom kind needs is in its definition alone. */
function specProblems(manifest: Manifest, pods: readonly PodView[], custom?: CustomPodSpecs): Problem[] {
  const location = podLocation(manifest);
  if (location) return pods.length > 0 ? [] : [{ pointer: location.spec, message: 'the pod spec is missing or no map; pass `containers` to the workload' }];
  return customPodSpecSites(manifest, custom).filter(({ value }) => !isObject(value))
    .map(({ pointer }) => ({ pointer, message: 'stands where the pods of this kind are described, and is no map; write the pod template there' }));
}

const NONE: readonly Problem[] = [];

/** What the API server would refuse about the pods of an object; nothing for a kind without pods. */
export function podProblems(manifest: Manifest, kubernetesMinor?: number, custom?: CustomPodSpecs): readonly Problem[] {
  if (!podSpecPointers(groupKind(manifest), custom)) return NONE;
  const pods = podsOf(manifest, custom);
  const problems = specProblems(manifest, pods, custom);
  return pods.length === 0 ? problems : [...problems, ...pods.flatMap((pod) => problemsOf(pod, manifest, kubernetesMinor))];
}

/** What the API server lets the pods of a kind do when they end; whatever it likes, for the others. It fills `Always` in where nothing is said. */
const RESTART_POLICIES: Readonly<Record<string, readonly string[]>> = {
  'Pod': ['Always', 'OnFailure', 'Never'],
  'PodTemplate': ['Always', 'OnFailure', 'Never'],
  // https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template
  'batch/Job': ['OnFailure', 'Never'],
  'batch/CronJob': ['OnFailure', 'Never'],
  // https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template
  'ReplicationController': ['Always'],
  'apps/ReplicaSet': ['Always'],
  'apps/Deployment': ['Always'],
  'apps/StatefulSet': ['Always'],
  'apps/DaemonSet': ['Always'],
};

function restartProblems({ spec, pointer }: PodView, kind: string): Problem[] {
  const { restartPolicy } = spec;
  if (!Object.hasOwn(RESTART_POLICIES, kind) || (!isMissing(restartPolicy) && typeof restartPolicy !== 'string')) return [];
  const allowed = RESTART_POLICIES[kind];
  const policy = isMissing(restartPolicy) ? 'Always' : restartPolicy as string;
  if (allowed.includes(policy)) return [];
  const found = isMissing(restartPolicy) ? 'is not set, which means "Always"' : `is "${policy}"`;
  const wanted = allowed.map((one) => `"${one}"`).join(' or ');
  return [{ pointer: childPointer(pointer, 'restartPolicy'), message: `pod: restartPolicy ${found}, must be ${wanted} here; pass \`restartPolicy\` to the workload` }];
}

function addressProblems({ spec, pointer }: PodView, minor: number): readonly Problem[] {
  if (spec.hostAliases === undefined && spec.dnsConfig === undefined) return NONE;
  const problem = (value: unknown, at: string, what: string): Problem[] => {
    const wrong = typeof value === 'string' ? addressProblem(value, minor) : undefined;
    return wrong ? [{ pointer: at, message: `${what} "${plainText(value)}" ${wrong}` }] : [];
  };
  const nameservers = elementsOf(valueAt(spec, '/dnsConfig/nameservers'));
  return [
    ...entries(spec.hostAliases, childPointer(pointer, 'hostAliases')).flatMap((alias) => problem(alias.value.ip, childPointer(alias.pointer, 'ip'), 'the host alias')),
    ...nameservers.flatMap((address, i) => problem(address, descend(pointer, ['dnsConfig', 'nameservers', i]), 'the name server')),
  ];
}

function problemsOf(pod: PodView, manifest: Manifest, kubernetesMinor?: number): Problem[] {
  const volumes = entries(pod.spec.volumes, childPointer(pod.pointer, 'volumes'));
  const containers = containersOf(pod).filter((view): view is ReadableContainer => isObject(view.value));
  const surroundings = {
    volumes: volumeNames(manifest, volumes), kubernetesMinor,
  };
  return [
    ...(pod.metadataPointer === '/metadata' ? [] : labelProblems(pod.metadata, pod.metadataPointer)),
    ...restartProblems(pod, groupKind(manifest)),
    ...listProblems(pod),
    ...(kubernetesMinor === undefined ? NONE : addressProblems(pod, kubernetesMinor)),
    ...volumeProblems(volumes),
    ...containers.flatMap((view) => new ContainerShape(view, surroundings).problems()),
    ...repeated(containers, ({ value }) => filledText(value.name)).map(({ name, pointer }) => (
      { pointer: childPointer(pointer, 'name'), message: `the pod has two containers named "${name}"; pass another \`name\` in the props of one of them` })),
  ];
}
