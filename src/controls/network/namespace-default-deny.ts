import { keyOf } from '../../objects/manifest';
import { DIRECTIONS } from '../../objects/network/traffic-rule';
import { defineControl, notEnforceable } from '../control';
import { namespacesForApplications, NETWORK_POLICIES, networkIsolationOf } from '../members';
import { notEvaluatedText } from '../not-evaluated-policies';

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const policy = (spec: object, name = 'shop') => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'default-deny', namespace: name }, spec,
});
const both = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

const ofCluster = {
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'default-deny' },
  spec: {
    tier: 'Baseline', priority: 1000, subject: { namespaces: {} },
    ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }], egress: [{ action: 'Deny', to: [{ networks: ['0.0.0.0/0', '::/0'] }] }],
  },
};

export const namespaceDefaultDeny = defineControl({
  id: 'namespace-default-deny',
  title: 'Namespaces deny traffic by default',
  subject: 'set',
  why: 'without it, a pod that no policy selects can connect to every pod of the cluster and to the internet, and every pod can connect to it',
  fix: {
    code: 'make the namespace with `HardenedNamespace`, which denies by default, and open paths with `allowFrom` and `allowTo`',
    yaml: 'add a NetworkPolicy with `podSelector: {}` and `policyTypes: [Ingress, Egress]`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic'],
  frameworks: [
    'cis:5.3.2', 'nsa-cisa:network-policies', 'mitre:T1046', 'kubescape:C-0054', 'kubescape:C-0049', 'kubescape:C-0206',
    'kyverno:add-network-policy',
  ],
  reads: [NETWORK_POLICIES],
  // A pod that may come has any labels. So all policies of the namespace count that select pods by what they are not, and those of the cluster.
  inspectSet: (set) => {
    const network = networkIsolationOf(set);
    return namespacesForApplications(set).flatMap((member) => {
      const { name } = keyOf(member.manifest);
      const open = DIRECTIONS.filter((direction) => network.ofNamespace(name, direction) !== 'restricted').join(' and ').toLowerCase();
      if (open === '') return [];
      const message = `no NetworkPolicy in namespace "${name}" denies all ${open} by default`;
      const others = network.notEvaluated(name);
      if (others.length > 0) return [{ member, pointer: '/metadata/name', message: `${message}, and ${notEvaluatedText(others)}`, undecided: true as const }];
      return [{ member, pointer: '/metadata/name', message }];
    });
  },
  admission: notEnforceable('needs the NetworkPolicies of the namespace, and none of them can exist before it'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a namespace of Kubernetes itself', subject: [{ ...namespace, metadata: { name: 'kube-system' } }] },
      { shows: 'both directions in one policy', subject: [namespace, policy(both)] },
      { shows: 'one policy per direction', subject: [namespace, policy({ podSelector: {}, policyTypes: ['Ingress'] }), policy({ podSelector: {}, policyTypes: ['Egress'] })] },
      {
        shows: 'name resolution allowed',
        subject: [namespace, policy({ ...both, egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] }] })],
      },
      { shows: 'a policy for the whole cluster', subject: [namespace, ofCluster] },
      { shows: 'no namespace in the set', subject: [policy({ podSelector: { matchLabels: { app: 'web' } } })] },
    ],
    bad: [
      { shows: 'no policy', subject: [namespace] },
      { shows: 'a policy of another namespace', subject: [namespace, policy(both, 'billing')] },
      { shows: 'ingress only', subject: [namespace, policy({ podSelector: {} })] },
      { shows: 'some pods only', subject: [namespace, policy({ ...both, podSelector: { matchLabels: { app: 'web' } } })] },
      { shows: 'everything allowed again', subject: [namespace, policy({ ...both, egress: [{}] })] },
      { shows: 'everything allowed again by another policy', subject: [namespace, policy(both), policy({ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] })] },
    ],
  }),
});
