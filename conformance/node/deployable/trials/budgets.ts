import { Manifest } from '../../../../src/objects/manifest';
import { evict } from '../actions';
import { object, selector, Trial, workload } from '../trial';

const two = workload({ spec: { replicas: 2 } });
const budget = (name: string, spec: object = { maxUnavailable: 1 }): Manifest => object('policy/v1', 'PodDisruptionBudget', name, { spec: { selector, ...spec } });

/** Evictions that are refused for ever, so that the drain of a node never ends. */
export const BUDGETS: readonly Trial[] = [
  {
    control: 'one-pdb-per-pod', shows: 'two budgets select one pod', action: evict,
    faulty: [two, budget('web'), budget('more')], mended: [two, budget('web')], happens: /more than one PodDisruptionBudget/,
  },
  {
    control: 'pdb-allows-eviction', shows: 'a budget that needs every pod', action: evict,
    faulty: [two, budget('web', { minAvailable: 2 })], mended: [two, budget('web', { minAvailable: 1 })], happens: /violate the pod's disruption budget/,
  },
  {
    control: 'pdb-allows-eviction', shows: 'a budget that lets no pod go', action: evict,
    faulty: [two, budget('web', { maxUnavailable: 0 })], mended: [two, budget('web')], happens: /violate the pod's disruption budget/,
  },
];
