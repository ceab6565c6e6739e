import { podObject } from './pod-kinds';
import { Manifest } from '../../src/objects/manifest';
import { childPointer, isObject } from '../../src/objects/pointer';

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

/** Values of every type but that of this one. */
function othersThan(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return ['x', 7, true, {}];
  if (isObject(value)) return ['x', 7, true, []];
  return [...{ string: [7, true], boolean: ['true', 0], number: ['0', 0.5] }[typeof value as 'string'], {}, []];
}

/** The value with another one at one of its keys. */
function replaced(value: unknown, key: string, other: unknown): unknown {
  if (!Array.isArray(value)) return { ...value as object, [key]: other };
  return value.map((element: unknown, i) => (String(i) === key ? other : element));
}

/** The value with one wrong type in it, in each place. */
function variants(value: unknown, pointer: string): unknown[] {
  const isRead = !UNREAD.test(pointer) || READ_NAMES.test(pointer);
  const below = typeof value === 'object' ? Object.entries(value as object) : [];
  return [
    ...(isRead ? othersThan(value) : []),
    ...below.flatMap(([key, inner]) => variants(inner, childPointer(pointer, key)).map((other) => replaced(value, key, other))),
  ];
}

const KINDS = ['Pod', 'batch/CronJob'];

/** Pods, alone and in a template, that pass and hold every field that a check reads. */
export const wellTyped = (): Manifest[] => KINDS.map((kind) => podObject(kind, SPEC, METADATA));

/** The same pods, each with one value of a type that the API server cannot decode. */
export const wrongTypes = (): Manifest[] => KINDS.flatMap((kind) => [
  ...variants(SPEC, '/spec').map((spec) => podObject(kind, spec, METADATA)),
  ...variants(METADATA, '/metadata').map((metadata) => podObject(kind, SPEC, metadata)),
]);
