import { podObject } from './pod-kinds';
import { Manifest } from '../src/objects/manifest';
import { childPointer, isObject } from '../src/objects/pointer';

const handlers = { httpGet: { port: 80, host: '' }, tcpSocket: { port: 80, host: '' } };
const shared = {
  runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' }, appArmorProfile: { type: 'RuntimeDefault' }, windowsOptions: { hostProcess: false },
  seLinuxOptions: { type: '', user: '', role: '' },
};
const container = {
  ports: [{ containerPort: 80, hostPort: 0 }], livenessProbe: handlers, readinessProbe: handlers, startupProbe: handlers,
  lifecycle: { postStart: handlers, preStop: handlers },
  securityContext: { ...shared, allowPrivilegeEscalation: false, privileged: false, procMount: 'Default', capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } },
};

/** A pod that passes, with every field that a check reads. */
const SPEC = {
  initContainers: [{ name: 'a', ...container }], containers: [{ name: 'b', ...container }], ephemeralContainers: [{ name: 'c', ...container }],
  hostNetwork: false, hostPID: false, hostIPC: false, hostUsers: true, os: { name: 'linux' },
  volumes: ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'].map((source) => ({ name: source, [source]: {} })),
  securityContext: { ...shared, sysctls: [{ name: 'net.ipv4.tcp_syncookies' }] },
};
const METADATA = { annotations: { 'container.apparmor.security.beta.kubernetes.io/a': 'runtime/default' } };

/** Fields of which no check knows anything. */
const UNREAD = /\/(port|containerPort|name)$/;
const READ_NAMES = /\/(os|sysctls\/\d+)\/name$/;

function variants(value: unknown, pointer: string): { readonly pointer: string; readonly value: unknown }[] {
  const wrong = typeof value === 'string' ? [7, true, {}, []] : typeof value === 'boolean' ? ['true', 0, {}, []] : typeof value === 'number' ? ['0', 0.5, {}, []] : ['x', 7, true];
  const own = UNREAD.test(pointer) && !READ_NAMES.test(pointer) ? [] : [...wrong, ...(Array.isArray(value) ? [{}] : isObject(value) ? [[]] : [])];
  const here = own.map((other) => ({ pointer, value: other }));
  const below = Array.isArray(value) || isObject(value) ? Object.entries(value).flatMap(([key, inner]) => variants(inner, childPointer(pointer, key)).map((variant) => {
    const copy = (Array.isArray(value) ? [...value as unknown[]] : { ...value }) as Record<string, unknown>;
    copy[key] = variant.value;
    return { pointer: variant.pointer, value: copy };
  })) : [];
  return [...here, ...below];
}

/** Pods, alone and in a template, each with one value of a type that the API server cannot decode. */
export function wrongTypes(): Manifest[] {
  return ['Pod', 'batch/CronJob'].flatMap((kind) => [
    podObject(kind, SPEC, METADATA),
    ...variants(SPEC, '/spec').map(({ value }) => podObject(kind, value, METADATA)),
    ...variants(METADATA, '/metadata').map(({ value }) => podObject(kind, SPEC, value)),
  ]);
}
