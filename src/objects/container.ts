import { plainText } from './plain-text';
import { descend, isObject } from './pointer';

/** What a container is to its pod. */
export type ContainerRole = 'init' | 'main' | 'ephemeral';

/** The list that holds the containers of each role, in the order in which Pod Security Admission visits them. */
export const CONTAINER_LISTS: readonly { readonly role: ContainerRole; readonly field: string }[] = [
  { role: 'init', field: 'initContainers' },
  { role: 'main', field: 'containers' },
  { role: 'ephemeral', field: 'ephemeralContainers' },
];

/** One container of a pod. */
export interface ContainerView {
  readonly value: unknown;
  readonly role: ContainerRole;
  readonly pointer: string;
  /** The name, or the index where the manifest gives none. */
  readonly name: string;
}

/** The spec of a pod, with its containers where they are not in the lists of the spec. */
interface PodOfContainers {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly pointer: string;
  readonly containers?: readonly ContainerView[];
}

/** Every container of a pod, whatever its list. */
export function containersOf(pod: PodOfContainers): readonly ContainerView[] {
  if (pod.containers) return pod.containers;
  return CONTAINER_LISTS.flatMap(({ role, field }) => {
    const list = pod.spec[field];
    if (!Array.isArray(list)) return [];
    return list.map((value: unknown, index) => ({
      value, role, pointer: descend(pod.pointer, [field, index]), name: isObject(value) && typeof value.name === 'string' ? value.name : plainText(index),
    }));
  });
}
