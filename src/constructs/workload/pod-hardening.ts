import { unsetInPod, unsetOf, withoutUnset } from './given';
import { completeSecretVolumes } from './mounts/secret-volumes';
import { WorkloadMounts } from './mounts/workload-mounts';
import { PodProps, writeOptions } from './pod-options';
import { Json, correctContainer } from './rendered-container';
import { completeResources } from './resources';
import { completeInitContainer } from './sidecar';
import { CATALOGUE } from '../../controls';
import { secretFileMode } from '../../controls/secrets/secret-volume-read-only';
import { Filled, Filler } from '../../engine/fill';
import { podOf } from '../../objects/pod-template';
import { kplus } from '../cdk8s-plus';
import { profileOf } from '../synthesis/profile-scope';
import { MutableManifest } from '../synthesis/rendering';

const filler = new Filler(CATALOGUE);

/** A workload whose pods are hardened: its props tell what its user left unset. */
export interface HardenedPods {
  readonly workload: kplus.AbstractPod;
  readonly props: PodProps;
  readonly mounts: WorkloadMounts;
}

/** Completes the pods of a rendered workload where its user left something unset, and returns what the controls filled in. */
export function hardenPod(manifest: MutableManifest, { workload, props, mounts }: HardenedPods): readonly Filled[] {
  const pod = podOf(manifest)!;
  const spec = pod.spec as Json;
  const profile = profileOf(workload);
  const containers = renderedContainers(workload, spec);
  withoutUnset(spec, unsetInPod(props));
  for (const [container, rendered] of containers) {
    withoutUnset(rendered, unsetOf(container, rendered));
    correctContainer(rendered);
  }
  workload.initContainers.forEach((container, i) => completeInitContainer(container, spec.initContainers[i]));
  writeOptions(pod, props);
  const filled = filler.fill(manifest, profile);
  const fileMode = secretFileMode(spec.securityContext?.fsGroup ?? (profile.runAs.platformSetsFsGroup || undefined));
  mounts._addTo(pod, fileMode);
  completeSecretVolumes(pod, fileMode);
  containers.forEach(([, rendered]) => completeResources(rendered, profile.resources));
  spec.os ??= { name: 'linux' };
  return filled;
}

function renderedContainers({ containers, initContainers }: kplus.AbstractPod, spec: Json): (readonly [kplus.Container, Json])[] {
  return [
    ...initContainers.map((container, i) => [container, spec.initContainers[i]] as const),
    ...containers.map((container, i) => [container, spec.containers[i]] as const),
  ];
}
