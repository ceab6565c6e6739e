import { kplus } from '../cdk8s-plus';

/**
 * How many pods of a workload may be evicted at a time, as when a node is drained.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class DisruptionBudget {
  /**
   * At most so many pods are gone.
   *
   * @param pods a number, or a percentage of the replicas
   */
  public static maxUnavailable(pods: kplus.PercentOrAbsolute): DisruptionBudget {
    return new DisruptionBudget({ maxUnavailable: pods.value });
  }

  /**
   * At least so many pods stay. Where that is all of them, no node can be drained (`pdb-allows-eviction`).
   *
   * @param pods a number, or a percentage of the replicas
   */
  public static minAvailable(pods: kplus.PercentOrAbsolute): DisruptionBudget {
    return new DisruptionBudget({ minAvailable: pods.value });
  }

  /**
   * No budget: all pods may be evicted at once. Waives `pdb-present` for the workload.
   *
   * @param reason why that does no harm, for the reviewer: at least 10 characters
   */
  public static none(reason: string): DisruptionBudget {
    return new DisruptionBudget(undefined, reason);
  }

  private constructor(
    /** The limit in the spec of the budget; undefined where there is no budget. @internal */
    public readonly _limit: Readonly<Record<string, unknown>> | undefined,
    /** @internal */
    public readonly _reason?: string,
  ) {}
}
