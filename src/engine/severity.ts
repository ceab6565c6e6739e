import { JudgedObject } from './finding';
import { Control } from '../controls/control';
import { ControlId, resolveControlId, SeverityName, VOCABULARY } from '../controls/vocabulary';
import { keyOf, Manifest, metadataOf, stringMap } from '../objects/manifest';
import { getOrInsert } from '../objects/remembered';
import { PodSecurityLevel } from '../profile/pod-security-level';
import { SecurityProfile } from '../profile/security-profile';

const ENFORCE_LABEL = 'pod-security.kubernetes.io/enforce';
const ORDER = [PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];
const LEVEL_OF: Readonly<Record<string, PodSecurityLevel>> = {
  'pod-security-baseline': PodSecurityLevel.BASELINE,
  'pod-security-restricted': PodSecurityLevel.RESTRICTED,
};

const chosen = new WeakMap<SecurityProfile, ReadonlyMap<string, SeverityName>>();

/** The severities that the profile gives controls by name; the first one of a control holds. */
function chosenBy(profile: SecurityProfile): ReadonlyMap<string, SeverityName> {
  return getOrInsert(chosen, profile, () => {
    const entries = Object.entries(profile.severities).map(([name, severity]) => [resolveControlId(name) ?? name, severity] as const);
    return new Map<string, SeverityName>(entries.reverse());
  });
}

/** Whether a profile has the control judged at all. */
export function isActive(control: Control, profile: SecurityProfile): boolean {
  return !control.optIn || chosenBy(profile).has(control.id);
}

type Severities = Map<Control, SeverityName>;
const found = new WeakMap<SecurityProfile, Map<PodSecurityLevel, Severities>>();

/** What a violation of the control means under a profile, in a namespace of this Pod Security level. Found once, however many findings there are. */
export function severityOf(control: Control, profile: SecurityProfile, level: PodSecurityLevel): SeverityName {
  const byLevel = getOrInsert(found, profile, () => new Map<PodSecurityLevel, Severities>());
  const severities = getOrInsert(byLevel, level, () => new Map<Control, SeverityName>());
  return getOrInsert(severities, control, () => findSeverity(control, profile, level));
}

function findSeverity(control: Control, profile: SecurityProfile, level: PodSecurityLevel): SeverityName {
  const own = chosenBy(profile).get(control.id);
  if (own) return own;
  if (Number(control.since ?? 1) > Number(profile.controlSet)) return 'warning';
  if (ORDER.indexOf(level) < ORDER.indexOf(LEVEL_OF[control.standard])) return 'warning'; // a standard without a level is below each
  return profile.strictSeverities || control.raisedBy?.(profile) ? 'error' : control.severity;
}

/** What a finding about waivers means under a profile. */
export function waiverSeverity(id: ControlId, profile: SecurityProfile): SeverityName {
  return chosenBy(profile).get(id) ?? (profile.strictSeverities ? 'error' : VOCABULARY[id].severity);
}

/** The Pod Security level that each namespace of the set enforces, as far as the set says. */
export function namespaceLevels(objects: readonly Pick<JudgedObject, 'manifest'>[]): ReadonlyMap<string, PodSecurityLevel> {
  const levels = new Map<string, PodSecurityLevel>();
  for (const { manifest } of objects) noteLevel(manifest, levels);
  return levels;
}

/** Notes the Pod Security level that an object enforces, where it is a namespace that does. */
export function noteLevel(manifest: Manifest, levels: Map<string, PodSecurityLevel>): void {
  if (manifest.kind !== 'Namespace' || manifest.apiVersion !== 'v1') return;
  const level = stringMap(metadataOf(manifest).labels)[ENFORCE_LABEL] as PodSecurityLevel;
  if (ORDER.includes(level)) levels.set(keyOf(manifest).name, level);
}
