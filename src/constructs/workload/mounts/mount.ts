import { Construct } from 'constructs';
import { MountedContent } from './reload';

/** A volume source of a pod spec, such as `{ secret: { secretName: 'db' } }`. */
export type VolumeSource = Readonly<Record<string, unknown>>;

/** All that tells one kind of mount from another. */
export interface MountDefinition {
  /** Where the files are, as the process sees it. */
  readonly path: string;
  /** The name of the volume; a number is appended where it is taken. */
  readonly volumeName: string;
  readonly readOnly: boolean;
  /** The one container that mounts the volume, by name. */
  readonly container?: string;
  /** The containers that mount it where none is named. */
  readonly otherwise: 'first container' | 'every container';
  /** The volume source; `secretFileMode` lets the process read files, and nobody write them. */
  readonly source: (secretFileMode: number) => VolumeSource;
  /** What is wrong with the mount and how to correct it; it ends a sentence that names path and workload. */
  readonly problem?: string;
  /**
   * Adds the objects that the volume refers to, below the workload: once for each namespace, although several workloads there may have the mount.
   * `at` begins the message if that cannot be.
   */
  readonly addObjects?: (workload: Construct, namespace: string | undefined, at: string) => void;
  /** What the pods are restarted for when it changes; they are not where undefined. */
  readonly reloadOn?: MountedContent;
}

/** A volume, and the path where containers see it: pass it to `mounts.add` of a workload. */
export class Mount {
  /**
   * A mount of any kind; what is wrong with it is said where it is added, since only there the workload is known.
   * @internal
   */
  public static _of(definition: MountDefinition): Mount {
    return new Mount(definition);
  }

  private constructor(
    /** @internal */
    public readonly _definition: MountDefinition,
  ) {}

  /** Where the files are, as the process sees it. */
  public get path(): string {
    return this._definition.path;
  }

  /** Whether the containers are kept from writing there. */
  public get readOnly(): boolean {
    return this._definition.readOnly;
  }
}

/** The name of a volume, from what it holds. */
export function volumeNameFor(kind: string, what: string): string {
  return `${kind}-${what}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/-$/, '');
}

/** Keys with their file names, as volume sources list them. */
export function keyItems(items: Readonly<Record<string, string>> | undefined): { items?: VolumeSource[] } {
  return items === undefined ? {} : { items: Object.entries(items).map(([key, path]) => ({ key, path })) };
}
