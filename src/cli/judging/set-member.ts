import { CompactValues, LeftOut } from './compact-values';
import { CONTAINER_LISTS } from '../../objects/container';
import { CustomPodSpecs } from '../../objects/custom-pod-specs';
import { groupKind, Manifest } from '../../objects/manifest';
import { podsOf, podSpecPointers } from '../../objects/pod-template';
import { isObject } from '../../objects/pointer';

/** What takes most of the room and no control of the set looks at. A law asks all of them with and without it. */
const BULK = {
  object: new Set(['status']),
  metadata: new Set(['managedFields', 'ownerReferences', 'finalizers']),
  workloadMetadata: new Set(['annotations', 'managedFields', 'ownerReferences', 'finalizers']),
  pod: new Set([
    'affinity', 'tolerations', 'nodeSelector', 'topologySpreadConstraints', 'securityContext', 'hostAliases', 'dnsConfig', 'imagePullSecrets', 'readinessGates',
  ]),
  container: new Set([
    'image', 'imagePullPolicy', 'command', 'args', 'workingDir', 'volumeMounts', 'volumeDevices', 'livenessProbe', 'readinessProbe', 'startupProbe',
    'lifecycle', 'securityContext', 'stdin', 'tty', 'terminationMessagePath', 'terminationMessagePolicy',
  ]),
};
const BULK_OF_KIND: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['ConfigMap', new Set(['status', 'data', 'binaryData'])],
  ['Secret', new Set(['status', 'data', 'stringData'])],
  ['apiextensions.k8s.io/CustomResourceDefinition', new Set(['status', 'spec'])],
]);

/**
 * What the controls of the set need of an object: the places in it stay, so that pointers hold. An input may have a hundred thousand objects, and a
 * manifest takes ten times the room of its text.
 */
export function slimMember(manifest: Manifest, values: CompactValues, custom?: CustomPodSpecs): Manifest {
  const kind = groupKind(manifest);
  const leftOut: LeftOut = new Map([[manifest, BULK_OF_KIND.get(kind) ?? BULK.object]]);
  const isWorkload = podSpecPointers(kind, custom) !== undefined;
  if (isObject(manifest.metadata)) leftOut.set(manifest.metadata, isWorkload ? BULK.workloadMetadata : BULK.metadata);
  if (isWorkload) podsOf(manifest, custom).forEach(({ spec }) => slimPod(spec, leftOut));
  return values.copyOf(manifest, leftOut) as Manifest;
}

function slimPod(spec: Readonly<Record<string, unknown>>, leftOut: LeftOut): void {
  leftOut.set(spec, BULK.pod);
  for (const { field } of CONTAINER_LISTS) {
    for (const container of listOf(spec[field]).filter(isObject)) {
      leftOut.set(container, BULK.container);
      for (const variable of listOf(container.env)) if (isObject(variable) && variable.valueFrom === undefined) leftOut.set(variable, 'all');
    }
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
