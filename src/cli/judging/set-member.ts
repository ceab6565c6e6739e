import { CompactValues, LeftOut } from './compact-values';
import { CONTAINER_LISTS } from '../../objects/container';
import { CustomPodSpecs } from '../../objects/custom-pod-specs';
import { groupKind, Manifest } from '../../objects/manifest';
import { podSpecPointers } from '../../objects/pod-template';
import { pointerKeys } from '../../objects/pointer';

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
 * Makes what the controls of the set need of objects: the places in it stay, so that pointers hold. An input may have a hundred thousand objects, and a
 * manifest takes ten times the room of its text.
 */
export class SlimMembers {
  private readonly values = new CompactValues();
  private readonly byKind = new Map<string, LeftOut>();

  constructor(private readonly custom?: CustomPodSpecs) {}

  /** About how many bytes they take. */
  public get size(): number {
    return this.values.size;
  }

  /** As much of an object as is needed. */
  public slim(manifest: Manifest): Manifest {
    const kind = groupKind(manifest);
    const leftOut = this.byKind.get(kind) ?? leftOutOf(kind, this.custom);
    this.byKind.set(kind, leftOut);
    return this.values.copyOf(manifest, leftOut) as Manifest;
  }
}

function leftOutOf(kind: string, custom?: CustomPodSpecs): LeftOut {
  const object: LeftOut = { keys: BULK_OF_KIND.get(kind) ?? BULK.object, below: new Map() };
  const pods = podSpecPointers(kind, custom);
  descend(object, ['metadata']).keys = pods ? BULK.workloadMetadata : BULK.metadata;
  for (const pointer of pods ?? []) {
    const pod = descend(object, pointerKeys(pointer));
    pod.keys = BULK.pod;
    for (const { field } of CONTAINER_LISTS) {
      descend(pod, [field, '*']).keys = BULK.container;
      descend(pod, [field, '*', 'env', '*']).all = ({ valueFrom }) => valueFrom === undefined;
    }
  }
  return object;
}

/** What is left out at the end of a path; `*` stands for every element, as in `CustomPodSpecs`. */
function descend(from: LeftOut, path: readonly string[]): LeftOut {
  let at = from;
  for (const key of path) {
    const known = key === '*' ? at.each : at.below.get(key);
    const next: LeftOut = known ?? { below: new Map() };
    if (key === '*') at.each = next;
    else at.below.set(key, next);
    at = next;
  }
  return at;
}
