/**
 * An exception from one control for one namespace, in the cluster. Only the platform team can grant it, since it is part of the `AdmissionRollout`: the
 * admission policies ignore the annotations that waive controls elsewhere.
 */
export interface AdmissionWaiver {
  /** The name of the namespace. */
  readonly namespace: string;

  /** The id of the control, as in `ControlIds`. */
  readonly control: string;

  /** Why the control does not apply there, in ten characters or more. */
  readonly reason: string;

  /**
   * The last day on which it holds, as `2027-03-31` in UTC. After it, new workloads are refused; new pods are admitted with a warning, so that the pods of
   * existing workloads can move to another node.
   *
   * @default - it never ends
   */
  readonly expires?: string;

  /**
   * The last day on which it holds, as a date: its day in UTC. Instead of `expires`.
   *
   * @default - `expires` says when it ends
   */
  readonly expiresOn?: Date;

  /**
   * Who answers for it.
   * @default - nobody is named
   */
  readonly owner?: string;

  /**
   * Where it was decided.
   * @default - no ticket is named
   */
  readonly ticket?: string;
}
