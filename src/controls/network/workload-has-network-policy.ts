import { keyOf } from '../../objects/manifest';
import { DIRECTIONS, directionsOf, selectsPods } from '../../objects/network-policy';
import { descend, isObject } from '../../objects/pointer';
import { SecurityProfile } from '../../profile/security-profile';
import { defineControl, notEnforceable } from '../control';
import { POD_LABELS, runningPods, selectingMembers } from '../members';

const labels = { app: 'web' };
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'registry.example.com/web:1.0.0' }] } } },
};
const rollout = { ...deployment, apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: deployment.metadata, spec: { front: deployment.spec.template, back: deployment.spec.template } };
const declared = { profile: () => SecurityProfile.restricted({ customPodSpecs: { 'example.com/Widget': ['/spec/front/spec', '/spec/back/spec'] } }) };
const policy = (spec: object, namespace = 'shop') => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace }, spec });
const both = { podSelector: { matchLabels: labels }, policyTypes: ['Ingress', 'Egress'] };

export const workloadHasNetworkPolicy = defineControl({
  id: 'workload-has-network-policy',
  title: 'Workloads are selected by a NetworkPolicy in both directions',
  subject: 'set',
  why: 'pods that no policy selects accept connections from every pod of the cluster, and once taken over reach all of them',
  fix: {
    code: 'use a `Secure*` workload, which brings its policy; open paths with `allowFrom` and `allowTo`',
    yaml: 'add a NetworkPolicy whose `podSelector` matches the labels of the pods, with `policyTypes: [Ingress, Egress]`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation'],
  frameworks: [
    'nsa-cisa:network-policies', 'mitre:T1046', 'kube-linter:non-isolated-pod', 'kube-score:pod-networkpolicy', 'kubescape:C-0030',
    'kubescape:C-0260', 'polaris:missingNetworkPolicy', 'checkov:CKV2_K8S_6', 'kyverno:require-netpol',
  ],
  reads: [POD_LABELS, { kinds: { 'networking.k8s.io/NetworkPolicy': ['/spec'] } }],
  inspectSet: (set) => {
    const policies = selectingMembers(set, 'networking.k8s.io/NetworkPolicy', '/spec/podSelector');
    return runningPods(set).flatMap(({ member, pods }) => {
      const { namespace } = keyOf(member.manifest);
      const given = isObject(pods.metadata) ? pods.metadata.labels : undefined;
      const selecting = policies(namespace, given).filter(({ manifest }) => selectsPods(manifest, given));
      const open = DIRECTIONS.filter((direction) => !selecting.some(({ manifest }) => directionsOf(manifest).includes(direction)));
      if (open.length === 0) return [];
      const message = `no NetworkPolicy ${namespace === '' ? 'without a namespace' : `of namespace "${namespace}"`} restricts the ${open.join(' and ').toLowerCase()} of these pods`;
      return [{ member, pointer: descend(pods.metadataPointer, ['labels']), message }];
    });
  },
  admission: notEnforceable('needs the NetworkPolicies of the namespace'),
  absent: 'not-applicable',
  examples: {
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
    ],
  },
});
