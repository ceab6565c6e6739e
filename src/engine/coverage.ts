import { ControlFinding } from './control-finding';
import { severityOf } from './severity';
import { Control, Coverage } from '../controls/control';
import { grouped } from '../objects/grouped';
import { getOrInsert } from '../objects/remembered';
import { PodSecurityLevel } from '../profile/pod-security-level';
import { SecurityProfile } from '../profile/security-profile';

/**
 * The findings of one object, and of those that stand in it, without those that have the same cause as another, which names them. What is waived or cannot be decided is always
 * reported on its own.
 */
export function oneForEachCause(findings: readonly ControlFinding[]): readonly ControlFinding[] {
  const causes = new Map<ControlFinding, ControlFinding>();
  for (const violations of grouped(findings.filter(({ outcome }) => outcome === 'violation'), ({ judged }) => judged).values()) {
    for (const finding of violations) {
      const cause = causeOf(finding, violations);
      if (cause) causes.set(finding, cause);
    }
  }
  if (causes.size === 0) return findings;
  const covered = new Map<ControlFinding, ControlFinding[]>();
  for (const finding of causes.keys()) getOrInsert(covered, firstCause(finding, causes), () => []).push(finding);
  for (const [finding, others] of covered) finding.covers = others;
  return findings.filter((finding) => !causes.has(finding));
}

function causeOf(finding: ControlFinding, all: readonly ControlFinding[]): ControlFinding | undefined {
  const { by, profile } = finding;
  const isCause = (other: ControlFinding, where: Coverage['where']): boolean => isSamePlace(finding, other, where) && isNeverLess(other.by, by, profile);
  for (const { control, where } of by.coveredBy ?? []) {
    const cause = all.find((other) => other.by.id === control && isCause(other, where));
    if (cause) return cause;
  }
  return all.find((other) => coversFamily(other) && other.by !== by && other.by.family === by.family && isCause(other, 'same-field'));
}

const coversFamily = ({ by, actual }: ControlFinding): boolean => by.coversFamilyAt !== undefined && actual === by.coversFamilyAt;

/** Controls cover one another in one direction only, so that this comes to an end; a law proves it. */
function firstCause(finding: ControlFinding, causes: ReadonlyMap<ControlFinding, ControlFinding>): ControlFinding {
  const cause = causes.get(finding);
  return cause ? firstCause(cause, causes) : finding;
}

function isSamePlace(one: ControlFinding, other: ControlFinding, where: Coverage['where']): boolean {
  if (where === 'unset-beside') return one.isUnset && one.container === other.container;
  if (where === 'both-unset') return one.isUnset && other.isUnset && (one.container === undefined || one.container === other.container);
  return one.place === other.place || one.place.startsWith(`${other.place}/`) || other.place.startsWith(`${one.place}/`);
}

const LEVELS = [PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];
const known = new WeakMap<SecurityProfile, Map<Control, Map<Control, boolean>>>();

/** Whether a violation of one control is as severe as that of the other at every level that the namespace may turn out to have: no error hides behind a warning. */
function isNeverLess(one: Control, other: Control, profile: SecurityProfile): boolean {
  const ofOne = getOrInsert(getOrInsert(known, profile, () => new Map<Control, Map<Control, boolean>>()), one, () => new Map<Control, boolean>());
  return getOrInsert(ofOne, other, () => LEVELS.every((level) => (
    severityOf(one, profile, level) === 'error' || severityOf(other, profile, level) === 'warning'
  )));
}
