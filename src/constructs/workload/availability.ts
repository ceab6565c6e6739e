import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { DaemonSetStrategy } from './daemon-set-strategy';
import { DisruptionBudget } from './disruption-budget';
import { Json } from './rendered-container';
import { VolumeClaimTemplate } from './volume-claim-template';
import { kplus } from '../cdk8s-plus';
import { madeFor } from '../synthesis/hardened-objects';

/** What differs between the kinds of workloads. */
export interface KindTraits {
  /** False for kinds that run once or on every node: nothing to spread. */
  readonly spread: boolean;
  /** Whether evictions are worth a budget where none is given. */
  readonly budget: boolean;
  /** The budget that is given. */
  readonly disruptionBudget?: DisruptionBudget;
  /** Completes what only this kind has, once the containers have all that their user added. */
  readonly complete?: (manifest: Json) => void;
}

/** One replica may be gone during an eviction, and one may be started ahead during an update, so three keep two serving. */
const REPLICAS = 3;
/** What cdk8s-plus renders: a database that nobody told to run three times must not become three databases. */
const STATEFUL_REPLICAS = 1;
const REVISION_HISTORY = 5;
const rollingUpdate = (): Json => ({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });

const limitHistory = ({ spec }: Json): void => { spec.revisionHistoryLimit ??= REVISION_HISTORY; };

interface GivenBudget { readonly disruptionBudget?: DisruptionBudget }
interface GivenHistory { readonly revisionHistoryLimit?: number }
interface GivenClaims { readonly volumeClaimTemplates?: readonly VolumeClaimTemplate[] }

/** Replicas and the way they are replaced, where the user left them to us. A Deployment with an autoscaler has no replicas of its own. */
export function deploymentTraits(props: kplus.DeploymentProps & GivenBudget & GivenHistory): KindTraits {
  const { replicas, strategy, disruptionBudget, revisionHistoryLimit = REVISION_HISTORY } = props;
  return {
    disruptionBudget,
    spread: true,
    budget: (replicas ?? REPLICAS) > 1,
    complete: (manifest) => {
      if (replicas === undefined && manifest.spec.replicas !== undefined) manifest.spec.replicas = REPLICAS;
      if (strategy === undefined) manifest.spec.strategy = rollingUpdate();
      manifest.spec.revisionHistoryLimit = revisionHistoryLimit; // where cdk8s-plus has the prop, it renders a default of its own
    },
  };
}

type StatefulSetProps = Omit<kplus.StatefulSetProps, 'volumeClaimTemplates'>;

/** The update strategy of cdk8s-plus is written out already. */
export function statefulSetTraits(props: StatefulSetProps & GivenBudget & GivenClaims, path: string): KindTraits {
  const { replicas, disruptionBudget, volumeClaimTemplates = [] } = props;
  return {
    disruptionBudget,
    spread: true,
    budget: (replicas ?? STATEFUL_REPLICAS) > 1,
    complete: (manifest) => {
      volumeClaimTemplates.forEach((claim) => claim._addTo(manifest, `cannot synthesize "${path}"`));
      limitHistory(manifest);
    },
  };
}

/** One pod for each node: where it is gone, no other one stands in. */
export function daemonSetTraits({ strategy }: { readonly strategy?: DaemonSetStrategy }): KindTraits {
  return {
    spread: false,
    budget: false,
    complete: (manifest) => {
      if (strategy) manifest.spec.updateStrategy = strategy._manifest;
      limitHistory(manifest);
    },
  };
}

/** An eviction ends a pod that runs once, and nobody replaces it step by step. */
export const POD_TRAITS: KindTraits = { spread: false, budget: false };

/**
 * The props of a job with our default of `restartPolicy`: its container is restarted in the same pod. A pod may start before the network plugin has
 * programmed its NetworkPolicy, and so may each pod that takes its place.
 */
export const restartedInPlace = <Props extends kplus.AbstractPodProps>(props: Props): Props => (
  { ...props, restartPolicy: props.restartPolicy ?? kplus.RestartPolicy.ON_FAILURE });

/** How many pods a job has, which cdk8s-plus has no props for. */
export function jobTraits({ completions, parallelism }: { readonly completions?: number; readonly parallelism?: number }): KindTraits {
  for (const [prop, amount] of Object.entries({ completions, parallelism })) {
    if (amount === undefined || (Number.isInteger(amount) && amount >= 0)) continue;
    throw new Error(`cannot build a job: ${prop} is ${amount}, and a number of pods is a whole number from 0; change \`${prop}\``);
  }
  return {
    ...POD_TRAITS,
    complete: ({ spec }) => {
      const job: Json = spec.jobTemplate?.spec ?? spec;
      if (completions !== undefined) job.completions = completions;
      if (parallelism !== undefined) job.parallelism = parallelism;
    },
  };
}

/** Prefers other nodes and other zones for each replica; a full cluster may still pack them. */
export function spreadPods(spec: Json, podLabels: Record<string, string>): void {
  const labelSelector = (): Json => ({ matchLabels: { ...podLabels } });
  const affinity = (spec.affinity ??= {}) as Json;
  const elsewhere = { labelSelector: labelSelector(), topologyKey: kplus.Topology.HOSTNAME.key };
  affinity.podAntiAffinity ??= { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: elsewhere }] };
  spec.topologySpreadConstraints ??= [{
    labelSelector: labelSelector(), maxSkew: 1, topologyKey: kplus.Topology.ZONE.key, whenUnsatisfiable: 'ScheduleAnyway',
  }];
}

const ONE_AT_A_TIME = { maxUnavailable: 1 };

/** A budget that by default lets one pod go at a time, and never keeps a broken one on a node that is drained. */
export function addDisruptionBudget(
  scope: Construct, id: string, metadata: ApiObjectMetadata, podLabels: Record<string, string>, given?: DisruptionBudget,
): void {
  const budget = new ApiObject(scope, id, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    spec: { ...given?._limit ?? ONE_AT_A_TIME, selector: { matchLabels: podLabels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  });
  madeFor(budget, 'pdb-present', 'pdb-allows-eviction', 'pdb-unhealthy-eviction');
}
