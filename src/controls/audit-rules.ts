/** The parts of an audit policy, in the order in which they must stand: the first rule that matches a request decides. */
export const AUDIT_STAGES = ['payloads', 'connections', 'privileges', 'noise', 'writes', 'rest'] as const;

/** A part of an audit policy. */
export type AuditStage = (typeof AUDIT_STAGES)[number];

/** A rule as it stands in the file. */
export type AuditRuleFields = Readonly<Record<string, unknown>>;

const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];
/** All but deletions, which hide traces. */
const UPKEEP = ['get', 'list', 'watch', 'create', 'update', 'patch'];

/** The objects and reviews whose content is a credential. Their bodies belong into no log. */
export const SECRET_BODIES: readonly { readonly group: string; readonly resource: string }[] = [
  { group: '', resource: 'secrets' },
  { group: '', resource: 'configmaps' },
  { group: '', resource: 'serviceaccounts/token' },
  { group: 'authentication.k8s.io', resource: 'tokenreviews' },
];

/** Ways into a running container or past the API server. https://kubernetes.io/docs/concepts/security/rbac-good-practices/ */
export const CONNECTIONS = ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'pods/ephemeralcontainers', 'services/proxy', 'nodes/proxy'];

/** Groups whose objects decide what others may do. */
const PRIVILEGE_GROUPS = [
  'rbac.authorization.k8s.io', 'admissionregistration.k8s.io', 'certificates.k8s.io', 'apiregistration.k8s.io', 'apiextensions.k8s.io', 'networking.k8s.io', 'policy',
];

const core = (...resources: string[]) => [{ group: '', resources }];

/**
 * A policy that records who did what without the content of secrets, and leaves out what components do all the time.
 *
 * @see https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
 */
export const AUDIT_RULES: Readonly<Record<AuditStage, readonly AuditRuleFields[]>> = {
  payloads: [{
    level: 'Metadata',
    resources: [
      ...core(...SECRET_BODIES.filter(({ group }) => group === '').map(({ resource }) => resource)),
      { group: 'authentication.k8s.io', resources: ['tokenreviews'] }, { group: 'external-secrets.io' }, { group: 'bitnami.com', resources: ['sealedsecrets'] },
    ],
  }],
  connections: [{ level: 'Request', resources: core(...CONNECTIONS) }],
  privileges: [{ level: 'RequestResponse', verbs: WRITES, resources: PRIVILEGE_GROUPS.map((group) => ({ group })) }],
  noise: [
    { level: 'None', users: ['system:kube-proxy'], verbs: ['watch'], resources: [...core('endpoints', 'services', 'services/status'), { group: 'discovery.k8s.io', resources: ['endpointslices'] }] },
    { level: 'None', userGroups: ['system:nodes'], verbs: ['get'], resources: core('nodes', 'nodes/status') },
    { level: 'None', users: ['system:kube-controller-manager', 'system:kube-scheduler'], verbs: ['get', 'list'], resources: [{ group: 'metrics.k8s.io' }] },
    { level: 'None', verbs: UPKEEP, resources: [{ group: 'coordination.k8s.io', resources: ['leases'] }] },
    { level: 'None', verbs: UPKEEP, resources: [...core('events'), { group: 'events.k8s.io', resources: ['events'] }] },
    { level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/version', '/openapi*'] },
    { level: 'Metadata', userGroups: ['system:nodes'], verbs: ['update', 'patch'], resources: core('nodes/status', 'pods/status') },
  ],
  writes: [{ level: 'Request', verbs: WRITES, resources: ['', 'apps', 'batch', 'autoscaling'].map((group) => ({ group })) }],
  rest: [{ level: 'Metadata' }],
};
