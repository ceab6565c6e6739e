import { Size } from 'cdk8s';
import { Mount, volumeNameFor } from './mount';

/** Where a writable path is mounted. */
export interface WritableMountOptions {
  /**
   * Only this container, by name.
   *
   * @default - every container of the pod, init containers included
   */
  readonly container?: string;

  /**
   * Keep the files in memory. They count against the memory limit of the container.
   *
   * @default false
   */
  readonly inMemory?: boolean;
}

/**
 * An empty folder that the containers may write to: an emptyDir with a size limit. It lives as long as the pod.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
 */
export class WritableMount {
  /**
   * A writable path.
   *
   * @param path absolute, as the process sees it
   * @param size what may be stored there, at most; the kubelet evicts the pod above it
   * @param options which container, and where the files are kept
   */
  public static of(path: string, size: Size, options: WritableMountOptions = {}): Mount {
    const { container, inMemory } = options;
    const kibibytes = size.toKibibytes();
    return Mount._of({
      path,
      volumeName: volumeNameFor('writable', path),
      readOnly: false,
      container,
      otherwise: 'every container',
      problem: kibibytes > 0 ? undefined : `a size of ${kibibytes} holds no file; pass a size such as Size.mebibytes(64)`,
      source: () => ({ emptyDir: { ...(inMemory ? { medium: 'Memory' } : {}), sizeLimit: quantity(kibibytes) } }),
    });
  }

  private constructor() {}
}

const quantity = (kibibytes: number): string => (kibibytes % 1024 === 0 ? `${kibibytes / 1024}Mi` : `${kibibytes}Ki`);
