import { Quantity } from '../../profile/quantity';
import { ResourceDefaults } from '../../profile/resource-defaults';

/** Amounts of the three resources that a container uses. */
export interface ContainerAmounts {
  /**
   * CPU.
   * @default - not stated
   */
  readonly cpu?: Quantity;
  /**
   * Memory.
   * @default - not stated
   */
  readonly memory?: Quantity;
  /**
   * Local ephemeral storage.
   * @default - not stated
   */
  readonly ephemeralStorage?: Quantity;
}

/** What a single container of a namespace gets and may have. */
export interface ContainerLimitsProps {
  /**
   * The limits of a container that states none.
   * @default - the limits of the profile's `resources`
   */
  readonly defaultLimit?: ContainerAmounts;
  /**
   * The requests of a container that states none.
   * @default - the requests of the profile's `resources`
   */
  readonly defaultRequest?: ContainerAmounts;
  /**
   * The most that one container may have as its limit.
   * @default - 2 CPU, 2Gi of memory, 2Gi of ephemeral storage
   */
  readonly max?: ContainerAmounts;
  /**
   * The least that one container must request.
   * @default - 10m CPU, 16Mi of memory, no least ephemeral storage
   */
  readonly min?: ContainerAmounts;
}

const MAX: ContainerAmounts = { cpu: Quantity.cores(2), memory: Quantity.gibibytes(2), ephemeralStorage: Quantity.gibibytes(2) };
const MIN: ContainerAmounts = { cpu: Quantity.millicores(10), memory: Quantity.mebibytes(16) };

/**
 * The LimitRange of a namespace: defaults for containers without amounts of their own, and bounds for all.
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class ContainerLimits {
  /**
   * Limits for each container.
   *
   * @param props what differs from the defaults
   */
  public static of(props: ContainerLimitsProps = {}): ContainerLimits {
    return new ContainerLimits(props);
  }

  private constructor(private readonly props: ContainerLimitsProps) {}

  /**
   * The item of a LimitRange; `defaults` are those of the profile, `path` is that of the namespace.
   *
   * @throws where min, defaultRequest, defaultLimit and max are not in ascending order
   * @internal
   */
  public _toManifest(defaults: ResourceDefaults, path: string): Record<string, unknown> {
    const { cpuRequest, memoryRequest, ephemeralStorageRequest, cpuLimit, memoryLimit, ephemeralStorageLimit } = defaults;
    const item = {
      default: named({ cpu: cpuLimit, memory: memoryLimit, ephemeralStorage: ephemeralStorageLimit, ...this.props.defaultLimit }),
      defaultRequest: named({ cpu: cpuRequest, memory: memoryRequest, ephemeralStorage: ephemeralStorageRequest, ...this.props.defaultRequest }),
      max: named({ ...MAX, ...this.props.max }),
      min: named({ ...MIN, ...this.props.min }),
    };
    for (const [low, high] of [['min', 'defaultRequest'], ['defaultRequest', 'default'], ['default', 'max']] as const) rejectDisorder(item, low, high, path);
    return { ...Object.fromEntries(Object.entries(item).map(([bound, amounts]) => [bound, texts(amounts)])), type: 'Container' };
  }
}

type Item = Record<'default' | 'defaultRequest' | 'max' | 'min', Record<string, Quantity>>;

const PROP = { default: 'defaultLimit', defaultRequest: 'defaultRequest', max: 'max', min: 'min' };

function named({ cpu, memory, ephemeralStorage }: ContainerAmounts): Record<string, Quantity> {
  return {
    ...(cpu === undefined ? {} : { cpu }), ...(ephemeralStorage === undefined ? {} : { 'ephemeral-storage': ephemeralStorage }), ...(memory === undefined ? {} : { memory }),
  };
}

function texts(amounts: Record<string, Quantity>): Record<string, string> {
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [resource, amount.toString()]));
}

function rejectDisorder(item: Item, low: keyof Item, high: keyof Item, path: string): void {
  for (const [resource, amount] of Object.entries(item[low])) {
    const limit = item[high][resource];
    if (!limit?._isBelow(amount)) continue;
    throw new Error(`cannot limit the containers of "${path}": ${PROP[low]} of ${resource} is "${amount}", above ${PROP[high]} "${limit}"; `
      + `change ${PROP[low]} or ${PROP[high]} of ContainerLimits, or \`resources\` of the profile`);
  }
}
