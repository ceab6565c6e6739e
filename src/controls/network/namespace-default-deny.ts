import { keyOf } from '../../objects/manifest';
import { allowsEverything, DIRECTIONS, directionsOf, PolicyType, selectsEveryPod } from '../../objects/network-policy';
import { defineControl, notEnforceable, SetMember } from '../control';
import { byNamespace, membersOf } from '../members';

const denies = (direction: PolicyType) => ({ manifest }: SetMember): boolean =>
  selectsEveryPod(manifest) && directionsOf(manifest).includes(direction) && !allowsEverything(manifest, direction);

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const policy = (spec: object, name = 'shop') => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'default-deny', namespace: name }, spec,
});
const both = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

export const namespaceDefaultDeny = defineControl({
  id: 'namespace-default-deny',
  title: 'Namespaces deny traffic by default',
  subject: 'set',
  why: 'without it a pod that no policy selects reaches every pod of the cluster and the internet, and is reached by all of them',
  fix: {
    code: 'make the namespace with `HardenedNamespace`, which denies by default, and open paths with `allowFrom` and `allowTo`',
    yaml: 'add a NetworkPolicy with `podSelector: {}` and `policyTypes: [Ingress, Egress]`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic'],
  frameworks: [
    'cis:5.3.2', 'nsa-cisa:network-policies', 'mitre:T1046', 'kubescape:C-0054', 'kubescape:C-0049', 'kubescape:C-0206',
    'kyverno:add-network-policy',
  ],
  reads: [{ kinds: { 'networking.k8s.io/NetworkPolicy': ['/spec'] } }],
  inspectSet: (set) => {
    const policies = byNamespace(set, 'networking.k8s.io/NetworkPolicy');
    return membersOf(set, 'Namespace').flatMap((member) => {
      const { name } = keyOf(member.manifest);
      const open = DIRECTIONS.filter((direction) => !policies(name).some(denies(direction)));
      const message = `no NetworkPolicy in namespace "${name}" denies all ${open.join(' and ').toLowerCase()} by default`;
      return open.length === 0 ? [] : [{ member, pointer: '/metadata/name', message }];
    });
  },
  admission: notEnforceable('needs the NetworkPolicies of the namespace, and none of them can exist before it'),
  absent: 'not-applicable',
  examples: {
    good: [
      { shows: 'both directions in one policy', subject: [namespace, policy(both)] },
      { shows: 'one policy per direction', subject: [namespace, policy({ podSelector: {}, policyTypes: ['Ingress'] }), policy({ podSelector: {}, policyTypes: ['Egress'] })] },
      {
        shows: 'name resolution allowed',
        subject: [namespace, policy({ ...both, egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] }] })],
      },
      { shows: 'no namespace in the set', subject: [policy({ podSelector: { matchLabels: { app: 'web' } } })] },
    ],
    bad: [
      { shows: 'no policy', subject: [namespace] },
      { shows: 'a policy of another namespace', subject: [namespace, policy(both, 'billing')] },
      { shows: 'ingress only', subject: [namespace, policy({ podSelector: {} })] },
      { shows: 'some pods only', subject: [namespace, policy({ ...both, podSelector: { matchLabels: { app: 'web' } } })] },
      { shows: 'everything allowed again', subject: [namespace, policy({ ...both, egress: [{}] })] },
    ],
  },
});
