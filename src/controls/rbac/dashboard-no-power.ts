import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { dashboardOf } from '../dashboards';
import { describedPods, POD_LABELS } from '../members';
import { POWER_READS, powerfulPods } from '../powerful-pods';
import { inContainers } from '../set-reads';

const inspect = (set: ObjectSet): SetSite[] => powerfulPods(set, describedPods(set).filter(({ pods }) => dashboardOf(pods) !== undefined))
  .flatMap(({ member, pods, pointer, dangers }) => dangers.map((danger) => ({ member, pointer, message: `the account of ${dashboardOf(pods)!} is powerful: ${danger}` })));

const metadata = { name: 'ui', namespace: 'ops' };
const headlamp = (pod: object = {}) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata,
  spec: { template: { spec: { serviceAccountName: 'ui', containers: [{ name: 'ui', image: 'ghcr.io/headlamp-k8s/headlamp:v0.45.0' }], ...pod } } },
});
const rbac = (kind: string, rest: object) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, ...rest });
const bound = (name: string) => rbac('ClusterRoleBinding', {
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name }, subjects: [{ kind: 'ServiceAccount', ...metadata }],
});

export const dashboardNoPower = defineControl({
  id: 'dashboard-no-power',
  title: 'Dashboards act with the rights of their users, not with their own',
  subject: 'set',
  why: 'whoever reaches the dashboard, or finds a fault in it, has the rights of its account, and the audit log names the account instead of the person',
  fix: {
    code: 'use `AuthenticatedDashboard`, which hands the token of the user on, or bind its account to a `ScopedRole` that reads what it shows',
    yaml: 'remove the binding of its account, and let people log in with tokens of their own; with the chart of Headlamp set `clusterRoleBinding.create: false`',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#kubernetes-rbac-privilege-escalation-risks',
    'https://headlamp.dev/docs/latest/installation/in-cluster/',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1078.001', 'kubescape:C-0014'],
  reads: [POWER_READS, POD_LABELS, { pods: inContainers('/image') }],
  inspectSet: inspect,
  admission: notEnforceable('needs the bindings and roles of the service account, which may change after the pod was admitted'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'an account that nothing is bound to', subject: [headlamp()] },
      { shows: 'the built-in view', subject: [headlamp(), bound('view')] },
      { shows: 'no token', subject: [headlamp({ automountServiceAccountToken: false }), bound('cluster-admin')] },
      { shows: 'something else', subject: [headlamp({ containers: [{ name: 'operator', image: 'registry.example.com/operator:1.0.0' }] }), bound('cluster-admin')] },
    ],
    bad: [
      { shows: 'cluster-admin, as its chart binds it', subject: [headlamp(), bound('cluster-admin')] },
      { shows: 'the built-in edit in the whole cluster', subject: [headlamp(), bound('edit')] },
    ],
  }),
});
