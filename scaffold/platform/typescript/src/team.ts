import { Quantity, Quota, Tenant } from 'cdk8s-hardened';
import { Construct } from 'constructs';

/** What a team gets. */
export interface TeamProps {
  /** How many services it may run, each with three pods. */
  readonly services: number;

  /**
   * The other teams that its services may connect to.
   * @default - none
   */
  readonly connectsTo?: string[];
}

/** The namespace of a team, with a quota by the number of its services, and roles for the groups `<team>-developers` and `<team>-on-call`. */
export class Team extends Tenant {
  constructor(scope: Construct, id: string, { services, connectsTo }: TeamProps) {
    super(scope, id, {
      quota: quotaOf(services),
      connectsTo,
      viewers: [`${id}-developers`],
      operators: [`${id}-on-call`],
    });
  }
}

/** Three pods of each service, and as many that are still terminating during an update. */
function quotaOf(services: number): Quota {
  return Quota.of({
    pods: 6 * services,
    requestsCpu: Quantity.cores(services),
    requestsMemory: Quantity.gibibytes(2 * services),
    requestsEphemeralStorage: Quantity.gibibytes(services),
    limitsCpu: Quantity.cores(3 * services),
    limitsMemory: Quantity.gibibytes(2 * services),
    limitsEphemeralStorage: Quantity.gibibytes(2 * services),
  });
}
