import { Quantity } from '../../profile/quantity';

/** The most that all pods of a namespace may ask for together, and how many objects it may hold. */
export interface QuotaProps {
  /**
   * Pods that have not ended.
   * @default - not limited
   */
  readonly pods?: number;
  /**
   * CPU requests of all pods.
   * @default - not limited
   */
  readonly requestsCpu?: Quantity;
  /**
   * Memory requests of all pods.
   * @default - not limited
   */
  readonly requestsMemory?: Quantity;
  /**
   * CPU limits of all pods.
   * @default - not limited
   */
  readonly limitsCpu?: Quantity;
  /**
   * Memory limits of all pods.
   * @default - not limited
   */
  readonly limitsMemory?: Quantity;
  /**
   * Requests for local ephemeral storage of all pods.
   * @default - not limited
   */
  readonly requestsEphemeralStorage?: Quantity;
  /**
   * Limits of local ephemeral storage of all pods.
   * @default - not limited
   */
  readonly limitsEphemeralStorage?: Quantity;
  /**
   * Storage that all volume claims may ask for.
   * @default - not limited
   */
  readonly requestsStorage?: Quantity;
  /**
   * How many objects of a kind there may be, by resource: `{ services: 10, 'deployments.apps': 20 }`.
   *
   * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#object-count-quota
   * @default - not limited
   */
  readonly objects?: { readonly [resource: string]: number };
}

const AMOUNTS: readonly (readonly [keyof QuotaProps, string])[] = [
  ['limitsCpu', 'limits.cpu'], ['limitsEphemeralStorage', 'limits.ephemeral-storage'], ['limitsMemory', 'limits.memory'],
  ['requestsCpu', 'requests.cpu'], ['requestsEphemeralStorage', 'requests.ephemeral-storage'], ['requestsMemory', 'requests.memory'],
  ['requestsStorage', 'requests.storage'],
];

const RESOURCE = /^[a-z][a-z0-9]*(\.[a-z0-9-]+)*$/;

/**
 * The quota of a namespace.
 *
 * @example
 * import { Quantity, Quota } from 'cdk8s-hardened';
 *
 * Quota.of({
 *   pods: 4, requestsCpu: Quantity.cores(1), requestsMemory: Quantity.gibibytes(1), limitsCpu: Quantity.cores(2), limitsMemory: Quantity.gibibytes(2),
 * })
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class Quota {
  /**
   * A quota of these amounts.
   *
   * @param props the amounts; at least one
   * @throws for a negative or fractional count, and where a limit is below its request
   */
  public static of(props: QuotaProps): Quota {
    const hard: Record<string, string> = {};
    for (const [resource, number] of Object.entries(props.objects ?? {})) {
      if (!RESOURCE.test(resource)) throw new Error(`cannot count "${resource}" in a quota: it is no resource name; write it as "services" or "deployments.apps"`);
      hard[`count/${resource}`] = count(`objects["${resource}"]`, number);
    }
    if (props.pods !== undefined) hard.pods = count('pods', props.pods);
    for (const [prop, resource] of AMOUNTS) {
      const amount = props[prop] as Quantity | undefined;
      if (amount !== undefined) hard[resource] = amount.toString();
    }
    rejectLimitBelowRequest(props);
    if (Object.keys(hard).length === 0) throw new Error('cannot make a quota of nothing: it would limit nothing; pass pods, requestsCpu, limitsMemory, …');
    return new Quota(hard);
  }

  private constructor(private readonly hardAmounts: Record<string, string>) {}

  /** The amounts, by the names that ResourceQuota uses. */
  public get hard(): { [resource: string]: string } {
    return Object.fromEntries(Object.keys(this.hardAmounts).sort().map((key) => [key, this.hardAmounts[key]]));
  }
}

function count(prop: string, number: number): string {
  if (!Number.isInteger(number) || number < 0) throw new Error(`cannot limit ${prop} to ${number}: it is not a whole number from 0 up; pass how many there may be`);
  return String(number);
}

function rejectLimitBelowRequest(props: QuotaProps): void {
  const pairs = [['requestsCpu', 'limitsCpu'], ['requestsMemory', 'limitsMemory'], ['requestsEphemeralStorage', 'limitsEphemeralStorage']] as const;
  for (const [request, limit] of pairs) {
    const [low, high] = [props[request], props[limit]];
    if (low === undefined || !high?._isBelow(low)) continue;
    throw new Error(`cannot set quota ${limit} "${high}" below ${request} "${low}": what is requested could never be used; raise ${limit}`);
  }
}
