/**
 * The names of all controls, once and for ever.
 *
 * An id is a promise: it is the file name, the documentation page, the waiver key and the admission policy name of its control. It is never
 * reused; a renamed control keeps its old id in `aliases`. Severity is what a reviewer does: `error` blocks the change, `warning` comments.
 * Rows whose control is still to come carry the work package that brings it.
 */

/** The annotation that waives one control on one object: `waive.cdk8s-hardened.dev/<control-id>`. Permanent. */
export const WAIVER_ANNOTATION_PREFIX = 'waive.cdk8s-hardened.dev/';

/** What a violation means to a reviewer: `error` blocks, `warning` comments. */
export type SeverityName = 'error' | 'warning';

/** Where the requirement comes from. */
export type Standard =
  | 'pod-security-baseline' | 'pod-security-restricted' // https://kubernetes.io/docs/concepts/security/pod-security-standards/
  | 'rbac-good-practices' // https://kubernetes.io/docs/concepts/security/rbac-good-practices/
  | 'nsa-cisa' // Kubernetes Hardening Guidance 1.2
  | 'cis' // CIS Kubernetes Benchmark
  | 'kubernetes-api' // what the API server itself demands or silently ignores
  | 'availability'
  | 'own';

/** The folders below `src/controls` that hold controls, with their titles, in the order of the documentation. */
export const FAMILIES = {
  'pod-security': 'Pod Security Standards',
  'workload': 'Workloads',
  'images': 'Images',
  'secrets': 'Secrets',
  'network': 'Network',
  'namespace': 'Namespaces',
  'rbac': 'RBAC',
  'cluster': 'Cluster-level files',
  'waivers': 'Waivers',
} as const;

/** The folder below `src/controls` that holds the control. */
export type Family = keyof typeof FAMILIES;

/** One row of the vocabulary. */
export interface VocabularyEntry {
  readonly family: Family;
  readonly severity: SeverityName;
  readonly standard: Standard;
  /** The work package that brings the control: A (constructs) to I. */
  readonly work: string;
  /** Former and foreign names that resolve to this id in waivers, profiles and on the command line. */
  readonly aliases: readonly string[];
  /** False where no exception can be right. */
  readonly waivable: boolean;
  /** True where the control is judged only when a profile gives it a severity. */
  readonly optIn: boolean;
}

interface Marks { readonly was?: readonly string[]; readonly optIn?: true; readonly unwaivable?: true }

const row = (family: Family, severity: SeverityName, standard: Standard, work: string, marks: Marks = {}): VocabularyEntry => ({
  family, severity, standard, work, aliases: marks.was ?? [], waivable: !marks.unwaivable, optIn: marks.optIn ?? false,
});

const ps = 'pod-security', base = 'pod-security-baseline', restr = 'pod-security-restricted', good = 'rbac-good-practices', api = 'kubernetes-api', avail = 'availability';

/** Every control id, in the order in which reports list them. */
export const VOCABULARY = {
  // Pod Security Standards
  'no-host-namespaces': row(ps, 'error', base, 'A'),
  'no-privileged': row(ps, 'error', base, 'A'),
  'no-added-capabilities': row(ps, 'error', base, 'A'),
  'drop-all-capabilities': row(ps, 'error', restr, 'A'),
  'no-host-path': row(ps, 'error', base, 'A'),
  'no-host-ports': row(ps, 'error', base, 'A'),
  'apparmor-profile': row(ps, 'error', base, 'A'),
  'selinux-options': row(ps, 'error', base, 'A'),
  'proc-mount-default': row(ps, 'error', base, 'A'),
  'seccomp-profile': row(ps, 'error', restr, 'A', { was: ['seccomp-runtime-default'] }),
  'safe-sysctls': row(ps, 'error', base, 'A'),
  'no-windows-host-process': row(ps, 'error', base, 'A'),
  'no-probe-host': row(ps, 'error', base, 'A'),
  'restricted-volume-types': row(ps, 'error', restr, 'A'),
  'no-privilege-escalation': row(ps, 'error', restr, 'A'),
  'run-as-non-root': row(ps, 'error', restr, 'A', { was: ['security-context-present'] }),

  // Workloads
  'read-only-root-filesystem': row('workload', 'error', 'nsa-cisa', 'A', { was: ['read-only-root-fs'] }),
  'high-uid-gid': row('workload', 'warning', 'own', 'A'),
  'no-root-group': row('workload', 'warning', 'own', 'A'),
  'fs-group': row('workload', 'warning', 'cis', 'A', { optIn: true }),
  'no-sensitive-host-path': row('workload', 'error', 'nsa-cisa', 'B', { was: ['sensitive-host-path'] }),
  'no-runtime-socket': row('workload', 'error', 'nsa-cisa', 'B'),
  'user-namespace': row('workload', 'warning', 'own', 'A', { optIn: true }),
  'no-host-aliases': row('workload', 'warning', 'own', 'A'),
  'no-privileged-container-port': row('workload', 'warning', 'own', 'A'),
  'no-ssh-port': row('workload', 'warning', 'nsa-cisa', 'B'),
  'no-sudo-entrypoint': row('workload', 'warning', 'nsa-cisa', 'B'),
  'no-shell-probes': row('workload', 'warning', 'own', 'E', { was: ['no-exec-probe-shell'] }),
  'no-service-account-token': row('workload', 'warning', 'cis', 'A', { was: ['no-sa-token-automount'] }),
  'dedicated-service-account': row('workload', 'warning', 'cis', 'A'),
  'no-service-links': row('workload', 'warning', 'own', 'A'),
  'cpu-request': row('workload', 'warning', 'nsa-cisa', 'A'),
  'memory-request': row('workload', 'warning', 'nsa-cisa', 'A'),
  'cpu-limit': row('workload', 'warning', 'nsa-cisa', 'A'),
  'memory-limit': row('workload', 'warning', 'nsa-cisa', 'A'),
  'ephemeral-storage': row('workload', 'warning', 'own', 'A'),
  'empty-dir-size-limit': row('workload', 'warning', 'own', 'A'),
  'liveness-probe': row('workload', 'warning', avail, 'A'),
  'readiness-probe': row('workload', 'warning', avail, 'A'),
  'probes-different': row('workload', 'warning', avail, 'B'),
  'probe-port-exposed': row('workload', 'warning', avail, 'B'),
  'min-replicas': row('workload', 'warning', avail, 'B'),
  'pod-anti-affinity': row('workload', 'warning', avail, 'A'),
  'topology-spread': row('workload', 'warning', avail, 'A'),
  'pdb-present': row('workload', 'warning', avail, 'A'),
  'pdb-allows-eviction': row('workload', 'warning', avail, 'B'),
  'pdb-unhealthy-eviction': row('workload', 'warning', avail, 'A'),
  'pdb-below-hpa-minimum': row('workload', 'warning', avail, 'B', { was: ['pdb-min-available-vs-hpa'] }),
  'hpa-min-replicas': row('workload', 'warning', avail, 'B'),
  'hpa-no-static-replicas': row('workload', 'warning', avail, 'B'),
  'hpa-has-target': row('workload', 'warning', api, 'B', { was: ['hpa-dangling'] }),
  'rolling-update': row('workload', 'warning', avail, 'A'),
  'restart-policy-explicit': row('workload', 'warning', avail, 'B', { optIn: true }),
  'job-ttl': row('workload', 'warning', avail, 'B'),
  'cronjob-deadline': row('workload', 'warning', avail, 'B'),
  'node-affinity': row('workload', 'warning', avail, 'B', { optIn: true }),
  'ndots': row('workload', 'warning', avail, 'B', { optIn: true }),
  'priority-class': row('workload', 'warning', avail, 'B', { optIn: true }),
  'labels-recommended': row('workload', 'warning', 'own', 'B', { optIn: true }),
  'required-labels': row('workload', 'warning', 'own', 'A', { was: ['label-owner'] }),
  'annotation-email': row('workload', 'warning', 'own', 'B', { optIn: true }),
  'duplicate-env': row('workload', 'warning', api, 'B'),
  'selector-matches-template': row('workload', 'error', api, 'B', { was: ['selector-mismatch'], unwaivable: true }),
  'no-bare-pod': row('workload', 'warning', avail, 'B', { was: ['bare-pod'] }),
  'stable-api-version': row('workload', 'error', api, 'B', { was: ['stable-api'] }),
  'statefulset-service-name': row('workload', 'warning', api, 'B'),
  'env-reference-exists': row('workload', 'warning', api, 'B', { optIn: true }),
  'valid-manifest': row('workload', 'error', api, 'A', { was: ['schema'], unwaivable: true }),

  // Images
  'valid-image-reference': row('images', 'error', api, 'A', { unwaivable: true }),
  'image-tag-pinned': row('images', 'warning', 'nsa-cisa', 'A', { was: ['no-latest-tag'] }),
  'image-digest': row('images', 'warning', 'own', 'A'),
  'image-pull-policy-always': row('images', 'warning', 'own', 'A'),
  'trusted-registry': row('images', 'warning', 'nsa-cisa', 'A', { was: ['image-registry-allowed'] }),
  'no-deprecated-registry': row('images', 'warning', 'own', 'B', { was: ['deprecated-registry'] }),
  'no-known-vulnerabilities': row('images', 'error', 'nsa-cisa', 'E'),
  'no-shell-in-image': row('images', 'warning', 'nsa-cisa', 'E'),
  'no-package-manager-in-image': row('images', 'warning', 'nsa-cisa', 'E'),

  // Secrets
  'no-secrets-in-environment': row('secrets', 'error', 'cis', 'A', { was: ['no-secret-env'] }),
  'no-literal-secrets-in-environment': row('secrets', 'error', 'nsa-cisa', 'A', { was: ['no-literal-secret-env'] }),
  'no-secrets-in-config-map': row('secrets', 'error', 'nsa-cisa', 'B', { was: ['no-secret-in-configmap'] }),
  'no-literal-secrets': row('secrets', 'error', 'nsa-cisa', 'A', { was: ['no-literal-secret-object'] }),
  'secret-volume-read-only': row('secrets', 'warning', 'own', 'A'),
  'no-long-lived-service-account-token': row('secrets', 'error', 'cis', 'A', { was: ['no-long-lived-sa-token'] }),
  'mounts-secret': row('secrets', 'warning', 'own', 'B', { optIn: true }),
  'mounts-configmap': row('secrets', 'warning', 'own', 'B', { optIn: true }),
  'mounts-pvc': row('secrets', 'warning', 'own', 'B', { optIn: true }),
  'cluster-secret-store-scoped': row('secrets', 'warning', 'own', 'E'),

  // Network
  'namespace-default-deny': row('network', 'warning', 'cis', 'A', { was: ['namespace-network-policy'] }),
  'workload-has-network-policy': row('network', 'warning', 'nsa-cisa', 'A', { was: ['pod-network-isolated'] }),
  'network-policy-selects-pods': row('network', 'warning', api, 'B', { was: ['network-policy-dangling'] }),
  'no-allow-all-network-policy': row('network', 'warning', 'nsa-cisa', 'B', { was: ['network-policy-allow-all'] }),
  'egress-metadata-service': row('network', 'warning', 'nsa-cisa', 'E'),
  'no-node-port': row('network', 'warning', 'own', 'B'),
  'no-load-balancer': row('network', 'warning', 'own', 'B'),
  'no-external-ips': row('network', 'error', 'own', 'B'),
  'service-selects-pods': row('network', 'warning', api, 'B', { was: ['service-dangling'] }),
  'service-target-port': row('network', 'warning', api, 'B'),
  'ingress-tls': row('network', 'warning', 'nsa-cisa', 'B'),
  'ingress-host-explicit': row('network', 'warning', 'own', 'B'),
  'ingress-has-backend': row('network', 'warning', api, 'B', { was: ['ingress-dangling'] }),
  'no-ingress-snippet': row('network', 'error', 'own', 'B', { was: ['ingress-snippet'] }),
  'gateway-route-has-backend': row('network', 'warning', api, 'B', { was: ['gateway-route-dangling'] }),

  // Namespaces
  'namespace-pod-security-labels': row('namespace', 'warning', 'cis', 'A', { was: ['namespace-pss-enforce'] }),
  'no-default-namespace': row('namespace', 'warning', 'cis', 'A'),
  'no-kube-system': row('namespace', 'warning', 'cis', 'B'),
  'namespace-quota': row('namespace', 'warning', 'nsa-cisa', 'A'),
  'namespace-limit-range': row('namespace', 'warning', 'nsa-cisa', 'A'),
  'quota-covers-need': row('namespace', 'warning', avail, 'A'),

  // RBAC
  'rbac-no-wildcard-verbs': row('rbac', 'error', good, 'A', { was: ['rbac-wildcard-verbs'] }),
  'rbac-no-wildcard-resources': row('rbac', 'error', good, 'A', { was: ['rbac-wildcard-resources'] }),
  'rbac-no-wildcard-api-groups': row('rbac', 'error', good, 'A', { was: ['rbac-wildcard-apigroups'] }),
  'rbac-no-cluster-admin': row('rbac', 'error', good, 'A', { was: ['rbac-cluster-admin'] }),
  'rbac-no-secrets-read': row('rbac', 'error', good, 'A', { was: ['rbac-secrets-read'] }),
  'rbac-no-escalation-verbs': row('rbac', 'error', good, 'A', { was: ['rbac-escalate-bind-impersonate'] }),
  'rbac-no-pod-exec': row('rbac', 'error', good, 'A', { was: ['rbac-pods-exec-attach'] }),
  'rbac-no-port-forward': row('rbac', 'warning', good, 'A', { was: ['rbac-port-forward'] }),
  'rbac-no-node-proxy': row('rbac', 'error', good, 'A', { was: ['rbac-nodes-proxy'] }),
  'rbac-no-workload-creation': row('rbac', 'error', good, 'A', { was: ['rbac-create-workloads'] }),
  'rbac-no-token-request': row('rbac', 'error', good, 'A', { was: ['rbac-token-request'] }),
  'rbac-no-webhook-configuration': row('rbac', 'error', good, 'A', { was: ['rbac-webhook-config'] }),
  'rbac-no-csr-approval': row('rbac', 'error', good, 'A', { was: ['rbac-csr-approve'] }),
  'rbac-no-persistent-volume-creation': row('rbac', 'error', good, 'A', { was: ['rbac-create-pv'] }),
  'rbac-no-default-service-account': row('rbac', 'error', 'cis', 'A', { was: ['rbac-default-sa-binding'] }),
  'rbac-no-anonymous': row('rbac', 'error', good, 'A', { was: ['rbac-anonymous'], unwaivable: true }),
  'rbac-no-system-masters': row('rbac', 'error', good, 'A', { was: ['rbac-masters'], unwaivable: true }),
  'rbac-no-authenticated-group': row('rbac', 'error', good, 'A', { was: ['rbac-authenticated'] }),
  'rbac-no-log-tampering': row('rbac', 'warning', 'own', 'B', { was: ['rbac-delete-logs-events'] }),
  'rbac-no-configmap-write': row('rbac', 'warning', 'own', 'B', { was: ['rbac-configmap-write'] }),
  'rbac-no-network-write': row('rbac', 'warning', 'own', 'B', { was: ['rbac-network-write'] }),
  'rbac-no-service-status-write': row('rbac', 'warning', 'own', 'B', { was: ['rbac-services-status'] }),
  'rbac-no-endpoints-write': row('rbac', 'warning', 'own', 'B', { was: ['rbac-endpoints-edit'] }),
  'rbac-no-admission-policy-write': row('rbac', 'error', 'own', 'L'),
  'rbac-no-namespace-write': row('rbac', 'error', good, 'L'),
  'rbac-no-node-write': row('rbac', 'error', 'own', 'L'),
  'rbac-no-api-service-write': row('rbac', 'error', 'own', 'L'),
  'rbac-no-crd-write': row('rbac', 'error', 'own', 'L'),
  'rbac-no-trust-bundle-write': row('rbac', 'error', 'own', 'L'),
  'rbac-no-cluster-config-write': row('rbac', 'error', 'own', 'L'),
  'rbac-no-debug-urls': row('rbac', 'error', 'own', 'L'),
  'rbac-no-delivery-write': row('rbac', 'error', 'own', 'L'),
  'rbac-no-security-context-constraints': row('rbac', 'error', 'own', 'L'),
  'rbac-no-unsafe-deletion': row('rbac', 'error', 'own', 'L'),
  'rbac-no-broad-aggregation': row('rbac', 'error', good, 'L'),
  'rbac-no-powerful-built-in-role': row('rbac', 'error', good, 'L'),
  'rbac-no-user-facing-role': row('rbac', 'warning', good, 'L'),
  'rbac-no-role-write': row('rbac', 'warning', 'own', 'L'),
  'rbac-no-secrets-write': row('rbac', 'warning', 'own', 'L'),
  'rbac-no-service-proxy': row('rbac', 'warning', 'own', 'L'),
  'rbac-no-pod-binding': row('rbac', 'warning', 'own', 'L'),
  'rbac-no-pod-status-write': row('rbac', 'warning', 'own', 'L'),
  'rbac-no-persistent-volume-write': row('rbac', 'warning', 'own', 'L'),
  'rbac-no-storage-write': row('rbac', 'warning', 'own', 'L'),
  'rbac-no-device-write': row('rbac', 'warning', 'own', 'L'),
  'rbac-no-runtime-class-write': row('rbac', 'warning', 'own', 'L'),
  'rbac-no-priority-write': row('rbac', 'warning', 'own', 'L'),
  'rbac-no-quota-write': row('rbac', 'warning', good, 'L'),
  'rbac-no-named-create': row('rbac', 'error', api, 'A', { unwaivable: true }),
  'rbac-subject-namespace': row('rbac', 'error', api, 'A', { unwaivable: true }),
  'no-powerful-service-account': row('rbac', 'warning', good, 'B', { was: ['workload-has-powerful-sa'] }),

  // Cluster-level files
  'supported-kubernetes-version': row('cluster', 'warning', 'own', 'F'),
  'etcd-mutual-tls': row('cluster', 'error', 'cis', 'F'),
  'etcd-client-certificates': row('cluster', 'error', 'cis', 'F'),
  'kubelet-no-anonymous': row('cluster', 'error', 'cis', 'F'),
  'kubelet-webhook-authorization': row('cluster', 'error', 'cis', 'F'),
  'kubelet-read-only-port-closed': row('cluster', 'error', 'cis', 'F'),
  'kubelet-certificate-rotation': row('cluster', 'warning', 'cis', 'F'),
  'kubelet-protects-kernel-defaults': row('cluster', 'warning', 'cis', 'F'),
  'kubelet-pod-pid-limit': row('cluster', 'warning', 'own', 'F'),
  'encryption-identity-last': row('cluster', 'error', 'cis', 'F'),
  'encryption-covers-secrets': row('cluster', 'error', 'cis', 'F'),
  'audit-policy-no-secret-bodies': row('cluster', 'error', 'own', 'F'),
  'audit-policy-covers-requests': row('cluster', 'warning', 'cis', 'F'),
  'authentication-no-anonymous': row('cluster', 'error', 'cis', 'F'),
  'authentication-multi-factor': row('cluster', 'warning', 'own', 'F'),
  'authentication-claims-validated': row('cluster', 'error', 'own', 'F'),
  'bootstrap-token-expires': row('cluster', 'error', 'cis', 'F'),
  'dashboard-behind-authentication': row('cluster', 'error', 'own', 'G'),
  'dashboard-no-cluster-admin': row('cluster', 'error', 'own', 'G'),

  // Waivers are judged too
  'waiver-invalid': row('waivers', 'error', 'own', 'B', { unwaivable: true }),
  'waiver-expired': row('waivers', 'error', 'own', 'B', { unwaivable: true }),
  'waiver-unused': row('waivers', 'warning', 'own', 'A', { unwaivable: true }),
  'waiver-not-allowed': row('waivers', 'error', 'own', 'A', { unwaivable: true }),
} as const satisfies Record<string, VocabularyEntry>;

/** The id of a control. */
export type ControlId = keyof typeof VOCABULARY;

const BY_ANY_NAME: ReadonlyMap<string, ControlId> = new Map(
  (Object.entries(VOCABULARY) as [ControlId, VocabularyEntry][]).flatMap(([id, entry]) => [id, ...entry.aliases].map((name) => [name, id] as const)),
);

/** The id that a name stands for, be it an id or an alias; undefined for an unknown name. */
export function resolveControlId(name: string): ControlId | undefined {
  return BY_ANY_NAME.get(name);
}
