import { listSubject } from './list-subject';

/** A rule of a role. A role without rules holds null, and where it is aggregated it has none at first. */
export const policyRule = listSubject({
  name: 'policy-rule',
  kinds: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  list: 'rules',
  noun: 'rule',
  description: 'rule of the role',
  variable: 'r',
  label: 'r.?verbs.orValue([]).join(",") + " on " + (r.?resources.orValue([]) + r.?nonResourceURLs.orValue([])).join(",")',
});
