import { ApiObject, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { isObject } from '../../objects/pointer';

type Json = Record<string, any>;

/** One replica may be gone during an eviction, and one may be started ahead during an update, so three keep two serving. */
const REPLICAS = 3;
const REVISION_HISTORY = 5;
const ROLLING_UPDATE = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };

/** What of a Deployment the user left to us. */
export interface OpenChoices {
  readonly replicas: boolean;
  readonly strategy: boolean;
}

/** Replicas and the way they are replaced. A Deployment with an autoscaler has no replicas of its own. */
export function completeDeployment(manifest: Json, open: OpenChoices): void {
  const spec = manifest.spec as Json;
  if (open.replicas && spec.replicas !== undefined) spec.replicas = REPLICAS;
  if (open.strategy) spec.strategy = structuredClone(ROLLING_UPDATE);
  spec.revisionHistoryLimit ??= REVISION_HISTORY;
}

/** True where evictions are worth a budget. */
export const needsBudget = (replicas: number | undefined): boolean => (replicas ?? REPLICAS) > 1;

/** Prefers other nodes and other zones for each replica; a full cluster may still pack them. */
export function spreadPods(spec: Json, podLabels: Record<string, string>): void {
  const labelSelector = { matchLabels: { ...podLabels } };
  const affinity = (spec.affinity ??= {}) as Json;
  affinity.podAntiAffinity ??= {
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { labelSelector, topologyKey: kplus.Topology.HOSTNAME.key } }],
  };
  spec.topologySpreadConstraints ??= [{
    labelSelector: structuredClone(labelSelector), maxSkew: 1, topologyKey: kplus.Topology.ZONE.key, whenUnsatisfiable: 'ScheduleAnyway',
  }];
}

/** A budget that lets one pod go at a time, and never keeps a broken one on a node that is drained. */
export function addDisruptionBudget(workload: kplus.AbstractPod, podLabels: () => Record<string, string>): void {
  new ApiObject(workload, 'DisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: workload.name, namespace: workload.metadata.namespace },
    spec: Lazy.any({ produce: () => ({ maxUnavailable: 1, selector: { matchLabels: podLabels() }, unhealthyPodEvictionPolicy: 'AlwaysAllow' }) }),
  });
}

/** Names for ports without one, so that policies and services can refer to them: `tcp-8080`. */
export function namePorts(container: Json): void {
  for (const port of Array.isArray(container.ports) ? container.ports : []) {
    if (isObject(port)) port.name ??= `${String(port.protocol ?? 'TCP').toLowerCase()}-${port.containerPort}`;
  }
}
