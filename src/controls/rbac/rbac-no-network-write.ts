import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

const ROUTES = ['gateways', 'httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes', 'referencegrants'];
/** What steers traffic, by API groups. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  '': ['services'],
  'networking.k8s.io': ['networkpolicies', 'ingresses', 'ingressclasses', 'servicecidrs', 'ipaddresses'],
  'policy.networking.k8s.io': ['adminnetworkpolicies', 'baselineadminnetworkpolicies', 'clusternetworkpolicies'],
  'cilium.io': ['ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies'],
  'crd.projectcalico.org projectcalico.org': ['networkpolicies', 'globalnetworkpolicies', 'hostendpoints'],
  'networking.istio.io': ['virtualservices', 'gateways', 'destinationrules', 'serviceentries', 'envoyfilters', 'sidecars'],
  'security.istio.io': ['authorizationpolicies', 'peerauthentications', 'requestauthentications'],
  'gateway.networking.k8s.io': ROUTES,
};

export const rbacNoNetworkWrite = defineControl({
  id: 'rbac-no-network-write',
  title: 'RBAC rules do not change services, routes and network policies',
  why: 'whoever changes them opens closed paths, publishes what was internal, or leads the traffic of other workloads to a pod of their own',
  fix: {
    code: 'leave these resources out of the rules of the `ScopedRole`; change them through the delivery pipeline',
    yaml: 'remove `create`, `update`, `patch`, `delete`, `deletecollection` and `*` from `rules[].verbs` for these resources',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  // Names do not help: the policy that denies by default has one as well. Endpoints have a control of their own.
  frameworks: ['nsa-cisa:rbac', 'trivy:KSV-0056'],
  ...withholds(...Object.entries(RESOURCES).map(([groups, resources]) => ({ apiGroups: groups.split(' '), resources, verbs: WRITE }))),
});
