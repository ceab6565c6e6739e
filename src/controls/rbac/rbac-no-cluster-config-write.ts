import { defineControl } from '../control';
import { grants } from '../grants';
import { allOf, field, item, not } from '../require';

/** Config maps of kube-system and kube-public that the cluster itself is run by. */
const NAMES = ['aws-auth', 'extension-apiserver-authentication', 'cluster-info', 'kubeadm-config', 'kubelet-config', 'kube-proxy', 'coredns'];
const VERBS = ['update', 'patch', 'delete'];
const rule = (changes: object) => ({ apiGroups: [''], resources: ['configmaps'], resourceNames: ['aws-auth'], verbs: ['update'], ...changes });

export const rbacNoClusterConfigWrite = defineControl({
  id: 'rbac-no-cluster-config-write',
  title: 'RBAC rules do not write the configuration of the cluster',
  subject: 'policy-rule',
  why: 'these config maps say who may log in, which certificates are trusted and how nodes join: whoever writes them becomes an administrator',
  fix: {
    code: 'leave the config maps of the cluster out of `resourceNames` of the rules of `ScopedRole`, and on EKS use access entries instead of '
      + '`aws-auth`',
    yaml: 'remove the name from `rules[].resourceNames`',
  },
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/',
    'https://github.com/PaloAltoNetworks/rbac-police',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1098.006', 'trivy:KSV-0115'],
  power: { may: 'write the configuration of the cluster' },
  // Only where they are named: a rule without names is found by rbac-no-configmap-write.
  require: not(allOf(grants({ apiGroups: [''], resources: ['configmaps'], verbs: VERBS }), field('resourceNames').some(item().isOneOf(NAMES)))),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'the configuration read', subject: rule({ verbs: ['get', 'list', 'watch'] }) },
      { shows: 'a config map of an application', subject: rule({ resourceNames: ['flags'] }) },
      { shows: 'a secret of this name', subject: rule({ resources: ['secrets'] }) },
      { shows: 'another API group', subject: rule({ apiGroups: ['apis.example.com'] }) },
    ],
    bad: [
      ...NAMES.map((name) => ({ shows: `update of ${name}`, subject: rule({ resourceNames: ['flags', name] }) })),
      ...VERBS.map((verb) => ({ shows: `${verb} of aws-auth`, subject: rule({ verbs: [verb] }) })),
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'all resources of this name', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
