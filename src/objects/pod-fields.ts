import { Shape } from './shape';

// The types of the fields that controls read, so that a text where a number belongs is named once and clearly, not as many doubts.

const fields = (of: Readonly<Record<string, Shape>>): Shape => ({ fields: of });
const listOf = (shape: Shape): Shape => ({ listOf: shape });
const mapOf = (shape: Shape): Shape => ({ mapOf: shape });
const anything = fields({});

const profile = fields({ type: 'string', localhostProfile: 'string' });

const security = {
  runAsNonRoot: 'boolean', runAsUser: 'integer', runAsGroup: 'integer',
  seccompProfile: profile, appArmorProfile: profile,
  seLinuxOptions: fields({ type: 'string', user: 'string', role: 'string', level: 'string' }),
  windowsOptions: fields({ hostProcess: 'boolean' }),
} as const;

const httpGet = fields({ host: 'string', path: 'string', httpHeaders: listOf(anything) });
const tcpSocket = fields({ host: 'string' });
const exec = fields({ command: listOf('string') });
const probe = fields({ httpGet, tcpSocket, exec, initialDelaySeconds: 'integer', periodSeconds: 'integer', timeoutSeconds: 'integer' });
const hook = fields({ httpGet, tcpSocket, exec });

/** The types of a container's fields. */
export const CONTAINER_FIELDS: Shape = fields({
  name: 'string', image: 'string', imagePullPolicy: 'string', command: listOf('string'), args: listOf('string'), workingDir: 'string',
  env: listOf(fields({ name: 'string', value: 'string', valueFrom: fields({ secretKeyRef: anything, configMapKeyRef: anything }) })),
  envFrom: listOf(fields({ prefix: 'string', secretRef: anything, configMapRef: anything })),
  ports: listOf(fields({ name: 'string', containerPort: 'integer', hostPort: 'integer', hostIP: 'string', protocol: 'string' })),
  resources: fields({ requests: mapOf('quantity'), limits: mapOf('quantity') }),
  volumeMounts: listOf(fields({ name: 'string', mountPath: 'string', subPath: 'string', readOnly: 'boolean' })),
  volumeDevices: listOf(fields({ name: 'string', devicePath: 'string' })),
  livenessProbe: probe, readinessProbe: probe, startupProbe: probe,
  lifecycle: fields({ postStart: hook, preStop: hook }),
  securityContext: fields({
    ...security, privileged: 'boolean', allowPrivilegeEscalation: 'boolean', readOnlyRootFilesystem: 'boolean', procMount: 'string',
    capabilities: fields({ add: listOf('string'), drop: listOf('string') }),
  }),
});

const term = fields({ topologyKey: 'string', labelSelector: anything });

/** The types of a pod's fields, its containers left out. */
export const POD_FIELDS: Shape = fields({
  hostNetwork: 'boolean', hostPID: 'boolean', hostIPC: 'boolean', hostUsers: 'boolean', shareProcessNamespace: 'boolean',
  automountServiceAccountToken: 'boolean', enableServiceLinks: 'boolean',
  serviceAccountName: 'string', serviceAccount: 'string', restartPolicy: 'string', priorityClassName: 'string', nodeName: 'string',
  os: fields({ name: 'string' }), hostAliases: listOf(anything), imagePullSecrets: listOf(anything),
  securityContext: fields({
    ...security, fsGroup: 'integer', fsGroupChangePolicy: 'string', supplementalGroups: listOf('integer'),
    sysctls: listOf(fields({ name: 'string', value: 'string' })),
  }),
  affinity: fields({ podAntiAffinity: fields({
    requiredDuringSchedulingIgnoredDuringExecution: listOf(term),
    preferredDuringSchedulingIgnoredDuringExecution: listOf(fields({ weight: 'integer', podAffinityTerm: term })),
  }) }),
  topologySpreadConstraints: listOf(fields({ topologyKey: 'string', maxSkew: 'integer', labelSelector: anything })),
  volumes: listOf(fields({
    name: 'string', hostPath: fields({ path: 'string' }), emptyDir: fields({ sizeLimit: 'quantity', medium: 'string' }),
    secret: fields({ secretName: 'string', defaultMode: 'integer', optional: 'boolean', items: listOf(anything) }),
    configMap: fields({ name: 'string', defaultMode: 'integer', optional: 'boolean', items: listOf(anything) }),
    projected: fields({ defaultMode: 'integer', sources: listOf(anything) }),
  })),
});
