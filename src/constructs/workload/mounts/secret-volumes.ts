import { containersOf } from '../../../objects/container';
import { PodView } from '../../../objects/pod-template';
import { isObject } from '../../../objects/pointer';
import { Json } from '../rendered-container';

/** Secret volumes that were made with cdk8s-plus: completes the mode of their files and their read-only mounts where the user left them unset. */
export function completeSecretVolumes(pod: PodView, secretFileMode: number): void {
  const volumes: Json[] = ((pod.spec as Json).volumes ?? []).filter((volume: Json) => isObject(volume.secret));
  const names = volumes.map(({ name }) => name);
  volumes.forEach(({ secret }) => { secret.defaultMode ??= secretFileMode; });
  for (const { value } of containersOf(pod)) {
    for (const mount of (value as Json).volumeMounts ?? []) if (names.includes(mount.name)) mount.readOnly ??= true;
  }
}
