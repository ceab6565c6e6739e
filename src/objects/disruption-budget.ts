/**
 * How many pods a PodDisruptionBudget lets go, counted as its controller counts.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/disruption/disruption.go
 */

import { groupKind, keyOf, Manifest } from './manifest';
import { PodIndex } from './pod-index';
import { isObject, valueAt } from './pointer';
import { HORIZONTAL_POD_AUTOSCALER, minReplicasOf } from './scaling';

/** The pods that a budget guards. */
export interface Guarded {
  readonly pods: number;
  /** Whether an autoscaler decides about them; `pods` is then the fewest that there may be. */
  readonly scaled: boolean;
}

/** The kinds whose pods the controller counts. */
const COUNTED = ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', 'ReplicationController'];
const MANY_PODS = 1_000_000;

/** A number of pods, or a share of them, which is rounded up for either side of a budget; undefined for what the API server refuses. */
function share(value: unknown, pods: number): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  const percent = typeof value === 'string' ? /^(\d{1,3})%$/.exec(value) : null;
  return percent ? Math.ceil(pods * Number(percent[1]) / 100) : undefined;
}

/** How many of these pods may be evicted at the same time while all are healthy; undefined for a budget that the API server refuses. */
export function evictable(budget: Manifest, pods: number): number | undefined {
  const { maxUnavailable, minAvailable } = isObject(budget.spec) ? budget.spec : {};
  const bound = maxUnavailable ?? minAvailable;
  if (bound === undefined || bound === null) return 0; // with neither the controller expects no pods, and allows nothing
  const amount = share(bound, pods);
  if (amount === undefined) return undefined;
  return Math.max(0, bound === maxUnavailable ? Math.min(amount, pods) : pods - amount);
}

/** Whether a budget lets a pod go, however many run: one that does of a single pod does of several. */
export const letsOneGo = (budget: Manifest): boolean => (evictable(budget, 1) ?? 0) > 0;

/** Whether a budget allows no eviction, however many pods run. */
export const blocksAlways = (budget: Manifest): boolean => evictable(budget, MANY_PODS) === 0;

/** Finds the pods that a budget guards; undefined where that cannot be told from manifests. */
export function guardedIn(pods: PodIndex, scalerOf: (workload: Manifest) => Manifest | undefined): (budget: Manifest) => Guarded | undefined {
  return (budget) => {
    const selected = pods.selectedWithin(valueAt(budget, '/spec/selector'), keyOf(budget).namespace);
    const counts = selected.map(({ manifest }) => podsOf(manifest, scalerOf(manifest)));
    const sum = counts.reduce<number | undefined>((total, one) => (total === undefined || one === undefined ? undefined : total + one), 0);
    return sum === undefined || sum === 0 ? undefined : { pods: sum, scaled: selected.some(({ manifest }) => scalerOf(manifest) !== undefined) };
  };
}

function podsOf(workload: Manifest, scaler: Manifest | undefined): number | undefined {
  if (!COUNTED.includes(groupKind(workload))) return undefined;
  if (scaler) return groupKind(scaler) === HORIZONTAL_POD_AUTOSCALER ? minReplicasOf(scaler) : undefined; // an add-on has its own rules
  const replicas = valueAt(workload, '/spec/replicas') ?? 1;
  return Number.isInteger(replicas) ? replicas as number : undefined;
}
