import { containersOf } from './container';
import { keyOf, Manifest, metadataOf } from './manifest';
import { isNameless } from './object-shape';
import { podLocation, podOf } from './pod-template';
import { elementsOf, isObject, pointerKeys, valueAt } from './pointer';

/** Keys of a strategic merge patch; the API server takes them in patches alone. */
const DIRECTIVE = /^\$(?:patch$|retainKeys$|setElementOrder\/|deleteFromPrimitiveList\/)/;

/** Whether a part of an object says what is at a place; what it leaves out may stand in the object that it is merged into. */
export const saysItself = (manifest: Manifest, pointer: string): boolean =>
  valueAt(manifest, pointer) !== undefined && !DIRECTIVE.test(pointerKeys(pointer).at(-1) ?? '');

/** The kinds whose selector the API server requires; older versions of these kinds had a default for it. */
const WITH_SELECTOR = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

/**
 * Why an object is a part of one, as patches are, in a few words after "it": the API server would refuse to create it. Undefined where it is whole as far as
 * its pods show.
 */
export function partialBecause(manifest: Manifest): string | undefined {
  const directive = directiveIn(manifest);
  if (directive !== undefined) return `has \`${directive}\`, which only patches have`;
  const { name, generateName } = metadataOf(manifest);
  if (!name && !generateName && !isNameless(keyOf(manifest))) return 'has no name';
  const location = podLocation(manifest);
  if (!location) return undefined;
  if (manifest.apiVersion === 'apps/v1' && WITH_SELECTOR.includes(manifest.kind as string) && valueAt(manifest, '/spec/selector') === undefined) return 'has no selector';
  const pod = podOf(manifest);
  if (!pod) return valueAt(manifest, location.spec) === undefined ? `has no ${location.spec === '/spec' ? 'spec' : 'pod template'}` : undefined;
  if (elementsOf(pod.spec.containers).length === 0) return 'has no containers';
  const bare = containersOf(pod).find(({ value }) => isObject(value) && !value.image);
  return bare && `has the container "${bare.name}" without an image`;
}

function directiveIn(value: unknown): string | undefined {
  if (Array.isArray(value)) return firstOf(value, directiveIn);
  if (!isObject(value)) return undefined;
  return Object.keys(value).find((key) => DIRECTIVE.test(key)) ?? firstOf(Object.values(value), directiveIn);
}

function firstOf(values: readonly unknown[], of: (value: unknown) => string | undefined): string | undefined {
  for (const value of values) {
    const found = of(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
