import { Account } from '../objects/rbac-subject';
import { PodSecurityLevel } from '../profile/pod-security-level';

/** What the other objects of an input say about the object that is filled in. */
export interface OtherObjects {
  /** Why a service account needs its token: `RoleBinding "sys/op" gives it a role`; undefined where no object says so. */
  tokenNeededBecause(account: Account): string | undefined;
  /** The level below that of the profile which the workloads of a namespace need; undefined where they meet the profile's. */
  lowerLevelIn(namespace: string): LowerLevel | undefined;
}

/** A Pod Security level that is below that of the profile. */
export interface LowerLevel {
  readonly level: PodSecurityLevel;
  /** Which workload needs it, and for what. */
  readonly because: string;
}
