/** Where something is done. */
export interface GrantOptions {
  /**
   * The namespace of the objects.
   * @default - that of the workload
   */
  readonly namespace?: string;

  /**
   * The one object that is asked about, by name.
   * @default - any object, or one that has no name yet
   */
  readonly objectName?: string;
}
