/**
 * An exception from one control for one namespace, in the cluster. Only the platform team can grant it, since it stands in the profile: the
 * admission policies ignore the annotations that waive controls elsewhere.
 */
export interface AdmissionWaiver {
  /** The name of the namespace. */
  readonly namespace: string;

  /** The id of the control. */
  readonly control: string;

  /** Why the control does not apply there, in ten characters or more. */
  readonly reason: string;

  /**
   * The last day on which it holds, as `2027-03-31` in UTC. From then on objects that describe pods are refused when they are created; pods
   * themselves are let through with a warning, so that pods which move to another node do not stay away.
   *
   * @default - it never ends
   */
  readonly expires?: string;

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
