import { defineControl } from '../control';
import { grants } from '../grants';
import { not } from '../require';

const GROUPS = ['', 'events.k8s.io'];
const VERBS = ['delete', 'deletecollection'];
const rule = (changes: object) => ({ apiGroups: [''], resources: ['events'], verbs: ['delete'], ...changes });

export const rbacNoLogTampering = defineControl({
  id: 'rbac-no-log-tampering',
  title: 'RBAC rules do not delete events',
  subject: 'policy-rule',
  why: 'events tell what started, failed and was killed: whoever deletes them hides what an intruder did to the pods of the namespace',
  fix: {
    code: 'leave `delete` and `deletecollection` of `events` out of the rules of the `ScopedRole`',
    yaml: 'remove `delete`, `deletecollection` and `*` from `rules[].verbs` for `events`',
  },
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/'],
  // Controllers create and patch events, so these verbs are left alone. Trivy KSV-0042 reports the deletion of pods/log as well, which the API server
  // does not know: logs can only be read.
  frameworks: ['nsa-cisa:rbac', 'mitre:T1070', 'kubescape:C-0031', 'kubescape:C-0007', 'trivy:KSV-0042'],
  require: not(grants({ apiGroups: GROUPS, resources: ['events'], verbs: VERBS })),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'events written and read', subject: rule({ verbs: ['create', 'patch', 'update', 'get', 'list', 'watch'] }) },
      { shows: 'another resource deleted', subject: rule({ resources: ['configmaps'] }) },
      { shows: 'events of another API group', subject: rule({ apiGroups: ['eventing.example.com'] }) },
    ],
    bad: [
      ...GROUPS.flatMap((group) => VERBS.map((verb) => ({ shows: `${verb} in the group "${group}"`, subject: rule({ apiGroups: [group], verbs: [verb] }) }))),
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
