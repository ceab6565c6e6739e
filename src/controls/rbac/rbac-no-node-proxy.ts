import { defineControl } from '../control';
import { allOf, anyOf, field, item, not } from '../require';

const NAMES = ['nodes/proxy', 'nodes/log', 'nodes/checkpoint', '*/proxy', '*/log', '*/checkpoint'];
const rule = (changes: object) => ({ apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'], ...changes });

export const rbacNoNodeProxy = defineControl({
  id: 'rbac-no-node-proxy',
  title: 'RBAC rules do not reach the kubelet',
  subject: 'policy-rule',
  why: 'nodes/proxy opens the kubelet API: commands in every pod of the node, bypassing admission control and the audit log; nodes/log reads its log directory, in '
    + 'which a link can lead to any file, and nodes/checkpoint writes the memory of a container to the disk',
  fix: {
    code: 'leave `nodes/proxy`, `nodes/log` and `nodes/checkpoint` out of the rules of the `ScopedRole`; for metrics grant `nodes/metrics` and '
      + '`nodes/stats`',
    yaml: 'remove `nodes/proxy`, `nodes/log` and `nodes/checkpoint` from `rules[].resources`; for metrics `nodes/metrics` and `nodes/stats` are '
      + 'enough',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    'https://www.aquasec.com/blog/kubernetes-security-pod-escape-log-mounts/',
  ],
  frameworks: [
    'cis:5.1.10', 'nsa-cisa:rbac', 'mitre:T1609', 'kubescape:C-0279', 'kyverno:restrict-clusterrole-nodesproxy', 'checkov:CKV2_K8S_2',
    'trivy:KSV-0047',
  ],
  power: { may: 'command the kubelets', clusterOnly: true },
  // Any verb where the proxy is named: get suffices to run commands. Under a wildcard, verbs that act on collections alone cannot mean it.
  require: not(allOf(
    anyOf(
      field('resources').some(item().isOneOf(NAMES)),
      allOf(field('resources').some(item().equals('*')), field('verbs').some(item().isNoneOf(['list', 'watch', 'deletecollection']))),
    ),
    field('apiGroups').some(item().isOneOf(['', '*'])),
  )),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'nodes and their metrics read', subject: rule({ resources: ['nodes', 'nodes/metrics'] }) },
      { shows: 'a subresource of another API group', subject: rule({ apiGroups: ['subresources.example.com'] }) },
      { shows: 'all resources of the core group listed', subject: rule({ resources: ['*'], verbs: ['list', 'watch', 'deletecollection'] }) },
    ],
    bad: [
      { shows: 'the proxy read', subject: rule({}) },
      { shows: 'the proxy by another verb', subject: rule({ verbs: ['list'] }) },
      ...NAMES.map((name) => ({ shows: `the resource ${name}`, subject: rule({ resources: [name] }) })),
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
