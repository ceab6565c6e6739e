import { CONTAINER_LISTS } from './container';
import { CustomPodSpecs } from './custom-pod-specs';
import { groupKind, Manifest } from './manifest';
import { podSpecPointers } from './pod-template';
import { childPointer, isObject } from './pointer';
import { isClusterScoped } from './scope';

const LISTS = CONTAINER_LISTS.map(({ field }) => field);

const listsContainers = (value: Readonly<Record<string, unknown>>): boolean =>
  LISTS.some((field) => { const list = value[field]; return Array.isArray(list) && list.some(isObject); });

/**
 * The first place, in the order of the text, where an object of an unknown kind lists containers: pods that no control can be sure to see. Undefined
 * where there is none, for built-in kinds and for declared ones. Deep and shared values are walked once, without recursion.
 */
export function undeclaredPods(manifest: Manifest, custom?: CustomPodSpecs): string | undefined {
  if (isClusterScoped(manifest) !== undefined || podSpecPointers(groupKind(manifest), custom)) return undefined;
  const seen = new WeakSet<object>();
  const open: { value: unknown; pointer: string }[] = [{ value: manifest, pointer: '' }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { value, pointer } = at;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isObject(value) && listsContainers(value)) return pointer;
    const children = Object.entries(value).map(([key, child]) => ({ value: child as unknown, pointer: childPointer(pointer, key) }));
    open.push(...children.reverse());
  }
  return undefined;
}
