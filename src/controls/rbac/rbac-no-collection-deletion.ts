import { defineControl } from '../control';
import { withholds } from '../grants';

/** What a namespace runs and keeps, by API group. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  '': ['pods', 'replicationcontrollers', 'persistentvolumeclaims', 'serviceaccounts'],
  'apps': ['deployments', 'daemonsets', 'statefulsets', 'replicasets', 'controllerrevisions'],
  'batch': ['jobs', 'cronjobs'],
};

export const rbacNoCollectionDeletion = defineControl({
  id: 'rbac-no-collection-deletion',
  title: 'RBAC rules do not delete workloads and data in bulk',
  why: 'one request takes down every workload of a namespace, security agents included, or deletes the claims of all its volumes and with them the data',
  fix: {
    code: 'grant delete of single objects in the rules of `ScopedRole`',
    yaml: 'remove `deletecollection` and `*` from `rules[].verbs`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#denial-of-service-risks'],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1485', 'kubescape:C-0007'],
  // A warning: an outage that its owner sees. Deleting one object at a time is what controllers do, and is left alone.
  ...withholds(...Object.entries(RESOURCES).map(([group, resources]) => ({ apiGroups: [group], resources, verbs: ['deletecollection'] }))),
});
