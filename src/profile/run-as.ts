/** Largest id that the API server accepts. */
const LARGEST_ID = 2 ** 31 - 1;

/** The groups of a user. */
export interface RunAsUserOptions {
  /**
   * The primary group of the process.
   *
   * @default - the same number as the user
   */
  readonly group?: number;

  /**
   * The group that owns mounted volumes, and that the process belongs to.
   *
   * @default - the same number as the user
   */
  readonly fsGroup?: number;
}

/** What a platform assigns to pods. */
export interface PlatformAssignedOptions {
  /**
   * Says that the platform sets `fsGroup`, too. Files of secret volumes can then be readable by that group alone.
   *
   * @default false
   */
  readonly setsFsGroup?: boolean;
}

/**
 * The user and the groups that processes run as.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export class RunAs {
  /**
   * Processes run as this user.
   *
   * Numbers of 10000 and above are unlikely to be those of a user of the node.
   *
   * @param uid user id, from 1 to 2147483647.
   * @param options its groups.
   */
  public static user(uid: number, options: RunAsUserOptions = {}): RunAs {
    const group = options.group ?? uid;
    const fsGroup = options.fsGroup ?? uid;
    rejectBadId('uid', uid);
    rejectBadId('group', group);
    rejectBadId('fsGroup', fsGroup);
    return new RunAs(false, false, uid, group, fsGroup);
  }

  /**
   * The platform assigns user and groups when it admits a pod: nothing is rendered, and nothing flagged as missing.
   *
   * @param options what exactly it assigns.
   */
  public static platformAssigned(options: PlatformAssignedOptions = {}): RunAs {
    return new RunAs(true, options.setsFsGroup ?? false);
  }

  private constructor(
    /** Whether the platform assigns user and groups. */
    public readonly assignedByPlatform: boolean,
    /** Whether the platform also assigns `fsGroup`. */
    public readonly platformSetsFsGroup: boolean,
    /** The user id; undefined where the platform assigns it. */
    public readonly uid?: number,
    /** The primary group id; undefined where the platform assigns it. */
    public readonly gid?: number,
    /** The group of mounted volumes; undefined where the platform assigns it, or none is. */
    public readonly fsGroup?: number,
  ) {}
}

function rejectBadId(prop: string, id: number): void {
  if (Number.isInteger(id) && id >= 1 && id <= LARGEST_ID) return;
  const why = id === 0 ? 'is root' : `is not a whole number from 1 to ${LARGEST_ID}`;
  throw new Error(`cannot run processes as ${prop} ${id}: it ${why}; pass a number such as 65532 as ${prop}`);
}
