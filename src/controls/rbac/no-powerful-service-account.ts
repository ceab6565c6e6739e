import { keyOf } from '../../objects/manifest';
import { isObject } from '../../objects/pointer';
import { Account, accountOf, Grant, hasToken, RBAC_KINDS, RbacGraph } from '../../objects/rbac-graph';
import { SecurityProfile } from '../../profile/security-profile';
import { Control, defineControl, forProfile, notEnforceable, ObjectSet, SetSite } from '../control';
import { compile } from '../evaluate';
import { describedPods, membersOfKinds } from '../members';
import { rbacNoCsrApproval } from './rbac-no-csr-approval';
import { rbacNoEscalationVerbs } from './rbac-no-escalation-verbs';
import { rbacNoNodeProxy } from './rbac-no-node-proxy';
import { rbacNoPersistentVolumeCreation } from './rbac-no-persistent-volume-creation';
import { rbacNoPodExec } from './rbac-no-pod-exec';
import { rbacNoSecretsRead } from './rbac-no-secrets-read';
import { rbacNoTokenRequest } from './rbac-no-token-request';
import { rbacNoWebhookConfiguration } from './rbac-no-webhook-configuration';
import { rbacNoWorkloadCreation } from './rbac-no-workload-creation';

/** What a taken-over pod would do, and the control that knows it in a rule. */
const POWERS: readonly (readonly [string, Control])[] = [
  ['read all secrets', rbacNoSecretsRead], ['give itself more rights', rbacNoEscalationVerbs], ['run commands in pods', rbacNoPodExec],
  ['start workloads', rbacNoWorkloadCreation], ['make tokens of other accounts', rbacNoTokenRequest],
];
/** Powers over objects that belong to no namespace, so that a RoleBinding does not give them. */
const CLUSTER_POWERS: readonly (readonly [string, Control])[] = [
  ['command the kubelets', rbacNoNodeProxy], ['change what the API server admits', rbacNoWebhookConfiguration], ['issue certificates', rbacNoCsrApproval],
  ['mount the disks of nodes', rbacNoPersistentVolumeCreation],
];
/** Roles that every cluster has. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles */
const BUILT_IN: Readonly<Record<string, string>> = {
  'cluster-admin': 'do everything', 'admin': 'read all secrets and give itself more rights', 'edit': 'read all secrets and start workloads',
};

function powersOf({ role, rules, clusterWide }: Grant, profile: SecurityProfile): string[] {
  if (!rules) return role.kind === 'ClusterRole' && Object.hasOwn(BUILT_IN, role.name) ? [BUILT_IN[role.name]] : [];
  return [...POWERS, ...(clusterWide ? CLUSTER_POWERS : [])].filter(([, control]) => {
    const predicate = 'require' in control ? compile(forProfile(control.require, profile)) : undefined;
    return rules.some((value) => isObject(value) && predicate?.({ subject: { value, pointer: '' } }) === 'violation');
  }).map(([power]) => power);
}

/** What is dangerous about an account, in one line per binding. */
function dangersOf(account: Account, graph: RbacGraph, profile: SecurityProfile): string[] {
  return [...new Set(graph.grantsOf(account).flatMap((grant) => {
    const [powers, { kind, name }] = [powersOf(grant, profile), keyOf(grant.binding)];
    const path = `${kind} "${name}" binds it to ${grant.role.kind} "${grant.role.name}"`;
    return powers.length === 0 ? [] : [`service account "${account.name}" may ${powers.join(', ')}: ${path}`];
  }))];
}

function inspect(set: ObjectSet): SetSite[] {
  const graph = new RbacGraph(membersOfKinds(set, RBAC_KINDS).map(({ manifest }) => manifest));
  const known = new Map<string, readonly string[]>();
  return describedPods(set).flatMap(({ member, pods }) => {
    const account = accountOf(member.manifest, pods);
    if (!hasToken(pods, graph.account(account))) return []; // nothing in the pod can use the account
    const key = `${account.namespace}/${account.name}`;
    const dangers = known.get(key) ?? dangersOf(account, graph, member.profile);
    known.set(key, dangers);
    const pointer = `${pods.pointer}/serviceAccountName`;
    return dangers.map((message) => ({ member, pointer, message }));
  });
}

const deployment = (pod: object = {}) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { template: { spec: { serviceAccountName: 'web', containers: [], ...pod } } },
});
const rbac = (kind: string, name: string, rest: object) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name, namespace: 'shop' }, ...rest });
const role = (rule: object, kind = 'Role') => rbac(kind, 'worker', { rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'], ...rule }] });
const account = { kind: 'ServiceAccount', name: 'web', namespace: 'shop' };
const bound = (roleRef: object = {}, subject: object = account, kind = 'RoleBinding') => (
  rbac(kind, 'worker', { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'worker', ...roleRef }, subjects: [subject] })
);
const proxy = role({ resources: ['nodes/proxy'], verbs: ['get'] }, 'ClusterRole');

export const noPowerfulServiceAccount = defineControl({
  id: 'no-powerful-service-account',
  title: 'Pods do not hold the token of a powerful service account',
  subject: 'set',
  why: 'whoever takes over the pod holds its token, and through it the namespace or the whole cluster',
  fix: 'bind a `ScopedRole` with named resources by `bindTo(workload)`; in YAML point `serviceAccountName` to an account with fewer rights, remove the binding, or set '
    + '`automountServiceAccountToken: false` where the pod never calls the API server',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#kubernetes-rbac-privilege-escalation-risks'],
  // kubescape C-0053 reports every account with any binding. We ask what the rules give, as the controls about single rules do, and whether a token is there.
  frameworks: ['nsa-cisa:rbac', 'mitre:T1078.001', 'kubescape:C-0267', 'kubescape:C-0272', 'kubescape:C-0261'],
  reads: [{
    kinds: Object.fromEntries(RBAC_KINDS.map((kind) => [
      kind, ['/metadata/labels', '/rules', '/aggregationRule', '/roleRef', '/subjects', '/automountServiceAccountToken'],
    ])),
    pods: ['/spec/serviceAccountName', '/spec/serviceAccount', '/spec/automountServiceAccountToken', '/spec/volumes/*/projected/sources'],
  }],
  inspectSet: inspect,
  admission: notEnforceable('needs the bindings and roles of the service account, which may change after the pod was admitted'),
  absent: 'not-applicable',
  examples: {
    good: [
      { shows: 'a harmless role', subject: [deployment(), bound(), role({ resources: ['configmaps'], verbs: ['get'] })] },
      { shows: 'a role of another account', subject: [deployment(), bound({}, { ...account, name: 'api' }), role({})] },
      { shows: 'no token', subject: [deployment({ automountServiceAccountToken: false }), bound(), role({})] },
      { shows: 'nodes, which belong to no namespace', subject: [deployment(), bound({ kind: 'ClusterRole' }), proxy] },
      { shows: 'the built-in view', subject: [deployment(), bound({ kind: 'ClusterRole', name: 'view' })] },
    ],
    bad: [
      { shows: 'all secrets', subject: [deployment(), bound(), role({})] },
      { shows: 'the kubelets', subject: [deployment(), bound({ kind: 'ClusterRole' }, account, 'ClusterRoleBinding'), proxy] },
      { shows: 'the built-in edit', subject: [deployment(), bound({ kind: 'ClusterRole', name: 'edit' })] },
      { shows: 'a group of accounts', subject: [deployment(), bound({}, { kind: 'Group', name: 'system:serviceaccounts:shop' }), role({})] },
    ],
  },
});
