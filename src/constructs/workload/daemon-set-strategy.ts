import { kplus } from '../cdk8s-plus';

/** How far an update of a DaemonSet may go at a time. */
export interface DaemonSetRollingUpdateOptions {
  /**
   * On how many nodes the pod may be missing during the update.
   *
   * @default PercentOrAbsolute.absolute(1); none with `maxSurge`
   */
  readonly maxUnavailable?: kplus.PercentOrAbsolute;

  /**
   * On how many nodes the new pod may start beside the old one. Pods that use a port or a file of the host alone cannot.
   *
   * @default - none
   */
  readonly maxSurge?: kplus.PercentOrAbsolute;
}

/**
 * How old pods of a DaemonSet are replaced by new ones.
 *
 * @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
 */
export class DaemonSetStrategy {
  /**
   * Node after node.
   *
   * @param options on how many nodes at a time
   * @throws where both amounts are zero, so that no update could go on
   */
  public static rollingUpdate(options: DaemonSetRollingUpdateOptions = {}): DaemonSetStrategy {
    const { maxSurge, maxUnavailable = maxSurge ? kplus.PercentOrAbsolute.absolute(0) : kplus.PercentOrAbsolute.absolute(1) } = options;
    if (maxUnavailable.isZero() && (maxSurge?.isZero() ?? true)) {
      throw new Error('cannot build a DaemonSetStrategy: maxSurge and maxUnavailable are zero, so that no pod could ever be replaced; raise one of them');
    }
    return new DaemonSetStrategy({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: maxUnavailable.value, ...(maxSurge ? { maxSurge: maxSurge.value } : {}) } });
  }

  /** A pod is replaced once somebody deletes it: for agents whose restart interrupts the node. */
  public static onDelete(): DaemonSetStrategy {
    return new DaemonSetStrategy({ type: 'OnDelete' });
  }

  private constructor(
    /** @internal */
    public readonly _manifest: Readonly<Record<string, unknown>>,
  ) {}
}
