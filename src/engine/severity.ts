import { Control } from '../controls/control';
import { resolveControlId, SeverityName } from '../controls/vocabulary';
import { keyOf, metadataOf, stringMap } from '../objects/manifest';
import { PodSecurityLevel } from '../profile/pod-security-level';
import { SecurityProfile } from '../profile/security-profile';
import { JudgedObject } from './finding';

const ENFORCE_LABEL = 'pod-security.kubernetes.io/enforce';
const ORDER = [PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];
const LEVEL_OF: Readonly<Record<string, PodSecurityLevel>> = {
  'pod-security-baseline': PodSecurityLevel.BASELINE,
  'pod-security-restricted': PodSecurityLevel.RESTRICTED,
};

/** The severity that the profile gives a control by name; undefined where it says nothing. */
function overridden(control: Control, profile: SecurityProfile): SeverityName | undefined {
  const entry = Object.entries(profile.severities).find(([name]) => resolveControlId(name) === control.id);
  return entry?.[1];
}

/** Whether a profile has the control judged at all. */
export function isActive(control: Control, profile: SecurityProfile): boolean {
  return !control.optIn || overridden(control, profile) !== undefined;
}

/** What a violation of the control means under a profile, in a namespace of this Pod Security level. */
export function severityOf(control: Control, profile: SecurityProfile, level: PodSecurityLevel): SeverityName {
  const chosen = overridden(control, profile);
  if (chosen) return chosen;
  if (Number(control.since ?? '1') > Number(profile.controls)) return 'warning';
  const required = LEVEL_OF[control.standard];
  if (required !== undefined && ORDER.indexOf(level) < ORDER.indexOf(required)) return 'warning';
  return profile.strictSeverities || control.raisedBy?.(profile) ? 'error' : control.severity;
}

/** The Pod Security level that each namespace of the set enforces, as far as the set says. */
export function namespaceLevels(objects: readonly JudgedObject[]): ReadonlyMap<string, PodSecurityLevel> {
  return new Map(objects.flatMap(({ manifest }) => {
    const { apiVersion, kind, name } = keyOf(manifest);
    const level = stringMap(metadataOf(manifest).labels)[ENFORCE_LABEL] as PodSecurityLevel;
    return apiVersion === 'v1' && kind === 'Namespace' && ORDER.includes(level) ? [[name, level] as const] : [];
  }));
}
