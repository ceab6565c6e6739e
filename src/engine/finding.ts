import { Waiver } from './waiver';
import { ControlId, SeverityName } from '../controls/vocabulary';
import { Manifest, ObjectKey } from '../objects/manifest';
import { SecurityProfile } from '../profile/security-profile';

/** Where an object comes from. */
export interface Origin {
  /** The path of the construct that made it. */
  readonly constructPath?: string;
  readonly file?: string;
}

/** An object to judge: the final manifest, the profile that holds for it, and the waivers that cover it. */
export interface JudgedObject {
  readonly manifest: Manifest;
  readonly profile: SecurityProfile;
  readonly origin: Origin;
  readonly waivers: readonly Waiver[];
}

/** `violation`: the requirement does not hold. `waived`: it does not, and a waiver says why. `inconclusive`: it cannot be decided, which is never a pass. */
export type Outcome = 'violation' | 'waived' | 'inconclusive';

/** One fault in one place. */
export interface Finding {
  readonly control: ControlId;
  readonly severity: SeverityName;
  readonly outcome: Outcome;
  readonly origin: Origin;
  readonly object: ObjectKey;
  /** JSON pointer into the object. */
  readonly pointer: string;
  /** The container that is at fault, by name. */
  readonly container?: string;
  /** What is wrong. */
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly waiver: Waiver | null;
}
