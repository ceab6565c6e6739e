import { KnownKeys, knownKeys } from '../../objects/known-keys';

const AMOUNTS = knownKeys('limit request');
const LISTS = knownKeys('add drop');
const PROFILE = knownKeys('localhostProfile type');

/** The keys of the props of a container, in cdk8s-plus-27 and in all later versions. */
export const CONTAINER_KEYS: KnownKeys = knownKeys(
  'args command envFrom envVariables image imagePullPolicy liveness name port portNumber readiness restartPolicy startup workingDir', {
    lifecycle: knownKeys('postStart preStop'),
    ports: knownKeys('hostIp hostPort name number protocol'),
    resources: knownKeys('', { cpu: AMOUNTS, ephemeralStorage: AMOUNTS, memory: AMOUNTS }),
    securityContext: knownKeys('allowPrivilegeEscalation ensureNonRoot group privileged readOnlyRootFilesystem user', {
      capabilities: LISTS, seccompProfile: PROFILE,
    }),
    volumeMounts: knownKeys('path propagation readOnly subPath subPathExpr volume'),
  },
);

/** The keys of a port of a Service. */
export const SERVICE_PORT_KEYS: KnownKeys = knownKeys('name nodePort port protocol targetPort');

/** The keys of a name for an address. */
export const HOST_ALIAS_KEYS: KnownKeys = knownKeys('hostnames ip');
