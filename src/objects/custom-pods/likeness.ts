import { CONTAINER_LISTS } from '../container';
import { Fields, isObject } from '../pointer';
import { isParameterized } from '../templated-text';

/** What the fields of a map say that it is. A map can be several of these, such as the spec of an operator with the image of its main container. */
export interface Likeness {
  /** The spec of pods, or a part of one: it lists containers, or uses namespaces of the host. */
  readonly pod: boolean;
  /** A container: it has an image beside other fields of containers. */
  readonly container: boolean;
  /** The security context of a pod or a container. */
  readonly context: boolean;
  /** A volume of a path of the node. */
  readonly volume: boolean;
}

const LISTS: ReadonlySet<string> = new Set(CONTAINER_LISTS.map(({ field }) => field));
const HOST_NAMESPACES: ReadonlySet<string> = new Set(['hostNetwork', 'hostPID', 'hostIPC']);

/** Fields of a container that, beside an image, tell it from other maps with an image. */
export const CONTAINER_ONLY: ReadonlySet<string> = new Set([
  'command', 'args', 'env', 'envFrom', 'ports', 'resources', 'volumeMounts', 'volumeDevices', 'securityContext', 'livenessProbe', 'readinessProbe',
  'startupProbe', 'lifecycle',
]);
/** Fields that hold the structure of a pod: nothing else is looked for below them. */
export const POD_ONLY: ReadonlySet<string> = new Set([...LISTS, 'volumes', 'securityContext']);

/** Whether a value turns a field on, or may do so once a parameter is filled in. An operator may read a text where a container may not. */
const mayBeTrue = (value: unknown): boolean => value === true || (typeof value === 'string' && (/^(true|yes|on)$/i.test(value) || isParameterized(value)));

/** Fields of a security context by the values that only such a map holds. */
const CONTEXT_FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  privileged: mayBeTrue,
  allowPrivilegeEscalation: mayBeTrue,
  runAsNonRoot: (value) => value === false,
  runAsUser: Number.isInteger,
  runAsGroup: Number.isInteger,
  fsGroup: Number.isInteger,
  supplementalGroups: Array.isArray,
  sysctls: Array.isArray,
  procMount: (value) => typeof value === 'string',
  capabilities: (value) => isObject(value) && (Array.isArray(value.add) || Array.isArray(value.drop)),
  seccompProfile: (value) => isObject(value) && value.type === 'Unconfined',
  appArmorProfile: (value) => isObject(value) && value.type === 'Unconfined',
  seLinuxOptions: (value) => isObject(value) && Object.values(value).some((one) => typeof one === 'string'),
  windowsOptions: (value) => isObject(value) && mayBeTrue(value.hostProcess),
};
/** The fields that tell a security context. */
export const CONTEXT_ONLY: ReadonlySet<string> = new Set(Object.keys(CONTEXT_FIELDS));
/** Fields of the security context of a pod that the one of a container lacks. */
const OF_PODS: readonly string[] = ['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy', 'sysctls'];

/** Whether a value lists containers: its elements are maps. */
const isListOfMaps = (value: unknown): boolean => Array.isArray(value) && value.some(isObject);

/** What a map looks like; undefined where it has no field that tells. It looks at each key once. */
export function likenessOf(map: Fields): Likeness | undefined {
  let [listsContainers, usesHost, hasContainerField, context, volume] = [false, false, false, false, false];
  for (const key in map) {
    const value = map[key];
    if (value === null || value === undefined) continue;
    if (LISTS.has(key)) listsContainers ||= isListOfMaps(value);
    else if (HOST_NAMESPACES.has(key)) usesHost ||= mayBeTrue(value);
    else if (CONTAINER_ONLY.has(key)) hasContainerField ||= typeof value === 'object';
    else if (key === 'hostPath') volume ||= (isObject(value) && typeof value.path === 'string') || (typeof value === 'string' && value.startsWith('/'));
    else if (Object.hasOwn(CONTEXT_FIELDS, key)) context ||= CONTEXT_FIELDS[key](value);
  }
  const container = hasContainerField && typeof map.image === 'string' && map.image !== '';
  const pod = listsContainers || usesHost;
  return pod || container || context || volume ? { pod, container, context, volume } : undefined;
}

/** Whether a value at a declared place is the whole spec of pods: it names a list of containers, or nothing that tells otherwise. */
export const isWholePod = (map: Fields): boolean => CONTAINER_LISTS.some(({ field }) => field in map) || likenessOf(map) === undefined;

/** Whether a security context is one of a pod rather than of a container. */
export const isPodContext = (context: Fields): boolean => OF_PODS.some((field) => field in context);
