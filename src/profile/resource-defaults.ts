import { Quantity } from './quantity';

/** Amounts for containers that declare none. */
export interface ResourceDefaultsProps {
  /**
   * CPU that is set aside.
   *
   * @default Quantity.millicores(100)
   */
  readonly cpuRequest?: Quantity;

  /**
   * CPU beyond which the container is throttled.
   *
   * @default Quantity.millicores(500)
   */
  readonly cpuLimit?: Quantity;

  /**
   * Memory that is set aside.
   *
   * @default - the memory limit
   */
  readonly memoryRequest?: Quantity;

  /**
   * Memory beyond which the container is killed. A limit above the request means that a full node kills containers which did nothing wrong.
   *
   * @default - the memory request, or 256 MiB where that is unset as well
   */
  readonly memoryLimit?: Quantity;

  /**
   * Storage on the node that is set aside, for logs, the writable layer and emptyDir volumes.
   *
   * @default Quantity.mebibytes(64)
   */
  readonly ephemeralStorageRequest?: Quantity;

  /**
   * Storage on the node beyond which the pod is evicted.
   *
   * @default Quantity.mebibytes(256)
   */
  readonly ephemeralStorageLimit?: Quantity;

  /**
   * Renders no CPU limit: a container may use all CPU that its neighbours leave idle, and a busy loop takes it from them.
   *
   * @default false
   */
  readonly omitCpuLimit?: boolean;
}

const DEFAULT_MEMORY = Quantity.mebibytes(256);

/**
 * Requests and limits for containers that declare none.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export class ResourceDefaults {
  /**
   * These amounts, with defaults for the others.
   *
   * @param props amounts that differ from the defaults
   * @throws for an amount of zero, a fraction of a byte, and a request above its limit
   */
  public static of(props: ResourceDefaultsProps = {}): ResourceDefaults {
    return new ResourceDefaults(props);
  }

  /** CPU that is set aside. */
  public readonly cpuRequest: Quantity;
  /** CPU beyond which the container is throttled; undefined where the limit is omitted. */
  public readonly cpuLimit?: Quantity;
  /** Memory that is set aside. */
  public readonly memoryRequest: Quantity;
  /** Memory beyond which the container is killed. */
  public readonly memoryLimit: Quantity;
  /** Storage on the node that is set aside. */
  public readonly ephemeralStorageRequest: Quantity;
  /** Storage on the node beyond which the pod is evicted. */
  public readonly ephemeralStorageLimit: Quantity;
  /** Whether no CPU limit is rendered. */
  public readonly omitCpuLimit: boolean;

  private constructor(props: ResourceDefaultsProps) {
    rejectBadAmounts(props);
    this.omitCpuLimit = props.omitCpuLimit ?? false;
    if (this.omitCpuLimit && props.cpuLimit !== undefined) {
      throw new Error(`cannot omit the CPU limit: cpuLimit is "${props.cpuLimit}"; pass either omitCpuLimit or cpuLimit`);
    }
    this.cpuRequest = props.cpuRequest ?? Quantity.millicores(100);
    this.cpuLimit = this.omitCpuLimit ? undefined : props.cpuLimit ?? Quantity.millicores(500);
    this.memoryRequest = props.memoryRequest ?? props.memoryLimit ?? DEFAULT_MEMORY;
    this.memoryLimit = props.memoryLimit ?? this.memoryRequest;
    this.ephemeralStorageRequest = props.ephemeralStorageRequest ?? Quantity.mebibytes(64);
    this.ephemeralStorageLimit = props.ephemeralStorageLimit ?? Quantity.mebibytes(256);

    rejectAboveLimit('cpu', this.cpuRequest, this.cpuLimit);
    rejectAboveLimit('memory', this.memoryRequest, this.memoryLimit);
    rejectAboveLimit('ephemeralStorage', this.ephemeralStorageRequest, this.ephemeralStorageLimit);
  }
}

function rejectBadAmounts(props: ResourceDefaultsProps): void {
  const { omitCpuLimit: _, ...amounts } = props;
  for (const [prop, amount] of Object.entries(amounts) as [string, Quantity | undefined][]) {
    if (amount !== undefined) rejectBadAmount(prop, amount, !prop.startsWith('cpu'));
  }
}

function rejectBadAmount(prop: string, amount: Quantity, inBytes: boolean): void {
  const example = inBytes ? 'Quantity.mebibytes(256)' : 'Quantity.millicores(250)';
  if (amount._isZero()) throw new Error(`cannot use "${amount}" as ${prop}: it is not above zero; pass ${prop} such as ${example}`);
  if (inBytes && !amount._isWholeUnits()) {
    throw new Error(`cannot use "${amount}" as ${prop}: it is a fraction of a byte, for "m" means thousandths; pass ${prop} such as ${example}`);
  }
}

function rejectAboveLimit(resource: string, request: Quantity, limit: Quantity | undefined): void {
  if (!limit?._isBelow(request)) return;
  throw new Error(`cannot default ${resource}: the request ${request} exceeds the limit ${limit}, which the API server refuses; `
    + `lower ${resource}Request or raise ${resource}Limit`);
}
