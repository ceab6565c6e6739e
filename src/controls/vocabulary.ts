/**
 * The names of all controls, once and for ever.
 *
 * An id is a promise: it is the file name, the documentation page, the waiver key and the admission policy name of its control. It is never
 * reused; a renamed control keeps its old id in `aliases`. Severity is what a reviewer does: `error` blocks the change, `warning` comments.
 * Some rows name controls that are still to come.
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
  'control-plane': 'Control plane',
  'nodes': 'Nodes',
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
  /** Former and foreign names that resolve to this id in waivers, profiles and on the command line. */
  readonly aliases: readonly string[];
  /** False where no exception can be right. */
  readonly waivable: boolean;
  /** True where the control is judged only when a profile gives it a severity. */
  readonly optIn: boolean;
}

interface Marks { readonly was?: readonly string[]; readonly optIn?: true; readonly unwaivable?: true }

const row = (family: Family, severity: SeverityName, standard: Standard, marks: Marks = {}): VocabularyEntry => ({
  family, severity, standard, aliases: marks.was ?? [], waivable: !marks.unwaivable, optIn: marks.optIn ?? false,
});

const ps = 'pod-security', base = 'pod-security-baseline', restr = 'pod-security-restricted', good = 'rbac-good-practices', api = 'kubernetes-api', avail = 'availability';

/** Every control id, in the order in which reports list them. */
export const VOCABULARY = {
  // Pod Security Standards
  'no-host-namespaces': row(ps, 'error', base),
  'no-privileged': row(ps, 'error', base),
  'no-added-capabilities': row(ps, 'error', base),
  'drop-all-capabilities': row(ps, 'error', restr),
  'no-host-path': row(ps, 'error', base),
  'no-host-ports': row(ps, 'error', base),
  'apparmor-profile': row(ps, 'error', base),
  'selinux-options': row(ps, 'error', base),
  'proc-mount-default': row(ps, 'error', base),
  'seccomp-profile': row(ps, 'error', restr, { was: ['seccomp-runtime-default'] }),
  'safe-sysctls': row(ps, 'error', base),
  'no-windows-host-process': row(ps, 'error', base),
  'no-probe-host': row(ps, 'error', base),
  'restricted-volume-types': row(ps, 'error', restr),
  'no-privilege-escalation': row(ps, 'error', restr),
  'run-as-non-root': row(ps, 'error', restr, { was: ['security-context-present'] }),

  // Workloads
  'read-only-root-filesystem': row('workload', 'error', 'nsa-cisa', { was: ['read-only-root-fs'] }),
  'high-uid-gid': row('workload', 'warning', 'own'),
  'no-root-group': row('workload', 'warning', 'own'),
  'fs-group': row('workload', 'warning', 'cis', { optIn: true }),
  'no-sensitive-host-path': row('workload', 'error', 'nsa-cisa', { was: ['sensitive-host-path'] }),
  'persistent-volume-no-host-path': row('workload', 'error', 'own'),
  'claim-no-host-path': row('workload', 'error', 'own'),
  'no-device-admin-access': row('workload', 'error', 'own'),
  'no-runtime-socket': row('workload', 'error', 'nsa-cisa'),
  'user-namespace': row('workload', 'warning', 'own', { optIn: true }),
  'no-host-aliases': row('workload', 'warning', 'own'),
  'no-privileged-container-port': row('workload', 'warning', 'own'),
  'no-ssh-port': row('workload', 'warning', 'nsa-cisa'),
  'no-sudo-entrypoint': row('workload', 'warning', 'nsa-cisa'),
  'no-shell-probes': row('workload', 'warning', 'own', { was: ['no-exec-probe-shell'] }),
  'no-service-account-token': row('workload', 'warning', 'cis', { was: ['no-sa-token-automount'] }),
  'dedicated-service-account': row('workload', 'warning', 'cis'),
  'no-service-links': row('workload', 'warning', 'own'),
  'cpu-request': row('workload', 'warning', 'nsa-cisa'),
  'memory-request': row('workload', 'warning', 'nsa-cisa'),
  'cpu-limit': row('workload', 'warning', 'nsa-cisa'),
  'memory-limit': row('workload', 'warning', 'nsa-cisa'),
  'ephemeral-storage': row('workload', 'warning', 'own'),
  'empty-dir-size-limit': row('workload', 'warning', 'own'),
  'volumes-within-ephemeral-storage': row('workload', 'warning', avail),
  'no-conflicting-mounts': row('workload', 'warning', avail),
  'unique-container-ports': row('workload', 'warning', avail),
  'liveness-probe': row('workload', 'warning', avail),
  'readiness-probe': row('workload', 'warning', avail),
  'probes-different': row('workload', 'warning', avail),
  'probe-port-exposed': row('workload', 'warning', avail),
  'min-replicas': row('workload', 'warning', avail),
  'pod-anti-affinity': row('workload', 'warning', avail),
  'topology-spread': row('workload', 'warning', avail),
  'pdb-present': row('workload', 'warning', avail),
  'pdb-allows-eviction': row('workload', 'warning', avail),
  'pdb-unhealthy-eviction': row('workload', 'warning', avail),
  'one-pdb-per-pod': row('workload', 'warning', avail),
  'pdb-below-hpa-minimum': row('workload', 'warning', avail, { was: ['pdb-min-available-vs-hpa'] }),
  'hpa-min-replicas': row('workload', 'warning', avail),
  'hpa-no-static-replicas': row('workload', 'warning', avail),
  'hpa-resource-requested': row('workload', 'warning', avail),
  'hpa-has-target': row('workload', 'warning', api, { was: ['hpa-dangling'] }),
  'rolling-update': row('workload', 'warning', avail),
  'restart-policy-explicit': row('workload', 'warning', avail, { optIn: true }),
  'job-ttl': row('workload', 'warning', avail),
  'cronjob-deadline': row('workload', 'warning', avail),
  'node-affinity': row('workload', 'warning', avail, { optIn: true }),
  'ndots': row('workload', 'warning', avail, { optIn: true }),
  'priority-class': row('workload', 'warning', avail, { optIn: true }),
  'labels-recommended': row('workload', 'warning', 'own', { optIn: true }),
  'required-labels': row('workload', 'warning', 'own', { was: ['label-owner'] }),
  'annotation-email': row('workload', 'warning', 'own', { optIn: true }),
  'duplicate-env': row('workload', 'warning', api),
  'disjoint-selectors': row('workload', 'warning', avail),
  'selector-matches-template': row('workload', 'error', api, { was: ['selector-mismatch'], unwaivable: true }),
  'no-bare-pod': row('workload', 'warning', avail, { was: ['bare-pod'] }),
  'stable-api-version': row('workload', 'error', api, { was: ['stable-api'] }),
  'statefulset-service-name': row('workload', 'warning', api),
  'statefulset-has-service': row('workload', 'warning', api),
  'no-misspelled-reference': row('workload', 'warning', api),
  'referenced-key-exists': row('workload', 'warning', api),
  'claim-mode-fits-replicas': row('workload', 'warning', avail),
  'env-reference-exists': row('workload', 'warning', api, { optIn: true }),
  'valid-manifest': row('workload', 'error', api, { was: ['schema'], unwaivable: true }),

  // Images
  'valid-image-reference': row('images', 'error', api, { unwaivable: true }),
  'image-tag-pinned': row('images', 'warning', 'nsa-cisa', { was: ['no-latest-tag'] }),
  'image-digest': row('images', 'warning', 'own'),
  'image-pull-policy-always': row('images', 'warning', 'own'),
  'trusted-registry': row('images', 'warning', 'nsa-cisa', { was: ['image-registry-allowed'] }),
  'no-deprecated-registry': row('images', 'warning', 'own', { was: ['deprecated-registry'] }),
  'image-needs-met': row('images', 'warning', 'own'),
  'no-known-vulnerabilities': row('images', 'error', 'nsa-cisa'),
  'scan-report-by-digest': row('images', 'warning', 'own'),
  'no-shell-in-image': row('images', 'warning', 'nsa-cisa'),
  'no-package-manager-in-image': row('images', 'warning', 'nsa-cisa'),

  // Secrets
  'no-secrets-in-environment': row('secrets', 'error', 'cis', { was: ['no-secret-env'] }),
  'no-literal-secrets-in-environment': row('secrets', 'error', 'nsa-cisa', { was: ['no-literal-secret-env'] }),
  'no-secrets-in-config-map': row('secrets', 'error', 'nsa-cisa', { was: ['no-secret-in-configmap'] }),
  'no-literal-secrets': row('secrets', 'error', 'nsa-cisa', { was: ['no-literal-secret-object'] }),
  'no-literals-in-secret-sources': row('secrets', 'error', 'nsa-cisa'),
  'no-literal-secrets-in-custom-resources': row('secrets', 'error', 'nsa-cisa'),
  'sealed-secret-strict-scope': row('secrets', 'error', 'own'),
  'secret-volume-read-only': row('secrets', 'warning', 'own'),
  'no-long-lived-service-account-token': row('secrets', 'error', 'cis', { was: ['no-long-lived-sa-token'] }),
  'external-secret-refreshed': row('secrets', 'warning', 'own'),
  'csi-driver-token-audience': row('secrets', 'warning', 'own'),
  'certificate-renewed': row('secrets', 'warning', 'own'),
  'mounts-secret': row('secrets', 'warning', 'own', { optIn: true }),
  'mounts-configmap': row('secrets', 'warning', 'own', { optIn: true }),
  'mounts-pvc': row('secrets', 'warning', 'own', { optIn: true }),
  'cluster-secret-store-scoped': row('secrets', 'warning', 'own'),

  // Network
  'namespace-default-deny': row('network', 'warning', 'cis', { was: ['namespace-network-policy'] }),
  'workload-has-network-policy': row('network', 'warning', 'nsa-cisa', { was: ['pod-network-isolated'] }),
  'network-policy-selects-pods': row('network', 'warning', api, { was: ['network-policy-dangling'] }),
  'network-policy-rules-in-force': row('network', 'warning', api),
  'network-policy-exceptions-in-force': row('network', 'warning', api),
  'network-policy-rule-usable': row('network', 'warning', api),
  'no-allow-all-network-policy': row('network', 'warning', 'nsa-cisa', { was: ['network-policy-allow-all'] }),
  'egress-metadata-service': row('network', 'warning', 'nsa-cisa'),
  'no-node-port': row('network', 'warning', 'own'),
  'no-load-balancer': row('network', 'warning', 'own'),
  'load-balancer-source-ranges': row('network', 'warning', 'own'),
  'no-external-ips': row('network', 'error', 'own'),
  'endpoints-no-metadata-service': row('network', 'error', 'own'),
  'api-service-verifies-tls': row('network', 'warning', 'own'),
  'service-selects-pods': row('network', 'warning', api, { was: ['service-dangling'] }),
  'service-target-port': row('network', 'warning', api),
  'ingress-tls': row('network', 'warning', 'nsa-cisa'),
  'ingress-host-explicit': row('network', 'warning', 'own'),
  'ingress-paths-unique': row('network', 'warning', avail),
  'ingress-has-backend': row('network', 'warning', api, { was: ['ingress-dangling'] }),
  'no-ingress-snippet': row('network', 'error', 'own', { was: ['ingress-snippet'] }),
  'gateway-route-has-backend': row('network', 'warning', api, { was: ['gateway-route-dangling'] }),
  'gateway-route-tls': row('network', 'warning', 'nsa-cisa'),
  'dashboard-behind-proxy': row('network', 'warning', 'own'),
  'published-workload-reachable': row('network', 'warning', avail),
  'monitor-port-exists': row('network', 'warning', avail),

  // Namespaces
  'namespace-pod-security-level': row('namespace', 'error', 'cis'),
  'namespace-pod-security-labels': row('namespace', 'warning', 'cis', { was: ['namespace-pss-enforce'] }),
  'no-default-namespace': row('namespace', 'warning', 'cis'),
  'no-kube-system': row('namespace', 'warning', 'cis'),
  'namespace-quota': row('namespace', 'warning', 'nsa-cisa'),
  'namespace-limit-range': row('namespace', 'warning', 'nsa-cisa'),
  'limit-range-allows-pods': row('namespace', 'warning', avail),
  'quota-covers-need': row('namespace', 'warning', avail),

  // RBAC
  'rbac-no-wildcard-verbs': row('rbac', 'error', good, { was: ['rbac-wildcard-verbs'] }),
  'rbac-no-wildcard-resources': row('rbac', 'error', good, { was: ['rbac-wildcard-resources'] }),
  'rbac-no-wildcard-api-groups': row('rbac', 'error', good, { was: ['rbac-wildcard-apigroups'] }),
  'rbac-no-cluster-admin': row('rbac', 'error', good, { was: ['rbac-cluster-admin'] }),
  'rbac-no-secrets-read': row('rbac', 'error', good, { was: ['rbac-secrets-read'] }),
  'rbac-no-escalation-verbs': row('rbac', 'error', good, { was: ['rbac-escalate-bind-impersonate'] }),
  'rbac-no-pod-exec': row('rbac', 'error', good, { was: ['rbac-pods-exec-attach'] }),
  'rbac-no-port-forward': row('rbac', 'warning', good, { was: ['rbac-port-forward'] }),
  'rbac-no-node-proxy': row('rbac', 'error', good, { was: ['rbac-nodes-proxy'] }),
  'rbac-no-workload-creation': row('rbac', 'error', good, { was: ['rbac-create-workloads'] }),
  'rbac-no-token-request': row('rbac', 'error', good, { was: ['rbac-token-request'] }),
  'rbac-no-webhook-configuration': row('rbac', 'error', good, { was: ['rbac-webhook-config'] }),
  'rbac-no-csr-approval': row('rbac', 'error', good, { was: ['rbac-csr-approve'] }),
  'rbac-no-persistent-volume-creation': row('rbac', 'error', good, { was: ['rbac-create-pv'] }),
  'rbac-no-default-service-account': row('rbac', 'error', 'cis', { was: ['rbac-default-sa-binding'] }),
  'rbac-no-anonymous': row('rbac', 'error', good, { was: ['rbac-anonymous'], unwaivable: true }),
  'rbac-no-system-masters': row('rbac', 'error', good, { was: ['rbac-masters'], unwaivable: true }),
  'certificate-no-system-masters': row('rbac', 'error', good),
  'rbac-no-authenticated-group': row('rbac', 'error', good, { was: ['rbac-authenticated'] }),
  'rbac-no-log-tampering': row('rbac', 'warning', 'own', { was: ['rbac-delete-logs-events'] }),
  'rbac-no-configmap-write': row('rbac', 'warning', 'own', { was: ['rbac-configmap-write'] }),
  'rbac-no-network-write': row('rbac', 'warning', 'own', { was: ['rbac-network-write'] }),
  'rbac-no-service-status-write': row('rbac', 'warning', 'own', { was: ['rbac-services-status'] }),
  'rbac-no-endpoints-write': row('rbac', 'warning', 'own', { was: ['rbac-endpoints-edit'] }),
  'rbac-no-admission-policy-write': row('rbac', 'error', 'own'),
  'rbac-no-namespace-write': row('rbac', 'error', good),
  'rbac-no-node-write': row('rbac', 'error', 'own'),
  'rbac-no-api-service-write': row('rbac', 'error', 'own'),
  'rbac-no-crd-write': row('rbac', 'error', 'own'),
  'rbac-no-trust-bundle-write': row('rbac', 'error', 'own'),
  'rbac-no-cluster-config-write': row('rbac', 'error', 'own'),
  'rbac-no-debug-urls': row('rbac', 'error', 'own'),
  'rbac-no-delivery-write': row('rbac', 'error', 'own'),
  'rbac-no-security-context-constraints': row('rbac', 'error', 'own'),
  'rbac-no-unsafe-deletion': row('rbac', 'error', 'own'),
  'rbac-no-broad-aggregation': row('rbac', 'error', good),
  'rbac-no-powerful-built-in-role': row('rbac', 'error', good),
  'rbac-no-user-facing-role': row('rbac', 'warning', good),
  'rbac-no-collection-deletion': row('rbac', 'warning', good),
  'rbac-no-role-write': row('rbac', 'warning', 'own'),
  'rbac-no-secrets-write': row('rbac', 'warning', 'own'),
  'rbac-no-external-secrets-write': row('rbac', 'warning', 'own'),
  'rbac-no-service-proxy': row('rbac', 'warning', 'own'),
  'rbac-no-pod-binding': row('rbac', 'warning', 'own'),
  'rbac-no-pod-status-write': row('rbac', 'warning', 'own'),
  'rbac-no-persistent-volume-write': row('rbac', 'warning', 'own'),
  'rbac-no-storage-write': row('rbac', 'warning', 'own'),
  'rbac-no-device-write': row('rbac', 'warning', 'own'),
  'rbac-no-runtime-class-write': row('rbac', 'warning', 'own'),
  'rbac-no-priority-write': row('rbac', 'warning', 'own'),
  'rbac-no-quota-write': row('rbac', 'warning', good),
  'rbac-no-named-create': row('rbac', 'error', api, { unwaivable: true }),
  'rbac-subject-namespace': row('rbac', 'error', api, { unwaivable: true }),
  'dashboard-no-power': row('rbac', 'error', good),
  'rbac-role-bound': row('rbac', 'warning', 'own'),
  'rbac-bound-role-exists': row('rbac', 'warning', 'own'),
  'bound-account-usable': row('rbac', 'warning', avail),
  'no-powerful-service-account': row('rbac', 'warning', good, { was: ['workload-has-powerful-sa'] }),

  // Control plane
  'apiserver-no-anonymous': row('control-plane', 'warning', 'cis'),
  'apiserver-no-token-file': row('control-plane', 'error', 'cis'),
  'apiserver-authorization-mode': row('control-plane', 'error', 'cis'),
  'apiserver-node-restriction': row('control-plane', 'error', 'cis'),
  'apiserver-keeps-admission-plugins': row('control-plane', 'error', 'cis'),
  'apiserver-denies-external-ips': row('control-plane', 'warning', 'cis'),
  'apiserver-event-rate-limit': row('control-plane', 'warning', 'cis'),
  'apiserver-always-pulls-images': row('control-plane', 'warning', 'cis', { optIn: true }),
  'apiserver-client-ca': row('control-plane', 'error', 'cis'),
  'apiserver-serving-certificate': row('control-plane', 'error', 'cis'),
  'apiserver-kubelet-client-certificate': row('control-plane', 'error', 'cis'),
  'apiserver-verifies-kubelet': row('control-plane', 'warning', 'cis'),
  'apiserver-audit-log': row('control-plane', 'error', 'cis'),
  'apiserver-audit-log-retention': row('control-plane', 'warning', 'cis'),
  'apiserver-encryption-at-rest': row('control-plane', 'error', 'cis'),
  'apiserver-service-account-keys': row('control-plane', 'error', 'cis'),
  'apiserver-service-account-lookup': row('control-plane', 'error', 'cis'),
  'apiserver-no-extended-tokens': row('control-plane', 'warning', 'cis'),
  'apiserver-no-insecure-port': row('control-plane', 'error', 'cis'),
  'control-plane-no-profiling': row('control-plane', 'warning', 'cis'),
  'control-plane-tls': row('control-plane', 'warning', 'cis'),
  'control-plane-listens-locally': row('control-plane', 'warning', 'cis'),
  'control-plane-kubelet-rotation': row('control-plane', 'warning', 'cis'),
  'terminated-pods-deleted': row('control-plane', 'warning', 'cis'),
  'controllers-separate-credentials': row('control-plane', 'error', 'cis'),
  'service-account-signing-key': row('control-plane', 'error', 'cis'),
  'service-account-root-ca': row('control-plane', 'error', 'cis'),
  'etcd-mutual-tls': row('control-plane', 'error', 'cis'),
  'etcd-peer-mutual-tls': row('control-plane', 'error', 'cis'),
  'etcd-tls': row('control-plane', 'warning', 'own'),
  'etcd-client-certificates': row('control-plane', 'error', 'cis'),

  // Nodes
  'kubelet-no-anonymous': row('nodes', 'error', 'cis'),
  'kubelet-webhook-authorization': row('nodes', 'error', 'cis'),
  'kubelet-client-ca': row('nodes', 'error', 'cis'),
  'kubelet-read-only-port-closed': row('nodes', 'error', 'cis'),
  'kubelet-serving-certificate': row('nodes', 'warning', 'cis'),
  'kubelet-certificate-rotation': row('nodes', 'warning', 'cis'),
  'kubelet-tls': row('nodes', 'warning', 'cis'),
  'kubelet-iptables-chains': row('nodes', 'warning', 'cis'),
  'kubelet-no-hostname-override': row('nodes', 'warning', 'cis'),
  'kubelet-event-rate': row('nodes', 'warning', 'cis'),
  'kubelet-pod-pid-limit': row('nodes', 'warning', 'own'),
  'kubelet-eviction-thresholds': row('nodes', 'warning', 'own'),
  'kubelet-seccomp-default': row('nodes', 'warning', 'cis'),
  'kubelet-protects-kernel-defaults': row('nodes', 'warning', 'cis'),
  'kubelet-no-profiling': row('nodes', 'warning', 'own'),
  'kubelet-no-unsafe-sysctls': row('nodes', 'warning', 'own'),
  'kubelet-verifies-image-access': row('nodes', 'warning', 'own'),
  'kube-proxy-metrics-local': row('nodes', 'warning', 'cis'),
  'admin-kubeconfig-private': row('nodes', 'error', 'cis'),
  'host-file-mode': row('nodes', 'error', 'cis'),
  'host-file-owner': row('nodes', 'error', 'cis'),

  // Cluster-level files
  'supported-kubernetes-version': row('cluster', 'warning', 'own'),
  'encryption-identity-last': row('cluster', 'error', 'cis'),
  'encryption-covers-secrets': row('cluster', 'error', 'cis'),
  'encryption-kms-v2': row('cluster', 'error', api),
  'encryption-strong-provider': row('cluster', 'warning', 'cis'),
  'audit-policy-no-secret-bodies': row('cluster', 'error', 'own'),
  'audit-policy-covers-requests': row('cluster', 'warning', 'cis'),
  'authentication-no-anonymous': row('cluster', 'error', 'cis'),
  'authentication-multi-factor': row('cluster', 'warning', 'own'),
  'authentication-claims-validated': row('cluster', 'error', 'own'),
  'authentication-token-lifetime': row('cluster', 'warning', 'own'),
  'authorization-node-and-rbac': row('cluster', 'error', 'cis'),
  'pod-security-default': row('cluster', 'error', 'cis'),
  'event-rate-limit': row('cluster', 'warning', 'cis'),
  'kubeadm-certificate-validity': row('cluster', 'warning', 'own'),
  'bootstrap-token-expires': row('cluster', 'error', 'cis'),
  'kubeadm-discovery-verified': row('cluster', 'error', 'own'),
  'flow-schema-not-exempt': row('cluster', 'warning', 'own'),
  'webhook-inside-cluster': row('cluster', 'warning', 'own'),
  'dashboard-behind-authentication': row('cluster', 'error', 'own'),
  'dashboard-no-cluster-admin': row('cluster', 'error', 'own'),

  // Waivers are judged too
  'waiver-invalid': row('waivers', 'error', 'own', { unwaivable: true }),
  'waiver-expired': row('waivers', 'error', 'own', { unwaivable: true }),
  'waiver-unused': row('waivers', 'warning', 'own', { unwaivable: true }),
  'waiver-not-allowed': row('waivers', 'error', 'own', { unwaivable: true }),
  'waiver-not-admitted': row('waivers', 'error', 'own', { unwaivable: true }),
} as const satisfies Record<string, VocabularyEntry>;

/** The id of a control. */
export type ControlId = keyof typeof VOCABULARY;

/** The id of a control that a profile brings: the name of an organization, a dot and its own name. No id of the vocabulary has a dot. */
export type CustomControlId = `${string}.${string}`;

/** Whether a name has the form of a custom control. Which of them there are is known to the profile alone. */
export const isCustomControlId = (name: string): name is CustomControlId => /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(name);

const BY_ANY_NAME: ReadonlyMap<string, ControlId> = new Map(
  (Object.entries(VOCABULARY) as [ControlId, VocabularyEntry][]).flatMap(([id, entry]) => [id, ...entry.aliases].map((name) => [name, id] as const)),
);

/** The id that a name stands for, be it an id or an alias; undefined for an unknown name. */
export function resolveControlId(name: string): ControlId | undefined {
  return BY_ANY_NAME.get(name);
}
