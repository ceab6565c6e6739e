import { defineControl } from '../control';
import { grants } from '../grants';
import { anyOf, field, not } from '../require';

const VERBS = ['update', 'patch', 'delete', 'deletecollection'];
const rule = (changes: object) => ({ apiGroups: [''], resources: ['configmaps'], verbs: ['update'], ...changes });

export const rbacNoConfigmapWrite = defineControl({
  id: 'rbac-no-configmap-write',
  title: 'RBAC rules write config maps by name only',
  subject: 'policy-rule',
  why: 'config maps configure other workloads and, in kube-system, the DNS of the cluster and who may log in: whoever may write all of them controls both',
  fix: {
    code: 'name the ConfigMap in `resourceNames` of the rule of the `ScopedRole`; use a Lease for leader election',
    yaml: 'name the ConfigMaps in `rules[].resourceNames`, or remove the verbs that write',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/',
  ],
  // Create is left alone, as Trivy does not: it changes nothing that is there, and a controller cannot be given it by name.
  frameworks: ['nsa-cisa:rbac', 'kubescape:C-0037', 'trivy:KSV-0049', 'trivy:KSV-0115'],
  require: anyOf(not(grants({ apiGroups: [''], resources: ['configmaps'], verbs: VERBS })), field('resourceNames').isNotEmpty()),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'config maps read', subject: rule({ verbs: ['get', 'list', 'watch'] }) },
      { shows: 'config maps created', subject: rule({ verbs: ['create'] }) },
      { shows: 'one config map by name', subject: rule({ resourceNames: ['flags'] }) },
      { shows: 'another resource', subject: rule({ resources: ['leases'] }) },
      { shows: 'another API group', subject: rule({ apiGroups: ['apis.example.com'] }) },
    ],
    bad: [
      ...VERBS.map((verb) => ({ shows: `${verb} of all config maps`, subject: rule({ verbs: ['get', verb] }) })),
      { shows: 'an empty list of names', subject: rule({ resourceNames: [] }) },
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
