import { groupKind, keyOf, Manifest, metadataOf } from './manifest';
import { plainText } from './plain-text';
import { PodView } from './pod-template';
import { descend, elementsOf, isObject, valueAt } from './pointer';

/** A request for a persistent volume: a claim, or a template of claims. */
export interface DescribedClaim {
  /** The pointer of what holds its name; that of the claims of a template follows from it. */
  readonly namePointer: string;
  readonly specPointer: string;
  /** The volume that it names; undefined where it takes any. */
  readonly volumeName?: string;
  /** Its name, with `#` for the number of a pod; undefined where nobody can foresee it. */
  readonly called?: string;
}

function claimAt(manifest: Manifest, pointer: string, called: string | undefined, namePointer = `${pointer}/metadata/name`): DescribedClaim {
  const specPointer = `${pointer}/spec`;
  const named = valueAt(manifest, `${specPointer}/volumeName`);
  return { namePointer, specPointer, called, ...(typeof named === 'string' && named !== '' && { volumeName: named }) };
}

/** The claims that a PersistentVolumeClaim is, or a StatefulSet has templates of. */
export function ownClaims(manifest: Manifest): DescribedClaim[] {
  const { name } = keyOf(manifest);
  switch (groupKind(manifest)) {
    case 'PersistentVolumeClaim': return [claimAt(manifest, '', name === '' ? undefined : name)];
    case 'apps/StatefulSet': return elementsOf(valueAt(manifest, '/spec/volumeClaimTemplates')).flatMap((template, i) => {
      if (!isObject(template)) return [];
      return [claimAt(manifest, descend('/spec/volumeClaimTemplates', [i]), `${plainText(metadataOf(template).name)}-${name}-#`)];
    });
    default: return [];
  }
}

/**
 * The claims of the ephemeral volumes of pods, which are made for each pod and called by its name and that of the volume.
 *
 * @see https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming
 */
export function ephemeralClaims(manifest: Manifest, { spec, pointer }: PodView): DescribedClaim[] {
  const podName = podNameOf(manifest);
  return elementsOf(spec.volumes).flatMap((volume, i) => {
    if (!isObject(volume) || !isObject(valueAt(volume, '/ephemeral/volumeClaimTemplate'))) return [];
    const at = descend(pointer, ['volumes', i]);
    return [claimAt(manifest, `${at}/ephemeral/volumeClaimTemplate`, podName && `${podName}-${plainText(volume.name)}`, `${at}/name`)];
  });
}

/** The name of the pods of an object, with `#` for a number; undefined where it is not known. */
function podNameOf(manifest: Manifest): string | undefined {
  const { name } = keyOf(manifest);
  switch (groupKind(manifest)) {
    case 'Pod': return name;
    case 'apps/StatefulSet': return `${name}-#`;
    default: return undefined;
  }
}

const LONGEST_NAME = 253;

/** The names of claims that a name is one of: itself, and those with `#` for one of its numbers. */
export function namesLike(name: string): string[] {
  if (name.length > LONGEST_NAME) return [];
  const numbered = [...name.matchAll(/-\d+(?=-|$)/g)].map(({ 0: { length }, index }) => `${name.slice(0, index)}-#${name.slice(index + length)}`);
  return [name, ...numbered];
}
