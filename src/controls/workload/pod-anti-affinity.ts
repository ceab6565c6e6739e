import { REPLICATED_KINDS } from '../conditions';
import { defineControl } from '../control';
import { allOf, anyOf, field, given, item, object } from '../require';

const HOSTNAME = 'kubernetes.io/hostname';
const TERMS = 'affinity.podAntiAffinity';

const several = { replicas: 3 };
const labelSelector = { matchLabels: { 'app.kubernetes.io/name': 'web' } };
const preferred = (podAffinityTerm: object) => (
  { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] } } }
);
const required = (term: object) => ({ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } });

export const podAntiAffinity = defineControl({
  id: 'pod-anti-affinity',
  title: 'Replicas avoid sharing a node',
  subject: 'pod',
  kinds: REPLICATED_KINDS,
  why: 'when all replicas share a node, the loss or the drain of that node is an outage',
  fix: {
    code: 'use SecureDeployment or SecureStatefulSet, which render the preference',
    yaml: 'add an entry with a `podAffinityTerm` of `topologyKey: kubernetes.io/hostname` and a `labelSelector`, and a `weight`, to '
      + '`affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution`',
  },
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity'],
  frameworks: [
    'kube-linter:no-anti-affinity', 'kube-score:deployment-has-host-podantiaffinity', 'kube-score:statefulset-has-host-podantiaffinity',
  ],
  // a term without selector matches no pod
  require: given(object('spec.replicas').isAtLeast(2), anyOf(
    field(`${TERMS}.preferredDuringSchedulingIgnoredDuringExecution`)
      .some(allOf(item('podAffinityTerm.topologyKey').equals(HOSTNAME), item('podAffinityTerm.labelSelector').isPresent())),
    field(`${TERMS}.requiredDuringSchedulingIgnoredDuringExecution`)
      .some(allOf(item('topologyKey').equals(HOSTNAME), item('labelSelector').isPresent())),
  )),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a preference', subject: preferred({ topologyKey: HOSTNAME, labelSelector }), spec: several },
      { shows: 'a demand', subject: required({ topologyKey: HOSTNAME, labelSelector }), spec: several },
      { shows: 'a single replica', subject: {}, spec: { replicas: 1 } },
    ],
    bad: [
      { shows: 'several replicas with nothing said', subject: {}, spec: several },
      { shows: 'a preference for zones only', subject: preferred({ topologyKey: 'topology.kubernetes.io/zone', labelSelector }), spec: several },
      { shows: 'a demand for zones only', subject: required({ topologyKey: 'topology.kubernetes.io/zone', labelSelector }), spec: several },
      { shows: 'a preference about no pod', subject: preferred({ topologyKey: HOSTNAME }), spec: several },
      { shows: 'a demand about no pod', subject: required({ topologyKey: HOSTNAME }), spec: several },
    ],
  }),
});
