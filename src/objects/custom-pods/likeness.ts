import { CONTAINER_LISTS } from '../container';
import { plainText } from '../plain-text';
import { Fields, isObject } from '../pointer';
import { remembered } from '../remembered';
import { isParameterized } from '../templated-text';

/** What the fields of a map say that it is. A map can be several of these, such as the spec of an operator with the image of its main container. */
export interface Likeness {
  /** The spec of pods, or a part of one: it lists containers, or uses namespaces of the host. */
  readonly pod: boolean;
  /** A container: it has an image beside other fields of containers. */
  readonly container: boolean;
  /** The security context of a pod or a container. */
  readonly context: boolean;
  /** A volume of a path of the node, whatever the field is called. */
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

/** Whether a value turns a field on, or may do so once a parameter is filled in. An operator may read a text or a number where a container may not. */
const mayBeTrue = (value: unknown): boolean => value === true || value === 1
  || (typeof value === 'string' && (/^(true|t|yes|y|on|1|enabled?)$/i.test(value) || isParameterized(value)));

const isNumber = (value: unknown): boolean => Number.isInteger(value) || (typeof value === 'string' && /^\d+$/.test(value));
const isUnconfined = (value: unknown): boolean => /^unconfined$/i.test(plainText(isObject(value) ? value.type : value));
/** The name of a capability, which no other text looks like. */
const CAPABILITY = /^(CAP_[A-Z_]+|ALL|SYS_[A-Z]+|NET_(ADMIN|RAW|BIND_SERVICE|BROADCAST)|DAC_[A-Z_]+|BPF|PERFMON|MKNOD)$/;
const namesCapabilities = (value: unknown): boolean => (
  Array.isArray(value) ? value.some((one) => typeof one === 'string' && CAPABILITY.test(one)) : typeof value === 'string' && CAPABILITY.test(value));

/** Fields of a security context by the values that only such a map holds. */
const CONTEXT_FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  privileged: mayBeTrue,
  allowPrivilegeEscalation: mayBeTrue,
  runAsNonRoot: (value) => value === false,
  runAsUser: isNumber,
  runAsGroup: isNumber,
  fsGroup: isNumber,
  supplementalGroups: Array.isArray,
  sysctls: (value) => Array.isArray(value) || (isObject(value) && Object.values(value).some((one) => typeof one === 'string')),
  procMount: (value) => typeof value === 'string',
  capabilities: (value) => namesCapabilities(value)
    || (isObject(value) && [value.add, value.drop].some((list) => Array.isArray(list) || namesCapabilities(list))),
  seccompProfile: isUnconfined,
  appArmorProfile: isUnconfined,
  seLinuxOptions: (value) => isObject(value) && Object.values(value).some((one) => typeof one === 'string'),
  windowsOptions: (value) => isObject(value) && mayBeTrue(value.hostProcess),
};
/** The fields that tell a security context. */
export const CONTEXT_ONLY: ReadonlySet<string> = new Set(Object.keys(CONTEXT_FIELDS));
/** Fields of the security context of a pod that the one of a container lacks. */
const OF_PODS: readonly string[] = ['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy', 'sysctls'];

/** Whether a value lists containers: its elements are maps. */
const isListOfMaps = (value: unknown): boolean => Array.isArray(value) && value.some(isObject);

/** What operators call a path of the node: `hostPath`, `hostDisk` of KubeVirt, `dataDirHostPath` of Rook, `hostDir` of OpenShift, `hostMounts`. */
const HOST_PATH = /host_?(?:path|disk|dir|folder|mount|volume)/i;

function holdsPath(value: unknown): boolean {
  if (isObject(value) && typeof value.path === 'string') return true;
  if (typeof value === 'string') return value.startsWith('/');
  return typeof value === 'object' && value !== null && Object.values(value).some((one) => typeof one === 'string' && one.startsWith('/'));
}

/** Whether a field of a map is a path of the node, as a text, in a list or map of some, or in the source of a volume. */
const isHostPath = (key: string, value: unknown): boolean => holdsPath(value) && HOST_PATH.test(key);

/** What operators call fields of pods and of security contexts, by their letters alone: `host_network`, `useHostPID`, `isPrivileged`, `privilegedMode`. */
const HOST_NAMESPACE = /^(?:use|enable|is|with)?host(network|pid|ipc)(?:ing|namespace|mode)?(?:enabled)?$/;
const PRIVILEGED = /^(?:use|enable|is|run|runas|allow)?privileged(?:mode|containers?|pods?)?(?:enabled)?$/;
const NAMESPACE_FIELDS: Readonly<Record<string, string>> = { network: 'hostNetwork', pid: 'hostPID', ipc: 'hostIPC' };
const CAPABILITIES = /^(?:add|extra|additional)?(?:linux|container)?cap(?:abilitie)?s?(?:add|toadd)?$/;

/** The field of pods that a field of an operator stands for; the name itself where it is no such name. */
export const fieldMeantBy = remembered((key): string => {
  if (CONTEXT_ONLY.has(key) || POD_ONLY.has(key)) return key;
  const letters = key.toLowerCase().replace(/[^a-z]/g, '');
  const [, namespace] = HOST_NAMESPACE.exec(letters) ?? [];
  if (namespace !== undefined) return NAMESPACE_FIELDS[namespace];
  if (PRIVILEGED.test(letters)) return 'privileged';
  return CAPABILITIES.test(letters) ? 'capabilities' : key;
});

/** The field of a map that is a path of the node. */
export const hostPathField = (map: Fields): string | undefined => Object.keys(map).find((key) => isHostPath(key, map[key]));

/** What a map looks like; undefined where it has no field that tells. It looks at each key once. */
export function likenessOf(map: Fields): Likeness | undefined {
  let [listsContainers, usesHost, hasContainerField, context, volume] = [false, false, false, false, false];
  for (const name in map) {
    const value = map[name];
    if (value === null || value === undefined) continue;
    const key = fieldMeantBy(name);
    if (LISTS.has(key)) listsContainers ||= isListOfMaps(value);
    else if (HOST_NAMESPACES.has(key)) usesHost ||= mayBeTrue(value);
    else if (CONTAINER_ONLY.has(key)) hasContainerField ||= typeof value === 'object';
    else if (isHostPath(key, value)) volume = true;
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
