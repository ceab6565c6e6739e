import { defineControl } from '../control';
import { grants } from '../grants';
import { allOf, not } from '../require';

/** Where a service sends its traffic, by API group. */
const RESOURCES: Readonly<Record<string, string>> = { '': 'endpoints', 'discovery.k8s.io': 'endpointslices' };
const VERBS = ['create', 'update', 'patch'];
const rule = (changes: object) => ({ apiGroups: [''], resources: ['endpoints'], verbs: ['update'], ...changes });

export const rbacNoEndpointsWrite = defineControl({
  id: 'rbac-no-endpoints-write',
  title: 'RBAC rules do not write endpoints',
  subject: 'policy-rule',
  why: 'endpoints lead a service, and the Ingress before it, to any address: to pods of other namespaces past their network policies, CVE-2021-25740',
  fix: 'leave endpoints and endpointslices out of the rules of `ScopedRole`, and elect leaders by a Lease; in YAML remove them from `rules[].resources`',
  references: ['https://github.com/kubernetes/kubernetes/issues/103675'],
  // Names do not help: it is the own endpoints that lead elsewhere. What is deleted comes back from the controller, so delete is left alone.
  frameworks: ['nsa-cisa:rbac', 'kyverno:restrict-edit-for-endpoints'],
  require: allOf(...Object.entries(RESOURCES).map(([group, resource]) => not(grants({ apiGroups: [group], resources: [resource], verbs: VERBS })))),
  absent: 'good',
  examples: {
    good: [
      ...Object.entries(RESOURCES).flatMap(([group, resource]) => [
        { shows: `${resource} read`, subject: rule({ apiGroups: [group], resources: [resource], verbs: ['get', 'list', 'watch'] }) },
        { shows: `something else of the group "${group}"`, subject: rule({ apiGroups: [group], resources: ['widgets'] }) },
      ]),
      { shows: 'another API group', subject: rule({ apiGroups: ['apis.example.com'], resources: Object.values(RESOURCES) }) },
    ],
    bad: Object.entries(RESOURCES).flatMap(([group, resource]) => [
      ...VERBS.map((verb) => ({ shows: `${verb} of ${resource}`, subject: rule({ apiGroups: [group], resources: [resource], verbs: [verb] }) })),
      { shows: `all verbs on ${resource}`, subject: rule({ apiGroups: [group], resources: [resource], verbs: ['*'] }) },
      { shows: `all resources of the group "${group}"`, subject: rule({ apiGroups: [group], resources: ['*'] }) },
      { shows: `${resource} in all API groups`, subject: rule({ apiGroups: ['*'], resources: [resource] }) },
    ]),
  },
});
