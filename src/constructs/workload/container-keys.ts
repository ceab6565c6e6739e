import { KnownKeys, knownKeys } from '../../objects/known-keys';

/** The keys of the props of a container, in cdk8s-plus-27 and in all later versions. */
export const CONTAINER_KEYS: KnownKeys = knownKeys(
  'args command envFrom envVariables image imagePullPolicy liveness name port portNumber readiness restartPolicy startup workingDir',
  'lifecycle.postStart lifecycle.preStop',
  'ports.hostIp ports.hostPort ports.name ports.number ports.protocol',
  'resources.cpu.limit resources.cpu.request resources.ephemeralStorage.limit resources.ephemeralStorage.request resources.memory.limit resources.memory.request',
  'securityContext.allowPrivilegeEscalation securityContext.capabilities.add securityContext.capabilities.drop securityContext.ensureNonRoot',
  'securityContext.group securityContext.privileged securityContext.readOnlyRootFilesystem securityContext.seccompProfile.localhostProfile',
  'securityContext.seccompProfile.type securityContext.user',
  'volumeMounts.path volumeMounts.propagation volumeMounts.readOnly volumeMounts.subPath volumeMounts.subPathExpr volumeMounts.volume',
);

/** The keys of a port of a Service. */
export const SERVICE_PORT_KEYS: KnownKeys = knownKeys('name nodePort port protocol targetPort');

/** The keys of a name for an address. */
export const HOST_ALIAS_KEYS: KnownKeys = knownKeys('hostnames ip');
