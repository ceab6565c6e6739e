import { CONTAINER_LISTS, containersOf } from './container';
import { ContainerShape, entries, Entry, isMissing, ObjectView, repeated, text } from './container-shape';
import { Manifest } from './manifest';
import { dnsLabelProblem } from './names';
import { labelProblems } from './object-shape';
import { POD_FIELDS } from './pod-fields';
import { podLocation, podOf, PodView } from './pod-template';
import { childPointer, isObject, valueAt } from './pointer';
import { anything, listOf, Problem, shapeProblems } from './shape';

function volumeProblems(volumes: readonly Entry[]): Problem[] {
  const problem = (pointer: string, message: string): Problem => ({ pointer: childPointer(pointer, 'name'), message });
  return [
    ...volumes.flatMap(({ value: { name }, pointer }) => {
      const wrong = isMissing(name) ? 'is missing' : typeof name === 'string' ? dnsLabelProblem(name) : undefined;
      return wrong ? [problem(pointer, `the name "${text(name) ?? ''}" of a volume ${wrong}; pass another \`name\` to the Volume`)] : [];
    }),
    ...repeated(volumes, ({ value }) => text(value.name))
      .map(({ value, pointer }) => problem(pointer, `the pod has two volumes named "${String(value.name)}"; pass another \`name\` to one Volume`)),
  ];
}

/** The names of the volumes that containers can mount; a StatefulSet's claims count. */
function volumeNames(manifest: Manifest, volumes: readonly Entry[]): Set<string> {
  const claims = entries(valueAt(manifest, '/spec/volumeClaimTemplates'), '').map(({ value }) => valueAt(value, '/metadata/name'));
  return new Set([...volumes.map(({ value }) => value.name), ...claims].flatMap((name) => text(name) ?? []));
}

function listProblems({ spec, pointer }: PodView): Problem[] {
  const noContainers = 'the pod has no containers; pass `containers` to the workload or call `addContainer`';
  const lists = CONTAINER_LISTS.flatMap(({ field }) => shapeProblems(spec[field], listOf(anything), childPointer(pointer, field), field));
  const isEmpty = spec.containers === undefined || spec.containers === null || (Array.isArray(spec.containers) && spec.containers.length === 0);
  return isEmpty ? [...lists, { pointer: childPointer(pointer, 'containers'), message: noContainers }] : lists;
}

/** What the API server would refuse about the pods of an object; nothing for a kind without pods. */
export function podProblems(manifest: Manifest, kubernetesMinor?: number): Problem[] {
  const location = podLocation(manifest);
  if (!location) return [];
  const pod = podOf(manifest);
  if (!pod) return [{ pointer: location.spec, message: 'the pod spec is missing or no map; pass `containers` to the workload' }];
  const volumes = entries(pod.spec.volumes, childPointer(pod.pointer, 'volumes'));
  const containers = containersOf(pod).filter((view): view is ObjectView => isObject(view.value));
  const surroundings = { volumes: volumeNames(manifest, volumes), isWindows: valueAt(pod.spec, '/os/name') === 'windows', kubernetesMinor };
  return [
    ...shapeProblems(pod.spec, POD_FIELDS, pod.pointer, 'pod: '),
    ...(location.metadata === '/metadata' ? [] : labelProblems(pod.metadata, location.metadata)),
    ...listProblems(pod),
    ...volumeProblems(volumes),
    ...containers.flatMap((view) => new ContainerShape(view, surroundings).problems()),
    ...repeated(containers, ({ value }) => text(value.name)).map(({ name, pointer }) => (
      { pointer: childPointer(pointer, 'name'), message: `the pod has two containers named "${name}"; pass another \`name\` in the props of one of them` })),
  ];
}
