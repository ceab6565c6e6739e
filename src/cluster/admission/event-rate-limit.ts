/** What a limit of events counts together. */
export enum EventRateLimitType {
  /** All events of an API server. */
  SERVER = 'Server',
  /** Those of a namespace. */
  NAMESPACE = 'Namespace',
  /** Those of a user. */
  USER = 'User',
  /** Those that have the same source and are about the same object. */
  SOURCE_AND_OBJECT = 'SourceAndObject',
}

/**
 * How many events the API server takes; what is above is refused.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit
 */
export interface EventRateLimit {
  /** What is counted together. */
  readonly type: EventRateLimitType;

  /** Events in a second, over a longer time; more than zero. */
  readonly eventsPerSecond: number;

  /** Events at once; more than zero. */
  readonly burst: number;

  /**
   * How many namespaces, users or sources are counted at a time; those that were not seen for longest are forgotten.
   *
   * @default 4096
   */
  readonly cacheSize?: number;
}
