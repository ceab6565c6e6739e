import { customControlsOf } from './custom-controls';
import { JudgedObject } from './finding';
import { covers, Waiver } from './waiver';
import { Control } from '../controls/control';
import { ControlId, resolveControlId, SeverityName, VOCABULARY } from '../controls/vocabulary';
import { keyOf, Manifest, metadataOf, stringMap } from '../objects/manifest';
import { descend } from '../objects/pointer';
import { getOrInsert } from '../objects/remembered';
import { isLowerLevel, PodSecurityLevel } from '../profile/pod-security-level';
import { SecurityProfile } from '../profile/security-profile';

const ENFORCE_LABEL = 'pod-security.kubernetes.io/enforce';
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
  if (control.custom) return customControlsOf(profile).includes(control.custom);
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
  const demanding = LEVEL_OF[control.standard];
  if (demanding && isLowerLevel(level, demanding)) return 'warning';
  return profile.strictSeverities || control.raisedBy?.(profile) ? 'error' : control.severity;
}

/** What a finding about waivers means under a profile. */
export function waiverSeverity(id: ControlId, profile: SecurityProfile): SeverityName {
  return chosenBy(profile).get(id) ?? (profile.strictSeverities ? 'error' : VOCABULARY[id].severity);
}

/** The Pod Security levels of the namespaces of a check: what each enforces, and what holds for the findings in it. */
export class NamespaceLevels {
  /** The levels that hold in the namespaces that are among these objects. */
  public static of(objects: readonly JudgedObject[]): NamespaceLevels {
    const levels = new NamespaceLevels();
    objects.forEach((object) => levels.note(object));
    return levels;
  }

  private readonly judged = new Map<string, PodSecurityLevel>();
  private readonly enforced = new Map<string, PodSecurityLevel>();

  /** Notes the level of an object, where it is a namespace. A lower level than that of the profile holds only where a waiver says why. */
  public note({ manifest, profile, waivers }: Pick<JudgedObject, 'manifest' | 'profile' | 'waivers'>): void {
    if (manifest.kind !== 'Namespace' || manifest.apiVersion !== 'v1') return;
    const level = stringMap(metadataOf(manifest).labels)[ENFORCE_LABEL] as PodSecurityLevel;
    const { name } = keyOf(manifest);
    if (!Object.values(PodSecurityLevel).includes(level) || name === '') return; // a name that the API server generates is nobody's namespace here
    keepStricter(this.enforced, name, level);
    keepStricter(this.judged, name, isLowerLevel(level, profile.podSecurityLevel) && !isWaived(waivers, manifest) ? profile.podSecurityLevel : level);
  }

  /** The level that findings in a namespace are judged by. */
  public levelIn(namespace: string, profile: SecurityProfile): PodSecurityLevel {
    return this.judged.get(namespace) ?? profile.podSecurityLevel;
  }

  /** Whether the label of a namespace makes the API server refuse pods that violate this control, as far as the objects say. */
  public refuses(namespace: string, { standard, podSecurity }: Control): boolean {
    const level = this.enforced.get(namespace);
    return level !== undefined && podSecurity !== undefined && LEVEL_OF[standard] !== undefined && !isLowerLevel(level, LEVEL_OF[standard]);
  }
}

/** Of two namespaces of one name the stricter level counts. */
function keepStricter(levels: Map<string, PodSecurityLevel>, name: string, level: PodSecurityLevel): void {
  const known = levels.get(name);
  if (known === undefined || isLowerLevel(known, level)) levels.set(name, level);
}

const LOWERED = { control: 'namespace-pod-security-level', pointer: descend('/metadata/labels', [ENFORCE_LABEL]) };

const isWaived = (waivers: readonly Waiver[], manifest: Manifest): boolean => waivers.some((waiver) => covers(waiver, LOWERED, manifest));
