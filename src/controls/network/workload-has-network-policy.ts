import { keyOf, stringMap } from '../../objects/manifest';
import { NetworkIsolation } from '../../objects/network/isolation';
import { DIRECTIONS } from '../../objects/network/traffic-rule';
import { descend, isObject } from '../../objects/pointer';
import { SecurityProfile } from '../../profile/security-profile';
import { defineControl, notEnforceable } from '../control';
import { NETWORK_POLICIES, networkIsolationOf, POD_LABELS, runningPods } from '../members';
import { notEvaluatedText } from '../not-evaluated-policies';

const webLabels = { app: 'web' };
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: { matchLabels: webLabels }, template: { metadata: { labels: webLabels }, spec: { containers: [{ name: 'main', image: 'registry.example.com/web:1.0.0' }] } } },
};
const rollout = { ...deployment, apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: deployment.metadata, spec: { front: deployment.spec.template, back: deployment.spec.template } };
const declared = { profile: () => SecurityProfile.restricted({ customPodSpecs: { 'example.com/Widget': ['/spec/front/spec', '/spec/back/spec'] } }) };
const policy = (spec: object, namespace = 'shop') => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace }, spec });
const both = { podSelector: { matchLabels: webLabels }, policyTypes: ['Ingress', 'Egress'] };

/** What leaves pods without isolation, in words; undefined where they have it in both directions. */
function openText(network: NetworkIsolation, namespace: string, labels: Readonly<Record<string, string>>): string | undefined {
  const found = DIRECTIONS.map((direction) => [network.ofPods(namespace, labels, direction), direction.toLowerCase()] as const);
  const [unrestricted, opened] = (['unrestricted', 'opened'] as const).map((what) => found.filter(([isolation]) => isolation === what).map(([, one]) => one).join(' and '));
  const where = namespace === '' ? '' : ` of namespace "${namespace}"`;
  const parts = [
    ...(unrestricted === '' ? [] : [`no NetworkPolicy${where} restricts the ${unrestricted} of these pods`]),
    ...(opened === '' ? [] : [`the NetworkPolicies${where} that select these pods allow all ${opened}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(', and ');
}

export const workloadHasNetworkPolicy = defineControl({
  id: 'workload-has-network-policy',
  title: 'Workloads are selected by a NetworkPolicy in both directions',
  subject: 'set',
  why: 'pods that no policy selects accept connections from every pod of the cluster and, once taken over, can connect to all of them',
  fix: {
    code: 'use a `Secure*` workload, which creates its policy; open paths with `allowFrom` and `allowTo`',
    yaml: 'add a NetworkPolicy whose `podSelector` matches the labels of the pods, with `policyTypes: [Ingress, Egress]`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation'],
  frameworks: [
    'nsa-cisa:network-policies', 'mitre:T1046', 'kube-linter:non-isolated-pod', 'kube-score:pod-networkpolicy', 'kubescape:C-0030',
    'kubescape:C-0260', 'polaris:missingNetworkPolicy', 'checkov:CKV2_K8S_6', 'kyverno:require-netpol',
  ],
  reads: [POD_LABELS, NETWORK_POLICIES],
  inspectSet: (set) => {
    const network = networkIsolationOf(set);
    return runningPods(set).flatMap(({ member, pods }) => {
      const { namespace } = keyOf(member.manifest);
      const labels = stringMap(isObject(pods.metadata) ? pods.metadata.labels : undefined);
      const message = openText(network, namespace, labels);
      if (message === undefined) return [];
      const pointer = descend(pods.metadataPointer, ['labels']);
      const others = network.notEvaluated(namespace, labels);
      return [others.length === 0 ? { member, pointer, message } : { member, pointer, message: `${message}, and ${notEvaluatedText(others)}`, undecided: true as const }];
    });
  },
  admission: notEnforceable('needs the NetworkPolicies of the namespace'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a policy for the pods', subject: [deployment, policy(both)] },
      { shows: 'a policy for all pods of the namespace', subject: [deployment, policy({ ...both, podSelector: {} })] },
      { shows: 'one policy per direction', subject: [deployment, policy({ ...both, policyTypes: ['Ingress'] }), policy({ ...both, policyTypes: ['Egress'] })] },
      { shows: 'directions read off the rules', subject: [deployment, policy({ podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] })] },
      { shows: 'a policy for the pods of a well-known custom kind', subject: [rollout, policy(both)] },
      { shows: 'a template that runs nothing', subject: [{ apiVersion: 'v1', kind: 'PodTemplate', metadata: deployment.metadata, template: deployment.spec.template }] },
    ],
    bad: [
      { shows: 'no policy', subject: [deployment] },
      { shows: 'no policy for the pods of a well-known custom kind', subject: [rollout] },
      { shows: 'no policy for the pods of a custom kind that the profile declares', subject: [widget], ...declared },
      { shows: 'ingress only', subject: [deployment, policy({ podSelector: both.podSelector })] },
      { shows: 'other pods selected', subject: [deployment, policy({ ...both, podSelector: { matchLabels: { app: 'api' } } })] },
      { shows: 'a policy of another namespace', subject: [deployment, policy(both, 'billing')] },
      { shows: 'policies that allow everything', subject: [deployment, policy(both), policy({ ...both, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] })] },
    ],
  }),
});
