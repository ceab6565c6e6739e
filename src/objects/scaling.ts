import { groupKind, keyOf, Manifest, namespaceOf } from './manifest';
import { isObject, valueAt } from './pointer';

/** The autoscaler that Kubernetes brings. */
export const HORIZONTAL_POD_AUTOSCALER = 'autoscaling/HorizontalPodAutoscaler';

/** What an autoscaler scales. */
export interface ScaleTarget {
  /** The kind with its group, `apps/Deployment`. */
  readonly groupKind: string;
  readonly name: string;
}

/** KEDA fills these in. https://keda.sh/docs/latest/reference/scaledobject-spec/ */
const KEDA_TARGET = { apiVersion: 'apps/v1', kind: 'Deployment' };

/** What an object scales, be it the autoscaler of Kubernetes or that of an add-on with the same field; undefined where it names nothing. */
export function scaleTargetOf(scaler: Manifest): ScaleTarget | undefined {
  const target = valueAt(scaler, '/spec/scaleTargetRef');
  if (!isObject(target)) return undefined;
  const whole = groupKind(scaler) === 'keda.sh/ScaledObject' ? { ...KEDA_TARGET, ...target } : target;
  const { kind, name } = keyOf({ ...whole, metadata: whole });
  return kind === '' || name === '' ? undefined : { groupKind: groupKind(whole), name };
}

/** Finds the object that scales a workload of its namespace; the first, where several do. */
export function scalersIn(manifests: readonly Manifest[]): (workload: Manifest) => Manifest | undefined {
  const found = new Map(manifests.flatMap((scaler) => {
    const target = scaleTargetOf(scaler);
    return target ? [[JSON.stringify([namespaceOf(scaler), target.groupKind, target.name]), scaler] as const] : [];
  }).reverse());
  return (workload) => {
    if (found.size === 0) return undefined;
    return found.get(JSON.stringify([namespaceOf(workload), groupKind(workload), keyOf(workload).name]));
  };
}

/** The fewest pods that an autoscaler of Kubernetes goes down to; undefined where its field is no whole number. */
export function minReplicasOf(autoscaler: Manifest): number | undefined {
  const least = valueAt(autoscaler, '/spec/minReplicas') ?? 1;
  return Number.isInteger(least) ? least as number : undefined;
}
