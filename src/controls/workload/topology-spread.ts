import { REPLICATED_KINDS } from '../conditions';
import { defineControl } from '../control';
import { field, given, item, object } from '../require';

const several = { replicas: 3 };
const constraint = (rest: object = {}) => (
  { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', ...rest }] }
);

export const topologySpread = defineControl({
  id: 'topology-spread',
  title: 'Replicas spread over zones',
  subject: 'pod',
  kinds: REPLICATED_KINDS,
  why: 'when all replicas share a zone, the loss of that zone is an outage',
  fix: {
    code: 'use SecureDeployment or SecureStatefulSet, which render the constraint',
    yaml: 'add an entry with `maxSkew: 1`, `topologyKey: topology.kubernetes.io/zone`, `whenUnsatisfiable: ScheduleAnyway` and a `labelSelector` to '
      + '`topologySpreadConstraints`',
  },
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  frameworks: [
    'kube-score:pod-topology-spread-constraints', 'polaris:topologySpreadConstraint', 'kyverno:topologyspreadconstraints-policy',
    'kyverno:spread-pods-across-topology',
  ],
  // a constraint without selector counts no pod
  require: given(object('spec.replicas').isAtLeast(2), field('topologySpreadConstraints').some(item('labelSelector').isPresent())),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a constraint for zones', subject: constraint({ labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } }), spec: several },
      { shows: 'a single replica', subject: {}, spec: { replicas: 1 } },
    ],
    bad: [
      { shows: 'several replicas with nothing said', subject: {}, spec: several },
      { shows: 'a constraint about no pod', subject: constraint(), spec: several },
    ],
  }),
});
