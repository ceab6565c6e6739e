import { LABEL_SELECTOR, TEXTS } from './object-fields';
import { anything, each, fields, listOf, mapOf, Shape } from './shape';

// The types of the fields that controls read, so that a text where a number belongs is named once and clearly, not as many doubts.

const profile = fields(each('string', 'type', 'localhostProfile'));

const security: Readonly<Record<string, Shape>> = {
  ...each('boolean', 'runAsNonRoot'),
  ...each('integer', 'runAsUser', 'runAsGroup'),
  ...each(profile, 'seccompProfile', 'appArmorProfile'),
  seLinuxOptions: fields(each('string', 'type', 'user', 'role', 'level')),
  windowsOptions: fields(each('boolean', 'hostProcess')),
};

const handlers: Readonly<Record<string, Shape>> = {
  httpGet: fields(each('string', 'host', 'path', 'scheme'), each('integer or string', 'port'), each(listOf(anything), 'httpHeaders')),
  tcpSocket: fields(each('string', 'host'), each('integer or string', 'port')),
  grpc: fields(each('integer', 'port'), each('string', 'service')),
  exec: fields(each(listOf('string'), 'command')),
};

const reference = fields(each('string', 'name', 'key'), each('boolean', 'optional'));

/** The types of a container's fields. */
export const CONTAINER_FIELDS: Shape = fields(
  each('string', 'name', 'image', 'imagePullPolicy', 'workingDir'),
  each(listOf('string'), 'command', 'args'),
  each(fields(handlers, each('integer', 'initialDelaySeconds', 'periodSeconds', 'timeoutSeconds')), 'livenessProbe', 'readinessProbe', 'startupProbe'),
  {
    env: listOf(fields(each('string', 'name', 'value'), each(fields(each(reference, 'secretKeyRef', 'configMapKeyRef')), 'valueFrom'))),
    envFrom: listOf(fields(each('string', 'prefix'), each(reference, 'secretRef', 'configMapRef'))),
    lifecycle: fields(each(fields(handlers), 'postStart', 'preStop')),
    ports: listOf(fields(each('string', 'name', 'hostIP', 'protocol'), each('integer', 'containerPort', 'hostPort'))),
    resources: fields(each(mapOf('quantity'), 'requests', 'limits')),
    securityContext: fields(
      security,
      each('boolean', 'privileged', 'allowPrivilegeEscalation', 'readOnlyRootFilesystem'),
      each('string', 'procMount'),
      each(fields(each(listOf('string'), 'add', 'drop')), 'capabilities'),
    ),
    volumeDevices: listOf(fields(each('string', 'name', 'devicePath'))),
    volumeMounts: listOf(fields(each('string', 'name', 'mountPath', 'subPath'), each('boolean', 'readOnly'))),
  },
);

const nodeTerm = fields(each(listOf(fields(each('string', 'key', 'operator'), each(listOf('string'), 'values'))), 'matchExpressions', 'matchFields'));
const term = fields(each('string', 'topologyKey'), each(LABEL_SELECTOR, 'labelSelector'));
const files = [each('integer', 'defaultMode'), each('boolean', 'optional'), each(listOf(anything), 'items', 'sources'), each('string', 'name', 'secretName')];

/** The types of a pod's fields, its containers left out. */
export const POD_FIELDS: Shape = fields(
  each('boolean', 'hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace', 'automountServiceAccountToken', 'enableServiceLinks'),
  each('string', 'serviceAccountName', 'serviceAccount', 'restartPolicy', 'priorityClassName', 'nodeName'),
  each(listOf(anything), 'hostAliases', 'imagePullSecrets'),
  each(TEXTS, 'nodeSelector'),
  {
    affinity: fields(each(fields(
      each(fields(each(listOf(nodeTerm), 'nodeSelectorTerms')), 'requiredDuringSchedulingIgnoredDuringExecution'),
      each(listOf(fields(each('integer', 'weight'), each(nodeTerm, 'preference'))), 'preferredDuringSchedulingIgnoredDuringExecution'),
    ), 'nodeAffinity'), each(fields(
      each(listOf(term), 'requiredDuringSchedulingIgnoredDuringExecution'),
      each(listOf(fields(each('integer', 'weight'), each(term, 'podAffinityTerm'))), 'preferredDuringSchedulingIgnoredDuringExecution'),
    ), 'podAntiAffinity')),
    os: fields(each('string', 'name')),
    securityContext: fields(
      security,
      each('integer', 'fsGroup'),
      each('string', 'fsGroupChangePolicy'),
      each(listOf('integer'), 'supplementalGroups'),
      each(listOf(fields(each('string', 'name', 'value'))), 'sysctls'),
    ),
    topologySpreadConstraints: listOf(fields(each('string', 'topologyKey'), each('integer', 'maxSkew'), each(LABEL_SELECTOR, 'labelSelector'))),
    volumes: listOf(fields(
      each('string', 'name'),
      each(fields(each('string', 'path')), 'hostPath'),
      each(fields(each('quantity', 'sizeLimit'), each('string', 'medium')), 'emptyDir'),
      each(fields(...files), 'secret', 'configMap', 'projected'),
    )),
  },
);
