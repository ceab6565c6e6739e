import { defineControl } from '../control';
import { withholds } from '../grants';

/** Where a service sends its traffic, by API group. */
const RESOURCES: Readonly<Record<string, string>> = { '': 'endpoints', 'discovery.k8s.io': 'endpointslices' };
const VERBS = ['create', 'update', 'patch'];

export const rbacNoEndpointsWrite = defineControl({
  id: 'rbac-no-endpoints-write',
  title: 'RBAC rules do not write endpoints',
  why: 'endpoints send the traffic of a service, and of the Ingress in front of it, to any address: even to pods in other namespaces, bypassing their network policies (CVE-2021-25740)',
  fix: {
    code: 'leave `endpoints` and `endpointslices` out of the rules of the `ScopedRole`; use a Lease for leader election',
    yaml: 'remove `endpoints` and `endpointslices` from `rules[].resources`, or the verbs that write',
  },
  references: ['https://github.com/kubernetes/kubernetes/issues/103675'],
  // Names do not help: it is the own endpoints that lead elsewhere. What is deleted comes back from the controller, so delete is left alone.
  frameworks: ['nsa-cisa:rbac', 'kyverno:restrict-edit-for-endpoints'],
  ...withholds(...Object.entries(RESOURCES).map(([group, resource]) => ({ apiGroups: [group], resources: [resource], verbs: VERBS }))),
});
