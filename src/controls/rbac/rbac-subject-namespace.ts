import { defineControl } from '../control';
import { field, given, item } from '../require';

const binding = (subject: object) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'reader' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  subjects: [subject],
});

export const rbacSubjectNamespace = defineControl({
  id: 'rbac-subject-namespace',
  title: 'Service accounts of a ClusterRoleBinding have a namespace',
  subject: 'object',
  // A RoleBinding without it is accepted, and means its own namespace: rejecting that would refuse what works.
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/validation/validation.go
  kinds: ['rbac.authorization.k8s.io/ClusterRoleBinding'],
  why: 'the API server refuses the binding, so the rollout stops halfway',
  fix: {
    code: 'bind with `bindTo`, which renders the namespace of the service account',
    yaml: 'set `subjects[].namespace`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects'],
  require: field('subjects').every(given(item('kind').equals('ServiceAccount'), item('namespace').isNotEmpty())),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a service account with its namespace', subject: binding({ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }) },
      { shows: 'a group', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'oidc:platform-team' }) },
    ],
    bad: [
      { shows: 'a service account without namespace', subject: binding({ kind: 'ServiceAccount', name: 'web' }) },
      { shows: 'a service account with an empty namespace', subject: binding({ kind: 'ServiceAccount', name: 'web', namespace: '' }) },
    ],
  }),
});
