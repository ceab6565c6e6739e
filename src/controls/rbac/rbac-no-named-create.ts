import { defineControl } from '../control';
import { allOf, field, item, not } from '../require';

const rule = (changes: object) => ({ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: ['create'], ...changes });

export const rbacNoNamedCreate = defineControl({
  id: 'rbac-no-named-create',
  title: 'RBAC rules with names do not create or delete collections',
  subject: 'policy-rule',
  why: 'the API server does not know the name in a create or deletecollection request, so such a rule never allows one and the workload fails at run time',
  fix: {
    code: 'put `create` and `deletecollection` into a rule of their own without `resourceNames`',
    yaml: 'move `create` and `deletecollection` to an entry of `rules` without `resourceNames`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  // The name of a subresource is in the URL: names do limit the creation of serviceaccounts/token or pods/eviction.
  require: not(allOf(
    field('verbs').some(item().isOneOf(['create', 'deletecollection'])),
    field('resourceNames').isNotEmpty(),
    field('resources').some(not(item().contains('/'))),
  )),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'creation without names', subject: rule({ resourceNames: [] }) },
      { shows: 'a named object changed', subject: rule({ verbs: ['get', 'update', 'patch', 'delete'] }) },
      { shows: 'creation of a named subresource', subject: rule({ resources: ['pods/eviction'] }) },
    ],
    bad: [
      { shows: 'creation by name', subject: rule({}) },
      { shows: 'creation by name beside another verb', subject: rule({ verbs: ['get', 'create'] }) },
      { shows: 'a collection deleted by name', subject: rule({ verbs: ['deletecollection'] }) },
    ],
  }),
});
