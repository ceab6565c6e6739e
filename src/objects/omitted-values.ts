import { isObject } from './pointer';

/**
 * What the API server leaves out of the objects that it stores: in Go these fields are no pointers and carry `omitempty`, so their zero means the same
 * as no value. A client that compares what it sends with what is stored, as `kubectl apply` does, finds a difference in each of them at every apply.
 *
 * A field that is a pointer in Go, such as `replicas` or `setHostnameAsFQDN`, keeps its zero and is not in these lists.
 *
 * @see https://github.com/kubernetes/api/blob/v0.37.2/core/v1/types.go and apps/v1, batch/v1, networking/v1, policy/v1 beside it
 */
const FALSE_IS_OMITTED: ReadonlySet<string> = new Set([
  'chapAuthDiscovery', 'chapAuthSession', 'hostIPC', 'hostNetwork', 'hostPID', 'paused', 'publishNotReadyAddresses', 'readOnly', 'sslEnabled', 'stdin',
  'stdinOnce', 'tty',
]);
const ZERO_IS_OMITTED: ReadonlySet<string> = new Set([
  'failureThreshold', 'healthCheckNodePort', 'hostPort', 'initialDelaySeconds', 'minReadySeconds', 'nodePort', 'periodSeconds', 'successThreshold',
  'timeoutSeconds',
]);
const EMPTY_MAP_IS_OMITTED: ReadonlySet<string> = new Set([
  'annotations', 'binaryData', 'data', 'hard', 'labels', 'limits', 'matchLabels', 'nodeSelector', 'options', 'overhead', 'requests', 'stringData',
  'volumeAttributes',
]);
/** The lists that are stored even where they are empty; all others carry `omitempty`. */
const EMPTY_LIST_IS_KEPT: ReadonlySet<string> = new Set(['containers', 'limits', 'monitors', 'nodeSelectorTerms', 'paths', 'rules', 'sources', 'verbs']);
/** The volume types whose `readOnly` is a pointer. */
const READ_ONLY_IS_POINTER: ReadonlySet<string> = new Set(['azureDisk', 'csi']);

/**
 * Whether the API server leaves a value out of a built-in object that it stores.
 *
 * @param value the value of the field
 * @param field the name of the field
 * @param parent the name of the field around it; for the items of a list, that of the list
 */
export function isOmitted(value: unknown, field: string, parent: string): boolean {
  if (value === false) return FALSE_IS_OMITTED.has(field) && !(field === 'readOnly' && READ_ONLY_IS_POINTER.has(parent));
  if (value === 0) return ZERO_IS_OMITTED.has(field);
  if (value === '') return field === 'value' && parent === 'env';
  if (Array.isArray(value)) return value.length === 0 && !EMPTY_LIST_IS_KEPT.has(field);
  return isObject(value) && EMPTY_MAP_IS_OMITTED.has(field) && Object.keys(value).length === 0;
}

/** A built-in object as the API server stores it, without the values that it leaves out. Lists keep their items, and maps with free keys stay as they are. */
export function withoutOmitted<T>(value: T, parent = ''): T {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutOmitted(item, parent)) as T;
  if (!isObject(value) || EMPTY_MAP_IS_OMITTED.has(parent)) return value;
  const kept: Record<string, unknown> = {};
  for (const [field, member] of Object.entries(value)) {
    const stored = withoutOmitted(member, field);
    if (!isOmitted(stored, field, parent)) kept[field] = stored;
  }
  return kept as T;
}
