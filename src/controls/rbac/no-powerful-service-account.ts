import { ACCOUNT_READS, accountHolders } from '../account-holders';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { describedPods } from '../members';
import { POWER_READS, powerfulPods } from '../powerful-pods';

const inspect = (set: ObjectSet): SetSite[] => powerfulPods(set, [...describedPods(set), ...accountHolders(set)])
  .flatMap(({ member, pointer, dangers }) => dangers.map((message) => ({ member, pointer, message })));

const deployment = (pod: object = {}) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { template: { spec: { serviceAccountName: 'web', containers: [], ...pod } } },
});
const workflow = (spec: object) => ({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { name: 'build', namespace: 'shop' }, spec });
const taskRun = { apiVersion: 'tekton.dev/v1', kind: 'TaskRun', metadata: { name: 'build', namespace: 'shop' }, spec: { serviceAccountName: 'web' } };
const spark = { apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'SparkApplication', metadata: { name: 'sum', namespace: 'shop' }, spec: { driver: { serviceAccount: 'web' } } };
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
  why: 'whoever takes over the pod has its token and, through it, control of the namespace or the whole cluster',
  fix: {
    code: 'grant the workload a `ScopedRole` with named resources through `bindTo`',
    yaml: 'point `serviceAccountName` to an account with fewer rights, remove the binding, or set `automountServiceAccountToken: false` where the pod '
      + 'never calls the API server',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#kubernetes-rbac-privilege-escalation-risks'],
  // kubescape C-0053 reports every account with any binding. We ask what the rules give, as the controls about single rules do, and whether a token is there.
  frameworks: ['nsa-cisa:rbac', 'mitre:T1078.001', 'kubescape:C-0267', 'kubescape:C-0272', 'kubescape:C-0261'],
  coveredBy: [{ control: 'dashboard-no-power', where: 'same-field' }],
  reads: [POWER_READS, ACCOUNT_READS],
  inspectSet: inspect,
  admission: notEnforceable('needs the bindings and roles of the service account, which may change after the pod was admitted'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a harmless role', subject: [deployment(), bound(), role({ resources: ['configmaps'], verbs: ['get'] })] },
      { shows: 'a role of another account', subject: [deployment(), bound({}, { ...account, name: 'api' }), role({})] },
      { shows: 'no token', subject: [deployment({ automountServiceAccountToken: false }), bound(), role({})] },
      { shows: 'nodes, which belong to no namespace', subject: [deployment(), bound({ kind: 'ClusterRole' }), proxy] },
      { shows: 'a workflow without token', subject: [workflow({ serviceAccountName: 'web', automountServiceAccountToken: false }), bound(), role({})] },
      { shows: 'the built-in view', subject: [deployment(), bound({ kind: 'ClusterRole', name: 'view' })] },
    ],
    bad: [
      { shows: 'all secrets', subject: [deployment(), bound(), role({})] },
      { shows: 'the kubelets', subject: [deployment(), bound({ kind: 'ClusterRole' }, account, 'ClusterRoleBinding'), proxy] },
      { shows: 'the built-in edit', subject: [deployment(), bound({ kind: 'ClusterRole', name: 'edit' })] },
      { shows: 'a workflow', subject: [workflow({ serviceAccountName: 'web' }), bound(), role({})] },
      { shows: 'a step of a workflow', subject: [workflow({ templates: [{ serviceAccountName: 'web' }] }), bound(), role({})] },
      { shows: 'a task', subject: [taskRun, bound(), role({})] },
      { shows: 'a driver', subject: [spark, bound(), role({})] },
      { shows: 'a group of accounts', subject: [deployment(), bound({}, { kind: 'Group', name: 'system:serviceaccounts:shop' }), role({})] },
    ],
  }),
});
