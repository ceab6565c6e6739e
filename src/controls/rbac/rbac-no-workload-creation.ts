import { defineControl } from '../control';
import { grants } from '../grants';
import { not } from '../require';

const GROUPS = ['', 'apps', 'batch'];
const RESOURCES = [
  'pods', 'pods/ephemeralcontainers', 'deployments', 'daemonsets', 'statefulsets', 'replicasets', 'replicationcontrollers', 'jobs', 'cronjobs',
];
const VERBS = ['create', 'update', 'patch'];
const rule = (changes: object) => ({ apiGroups: [''], resources: ['pods'], verbs: ['create'], ...changes });

export const rbacNoWorkloadCreation = defineControl({
  id: 'rbac-no-workload-creation',
  title: 'RBAC rules do not start workloads',
  subject: 'policy-rule',
  why: 'whoever starts a pod can mount every secret, volume and service account of the namespace, so the right to start one holds all of theirs',
  fix: 'leave workloads out of the rules of `ScopedRole` and deploy through the delivery pipeline; in YAML remove create, update, patch and `*` from '
    + '`rules[].verbs` of these resources',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  frameworks: [
    'cis:5.1.4', 'nsa-cisa:rbac', 'mitre:T1610', 'mitre:T1053.007', 'kube-linter:access-to-create-pods', 'kubescape:C-0188', 'trivy:KSV-0048',
  ],
  // The good practices name create. A changed template starts new pods just as well; in a running pod the image can be replaced and an ephemeral
  // container added: https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement. Names limit none of this to a harmless image.
  require: not(grants({ apiGroups: GROUPS, resources: RESOURCES, verbs: VERBS })),
  absent: 'good',
  examples: {
    good: [
      { shows: 'workloads read and deleted', subject: rule({ verbs: ['get', 'list', 'watch', 'delete'] }) },
      { shows: 'a workload scaled', subject: rule({ apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['update'] }) },
      { shows: 'a resource of another API group', subject: rule({ apiGroups: ['metrics.k8s.io'] }) },
    ],
    bad: [
      ...RESOURCES.map((resource) => ({ shows: `creation of ${resource}`, subject: rule({ resources: [resource] }) })),
      ...VERBS.map((verb) => ({ shows: `${verb} of cron jobs`, subject: rule({ apiGroups: ['batch'], resources: ['cronjobs'], verbs: [verb] }) })),
      { shows: 'one deployment patched by name', subject: rule({ apiGroups: ['apps'], resources: ['deployments'], verbs: ['patch'], resourceNames: ['web'] }) },
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'ephemeral containers of anything', subject: rule({ resources: ['*/ephemeralcontainers'], verbs: ['patch'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  },
});
