import { CUSTOM_RESOURCES_WITH_PODS } from '../../objects/custom-pods/resources-with-pods';
import { defineControl } from '../control';
import { withholds } from '../grants';

/** What pods are made of, by API groups divided by blanks: the kinds of Kubernetes, and those of operators that many clusters run. */
export const WORKLOAD_RESOURCES: Readonly<Record<string, readonly string[]>> = {
  '': ['pods', 'pods/ephemeralcontainers', 'replicationcontrollers'],
  'apps': ['deployments', 'daemonsets', 'statefulsets', 'replicasets', 'controllerrevisions'],
  'batch batch.volcano.sh': ['jobs', 'cronjobs'],
  'serving.knative.dev': ['services', 'configurations'],
  // in one rule, since no two of the groups use a name for different things
  [Object.keys(CUSTOM_RESOURCES_WITH_PODS).join(' ')]: [...new Set(Object.values(CUSTOM_RESOURCES_WITH_PODS).flat())],
};
const VERBS = ['create', 'update', 'patch'];

export const rbacNoWorkloadCreation = defineControl({
  id: 'rbac-no-workload-creation',
  title: 'RBAC rules do not start workloads',
  why: 'whoever starts a pod can mount every secret, volume and service account of the namespace, so the right to start one holds all of theirs',
  fix: {
    code: 'leave workloads out of the rules of the `ScopedRole`; deploy through the delivery pipeline',
    yaml: 'remove `create`, `update`, `patch` and `*` from `rules[].verbs` for these resources',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  frameworks: [
    'cis:5.1.4', 'nsa-cisa:rbac', 'mitre:T1610', 'mitre:T1053.007', 'kube-linter:access-to-create-pods', 'kubescape:C-0188', 'trivy:KSV-0048',
  ],
  power: { may: 'start workloads' },
  // The good practices name create. A changed template starts new pods just as well, be it in a revision of a StatefulSet; in a running pod the image can be
  // replaced and an ephemeral container added: https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement. Names limit none of this to
  // a harmless image.
  ...withholds(...Object.entries(WORKLOAD_RESOURCES).map(([groups, resources]) => ({ apiGroups: groups.split(' '), resources, verbs: VERBS }))),
});
