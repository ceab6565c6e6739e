import { defineControl } from '../control';
import { grants } from '../grants';
import { allOf, not } from '../require';

const ROUTES = ['gateways', 'httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes', 'referencegrants'];
/** What steers traffic, by API group. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  '': ['services'],
  'networking.k8s.io': ['networkpolicies', 'ingresses', 'ingressclasses'],
  'gateway.networking.k8s.io': ROUTES,
};
const VERBS = ['create', 'update', 'patch', 'delete', 'deletecollection'];
const rule = (changes: object) => ({ apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['update'], ...changes });

export const rbacNoNetworkWrite = defineControl({
  id: 'rbac-no-network-write',
  title: 'RBAC rules do not change services, routes and network policies',
  subject: 'policy-rule',
  why: 'whoever changes them opens closed paths, publishes what was internal, or leads the traffic of other workloads to a pod of their own',
  fix: 'leave these resources out of the rules of `ScopedRole` and change them through the delivery pipeline; in YAML remove create, update, patch, delete, '
    + 'deletecollection and `*` from `rules[].verbs`',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  // Names do not help: the policy that denies by default has one as well. Endpoints have a control of their own.
  frameworks: ['nsa-cisa:rbac', 'trivy:KSV-0056'],
  require: allOf(...Object.entries(RESOURCES).map(([group, resources]) => not(grants({ apiGroups: [group], resources, verbs: VERBS })))),
  absent: 'good',
  examples: {
    good: [
      ...Object.entries(RESOURCES).flatMap(([group, resources]) => [
        { shows: `what is in the group "${group}" read`, subject: rule({ apiGroups: [group], resources, verbs: ['get', 'list', 'watch'] }) },
        { shows: `something else of the group "${group}"`, subject: rule({ apiGroups: [group], resources: ['widgets'], verbs: VERBS }) },
      ]),
      { shows: 'resources of these names in another API group', subject: rule({ apiGroups: ['apis.example.com'], resources: Object.values(RESOURCES).flat() }) },
    ],
    bad: Object.entries(RESOURCES).flatMap(([group, resources]) => [
      ...resources.flatMap((resource) => VERBS.map((verb) => ({ shows: `${verb} of ${resource}`, subject: rule({ apiGroups: [group], resources: [resource], verbs: [verb] }) }))),
      { shows: `all verbs on ${resources[0]}`, subject: rule({ apiGroups: [group], resources: [resources[0]], verbs: ['*'] }) },
      { shows: `all resources of the group "${group}"`, subject: rule({ apiGroups: [group], resources: ['*'] }) },
      { shows: `${resources[0]} in all API groups`, subject: rule({ apiGroups: ['*'], resources: [resources[0]] }) },
    ]),
  },
});
