import { Waiver } from './waiver';
import { SeverityName } from '../controls/vocabulary';
import { keyOf, Manifest, ObjectKey } from '../objects/manifest';
import { isObject } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';

/** Where an object comes from. */
export interface Origin {
  /** The path of the construct that made it. */
  readonly constructPath?: string;
  /** The file, relative to the working directory, with `/` between folders. */
  readonly file?: string;
  /** The line of the file that made the object, where the file is code. */
  readonly line?: number;
  /** Which object of the file, counted from 0; tells two objects with the same key apart. */
  readonly document?: number;
}

/** An object to judge: the final manifest, the profile that holds for it, and the waivers that cover it. */
export interface JudgedObject {
  readonly manifest: Manifest;
  readonly profile: SecurityProfile;
  readonly origin: Origin;
  readonly waivers: readonly Waiver[];
  /** Whether some of its texts are expressions of Helm, whose values are not known. */
  readonly hasExpressions?: boolean;
}

/** `violation`: the requirement does not hold. `waived`: it does not, and a waiver says why. `inconclusive`: it cannot be decided, which is never a pass. */
export type Outcome = 'violation' | 'waived' | 'inconclusive';

/** One fault in one place. */
export interface Finding {
  /** The id of the control; where only the Pod Security Standard is asked for, the upstream id of the check. */
  readonly control: string;
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
  /** What to do, for authors of YAML. */
  readonly fix: string;
  /** What to do, for authors of constructs. */
  readonly fixCode: string;
  readonly waiver: Waiver | null;
  /** Findings of other controls with the same cause, none of them more severe, which are not reported on their own. */
  readonly covers?: readonly Finding[];
}

/** A finding whose message is rendered only where it is shown: a large input has a million of them, and a report lists some. */
export interface LazyFinding extends Omit<Finding, 'why' | 'fix' | 'fixCode' | 'covers'> {
  readonly covers?: readonly LazyFinding[];
  render(): Finding;
}

/** A finding that is rendered already, among others that are not. */
export const rendered = (finding: Finding): LazyFinding => ({ ...finding, covers: finding.covers?.map(rendered), render: () => finding });

/** A finding and those that it covers. */
export const withCovered = <One extends { readonly covers?: readonly One[] }>(finding: One): readonly One[] => [finding, ...finding.covers ?? []];

/** What was not or cannot be judged, which is no pass. */
export function notJudged({ message, why, fix, origin = {}, object = NO_OBJECT, pointer = '' }: Pick<Finding, 'message' | 'why' | 'fix'> & Partial<Finding>): Finding {
  return { control: 'valid-manifest', severity: 'error', outcome: 'inconclusive', origin, object, pointer, message, why, fix, fixCode: fix, waiver: null };
}

const NO_OBJECT: ObjectKey = { apiVersion: '', kind: '', namespace: '', name: '' };

/** An object on which we failed: nothing is concluded about it. */
export function failedOn({ manifest, origin }: Pick<JudgedObject, 'manifest' | 'origin'>, error: unknown): Finding {
  return notJudged({
    origin, object: keyOf(isObject(manifest) ? manifest : {}), why: 'what was not judged is no pass',
    message: `cdk8s-hardened itself failed on this object: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'report it to the makers of cdk8s-hardened with the object',
  });
}
