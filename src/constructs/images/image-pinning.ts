import { ApiObject, JsonPatch } from 'cdk8s';
import { containersOf } from '../../objects/container';
import { ImageLock } from '../../objects/images/image-lock';
import { Manifest } from '../../objects/manifest';
import { podLocation, podsOf, PodView } from '../../objects/pod-template';
import { childPointer, descend, elementsOf, isObject } from '../../objects/pointer';
import { ImagePolicy } from '../../profile/image-policy';
import { constructPath } from '../synthesis/object-index';
import { profileOf } from '../synthesis/profile-scope';
import { fileReader } from '../synthesis/read-files';
import { inReadingOrder, sorted } from '../synthesis/reading-order';

const MOST_BYTES = 8 * 1024 * 1024;

const readLock = fileReader(MOST_BYTES, (text, file) => ImageLock.parse(text, file));

/** A field that holds an image, and what the image is for: `container "main"`. */
interface ImageField { readonly pointer: string; readonly image: string; readonly of: string }

/** The manifest as the image policy of its scope requires it: with pull secrets where a pod names none, and every image with its digest. */
export function withImagePolicy(manifest: Manifest, object: ApiObject): Manifest {
  const profile = profileOf(object);
  const { imagePolicy } = profile;
  if (!imagePolicy) return manifest;
  const pods = podsOf(manifest, profile.customPodSpecs);
  const patches = [...(podLocation(manifest) ? secretsFor(pods, imagePolicy) : []), ...pinsFor(pods, imagePolicy, object)];
  return patches.length === 0 ? manifest : inReadingOrder(sorted(JsonPatch.apply(manifest, ...patches)) as Record<string, unknown>);
}

function secretsFor(pods: readonly PodView[], { pullSecrets }: ImagePolicy): JsonPatch[] {
  if (pullSecrets.length === 0) return [];
  const secrets = pullSecrets.map((name) => ({ name }));
  return pods.filter(({ spec }) => spec.imagePullSecrets === undefined).map(({ pointer }) => JsonPatch.add(childPointer(pointer, 'imagePullSecrets'), secrets));
}

function pinsFor(pods: readonly PodView[], { lockFile }: ImagePolicy, object: ApiObject): JsonPatch[] {
  const fields = lockFile === undefined ? [] : pods.flatMap(imagesOf);
  if (lockFile === undefined || fields.length === 0) return [];
  const lock = readLock(lockFile);
  return fields.flatMap(({ pointer, image, of }) => {
    const pinned = lock.pin(image);
    if ('image' in pinned) return pinned.image === image ? [] : JsonPatch.replace(pointer, pinned.image);
    const fix = pinned.isMissing ? `add it with \`crane digest ${image} | cdk8s-hardened lock ${image}\`` : 'change the image, or write its line of the lock anew';
    throw new Error(`cannot pin image "${image}" of ${of} in "${constructPath(object)}" by "${lockFile}": ${pinned.problem}; ${fix}`);
  });
}

function imagesOf(pod: PodView): ImageField[] {
  const containers = containersOf(pod).flatMap(({ value, pointer, name }) => fieldOf(value, 'image', pointer, `container "${name}"`));
  const volumes = elementsOf(pod.spec.volumes).flatMap((volume, i) => (
    isObject(volume) ? fieldOf(volume.image, 'reference', descend(pod.pointer, ['volumes', i, 'image']), `volume "${String(volume.name)}"`) : []));
  return [...containers, ...volumes];
}

/** What is no text, or empty, is a finding of `valid-image-reference`. */
function fieldOf(holder: unknown, field: string, pointer: string, of: string): ImageField[] {
  const image = isObject(holder) ? holder[field] : undefined;
  return typeof image === 'string' && image !== '' ? [{ pointer: childPointer(pointer, field), image, of }] : [];
}
