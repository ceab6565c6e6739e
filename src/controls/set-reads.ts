import { CONTAINER_LISTS } from '../objects/container';

/**
 * What of the objects of a set a control reads, as JSON pointers to whole values; `*` stands for every element of a list or map. An input may have a
 * hundred thousand objects, so that a check keeps what some control reads and no more. Kind, name and namespace of every object, and the names of
 * containers, volumes, ports and rules in what is read, are always there.
 */
export interface SetReads {
  /** In objects of a kind, given with its group; under `*` in objects of every kind. */
  readonly kinds?: Readonly<Record<string, readonly string[]>>;
  /** In every pod of every kind: below `/spec` or `/metadata` of its template. */
  readonly pods?: readonly string[];
  /** Beside every pod template, where the number of its pods is: `/replicas`. */
  readonly besideTemplates?: readonly string[];
}

/** The pointers of fields in every container of a pod, whatever its list. */
export function inContainers(...pointers: readonly string[]): string[] {
  return CONTAINER_LISTS.flatMap(({ field }) => pointers.map((pointer) => `/spec/${field}/*${pointer}`));
}

/** The keys of a map without its values, which may be large or secret: of these only what is under the empty key, where nothing is. */
export const keysOf = (pointer: string): string => `${pointer}/*/`;
