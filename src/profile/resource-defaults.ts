import { compareQuantities, parseQuantity } from '../objects/quantity';

/** Amounts for containers that declare none. */
export interface ResourceDefaultsProps {
  /**
   * CPU that is set aside.
   *
   * @default '100m'
   */
  readonly cpuRequest?: string;

  /**
   * CPU beyond which the container is throttled.
   *
   * @default '500m'
   */
  readonly cpuLimit?: string;

  /**
   * Memory that is set aside.
   *
   * @default - the memory limit
   */
  readonly memoryRequest?: string;

  /**
   * Memory beyond which the container is killed. A limit above the request means that a full node kills containers which did nothing wrong.
   *
   * @default - the memory request, or '256Mi' where that is unset as well
   */
  readonly memoryLimit?: string;

  /**
   * Storage on the node that is set aside, for logs, the writable layer and emptyDir volumes.
   *
   * @default '64Mi'
   */
  readonly ephemeralStorageRequest?: string;

  /**
   * Storage on the node beyond which the pod is evicted.
   *
   * @default '256Mi'
   */
  readonly ephemeralStorageLimit?: string;

  /**
   * Renders no CPU limit: a container may use all CPU that its neighbours leave idle, and a busy loop takes it from them.
   *
   * @default false
   */
  readonly omitCpuLimit?: boolean;
}

const DEFAULT_MEMORY = '256Mi';
const NANOS_PER_BYTE = 1_000_000_000n;

/**
 * Requests and limits for containers that declare none.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export class ResourceDefaults {
  /**
   * Amounts in Kubernetes notation, such as '250m' and '1Gi'.
   *
   * @param props amounts that differ from the defaults.
   */
  public static of(props: ResourceDefaultsProps = {}): ResourceDefaults {
    return new ResourceDefaults(props);
  }

  /** CPU that is set aside. */
  public readonly cpuRequest: string;
  /** CPU beyond which the container is throttled; undefined where the limit is omitted. */
  public readonly cpuLimit?: string;
  /** Memory that is set aside. */
  public readonly memoryRequest: string;
  /** Memory beyond which the container is killed. */
  public readonly memoryLimit: string;
  /** Storage on the node that is set aside. */
  public readonly ephemeralStorageRequest: string;
  /** Storage on the node beyond which the pod is evicted. */
  public readonly ephemeralStorageLimit: string;
  /** Whether no CPU limit is rendered. */
  public readonly omitCpuLimit: boolean;

  private constructor(props: ResourceDefaultsProps) {
    rejectBadAmounts(props);
    this.omitCpuLimit = props.omitCpuLimit ?? false;
    if (this.omitCpuLimit && props.cpuLimit !== undefined) {
      throw new Error(`cannot omit the CPU limit: cpuLimit is "${props.cpuLimit}"; pass either omitCpuLimit or cpuLimit`);
    }
    this.cpuRequest = props.cpuRequest ?? '100m';
    this.cpuLimit = this.omitCpuLimit ? undefined : props.cpuLimit ?? '500m';
    this.memoryRequest = props.memoryRequest ?? props.memoryLimit ?? DEFAULT_MEMORY;
    this.memoryLimit = props.memoryLimit ?? this.memoryRequest;
    this.ephemeralStorageRequest = props.ephemeralStorageRequest ?? '64Mi';
    this.ephemeralStorageLimit = props.ephemeralStorageLimit ?? '256Mi';

    rejectAboveLimit('cpu', this.cpuRequest, this.cpuLimit);
    rejectAboveLimit('memory', this.memoryRequest, this.memoryLimit);
    rejectAboveLimit('ephemeralStorage', this.ephemeralStorageRequest, this.ephemeralStorageLimit);
  }
}

function rejectBadAmounts(props: ResourceDefaultsProps): void {
  const { omitCpuLimit: _, ...amounts } = props;
  for (const [prop, text] of Object.entries(amounts)) {
    if (text !== undefined) rejectBadAmount(prop, text, !prop.startsWith('cpu'));
  }
}

function rejectBadAmount(prop: string, text: string, inBytes: boolean): void {
  const example = inBytes ? '"256Mi"' : '"250m"';
  const quantity = parseQuantity(text);
  if (!quantity || quantity.nanos <= 0n) {
    throw new Error(`cannot use "${text}" as ${prop}: it is no amount above zero; pass ${prop} in Kubernetes notation, such as ${example}`);
  }
  if (inBytes && quantity.nanos % NANOS_PER_BYTE !== 0n) {
    throw new Error(`cannot use "${text}" as ${prop}: it is a fraction of a byte, for "m" means thousandths; pass ${prop} such as ${example}`);
  }
}

function rejectAboveLimit(resource: string, request: string, limit: string | undefined): void {
  const requested = parseQuantity(request);
  const limited = limit === undefined ? undefined : parseQuantity(limit);
  if (!requested || !limited || compareQuantities(requested, limited) <= 0) return;
  throw new Error(`cannot default ${resource}: the request ${request} exceeds the limit ${limit}, which the API server refuses; `
    + `lower ${resource}Request or raise ${resource}Limit`);
}
