import { AnnotatedWaiver, BadAnnotation } from './annotated-waivers';
import { Finding, LazyFinding, Origin } from './finding';
import { waiverSeverity } from './severity';
import { ControlRefusal, covers, hasExpired, Waiver } from './waiver';
import { WaiverFile } from './waiver-file';
import { Fix } from '../controls/control';
import { ControlId, CustomControlId } from '../controls/vocabulary';
import { Manifest, ObjectKey } from '../objects/manifest';
import { SecurityProfile } from '../profile/security-profile';

/** The texts of the findings about waivers. */
export const WAIVER_TEXTS = {
  'waiver-invalid': {
    title: 'Waivers are well formed',
    why: 'a waiver that cannot be read waives nothing, and a reader takes the exception for granted',
    fix: {
      code: 'correct what the message names; `Waivers.add` renders a well-formed waiver',
      yaml: 'correct what the message names; as annotation a waiver reads `reason | expires 2027-03-31 | by team-x | ref SEC-1 | for container/sidecar`',
    },
  },
  'waiver-expired': {
    title: 'Waivers have not expired',
    why: 'the exception was agreed until this day, and nobody agreed to it since',
    fix: {
      code: 'correct the construct and remove the waiver, or agree on another day and pass it as `expires`',
      yaml: 'correct the object and remove the waiver, or agree on another day and write it after `expires`',
    },
  },
  'waiver-unused': {
    title: 'Waivers cover a finding',
    why: 'a waiver that hides nothing today hides the next fault unseen',
    fix: {
      code: 'remove the call of `Waivers.add`, or correct the control, scope or part that it names',
      yaml: 'remove it, or correct the control, object or part that it names',
    },
  },
  'waiver-not-allowed': {
    title: 'Waivers are for controls that have exceptions',
    why: 'no reason makes a fault in this control right, so the waiver is without effect',
    fix: { code: 'remove the waiver and correct the construct', yaml: 'remove the waiver and correct the object' },
  },
  'waiver-not-admitted': {
    title: 'Waived pods are admitted by their namespace',
    why: 'the API server decides by the label of the namespace and reads no waivers, so that it refuses the pods although the check is clean',
    fix: {
      code: 'lower `podSecurityLevel` of the HardenedNamespace and give a `podSecurityReason`, or correct the workload and remove the waiver',
      yaml: 'lower the label `pod-security.kubernetes.io/enforce` of the Namespace and waive namespace-pod-security-level there, or correct the workload '
        + 'and remove the waiver',
    },
  },
} as const satisfies Partial<Record<ControlId, { title: string; why: string; fix: Fix }>>;

/** Where a waiver stands. */
export interface WaiverPlace {
  readonly profile: SecurityProfile;
  readonly origin: Origin;
  readonly object: ObjectKey;
  readonly pointer: string;
}

/** How reports call a waiver that is not part of any object. */
export const waiverObject = (name: string): ObjectKey => ({ apiVersion: '', kind: 'Waiver', namespace: '', name });

function waiverFinding(control: keyof typeof WAIVER_TEXTS, message: string, { profile, origin, object, pointer }: WaiverPlace): Finding {
  const { why, fix } = WAIVER_TEXTS[control];
  return { control, severity: waiverSeverity(control, profile), outcome: 'violation', origin, object, pointer, message, why, fix: fix.yaml, fixCode: fix.code, waiver: null };
}

/** `the waiver of run-as-non-root for container "sidecar"`. */
const called = ({ control, target }: Waiver): string => `the waiver of ${control}${target ? ` for ${target.type} "${target.name}"` : ''}`;

/** The finding about a waiver that waives nothing, for it cannot. */
const refusedWaiver = ({ control, message }: ControlRefusal, place: WaiverPlace): Finding => waiverFinding(control, message, place);

/** The finding about a waiver that ended. */
const expiredWaiver = (waiver: Waiver, place: WaiverPlace): Finding =>
  waiverFinding('waiver-expired', `${called(waiver)} expired on ${waiver.expires}`, place);

/** The finding about a waiver that no finding needs: it hides nothing today and would hide something tomorrow. */
export const unusedWaiver = (waiver: Waiver, place: WaiverPlace): Finding => waiverFinding('waiver-unused', `${called(waiver)} covers no finding`, place);

/** The finding about a waiver of a pod that its namespace does not let in. */
export const notAdmittedWaiver = (waiver: Waiver, place: WaiverPlace): Finding => waiverFinding(
  'waiver-not-admitted', `${called(waiver)} does not help: the label of namespace "${place.object.namespace}" makes the API server refuse the pods`, place,
);

/** The waivers that some finding of an object needs, though another waiver may cover it too. */
export function neededWaivers(waivers: readonly Waiver[], findings: readonly Omit<LazyFinding, 'render'>[], manifest: Manifest): Waiver[] {
  if (waivers.length === 0) return [];
  const coverable = findings.filter(({ outcome }) => outcome !== 'inconclusive');
  return waivers.filter((waiver) => coverable.some((finding) => finding.waiver === waiver || covers(waiver, finding, manifest)));
}

/** What an audit needs to know beside the waivers. */
export interface Audit {
  /** The waivers that some finding needs. */
  readonly needed: ReadonlySet<Waiver>;
  /** Whether a control was asked for; of the others nobody can tell whether a waiver is needed. */
  readonly isAsked: (control: ControlId | CustomControlId) => boolean;
  /** The day to judge expiry by. */
  readonly today?: string;
}

/** The finding about one well-formed waiver; nothing where it is in order. */
function auditWaiver(waiver: Waiver, place: WaiverPlace, { needed, isAsked, today }: Audit): Finding[] {
  if (hasExpired(waiver, today)) return [expiredWaiver(waiver, place)];
  return needed.has(waiver) || !isAsked(waiver.control) ? [] : [unusedWaiver(waiver, place)];
}

/** The findings about the waivers that an object carries. */
export function auditAnnotations(
  waivers: readonly AnnotatedWaiver[], bad: readonly BadAnnotation[], place: Omit<WaiverPlace, 'pointer'>, audit: Audit,
): Finding[] {
  return [
    ...bad.map((one) => refusedWaiver(one, { ...place, pointer: one.pointer })),
    ...waivers.flatMap(({ waiver, pointer }) => auditWaiver(waiver, { ...place, pointer }, audit)),
  ];
}

/** The findings about the waivers of a file. */
export function auditFile({ waivers, bad, file }: WaiverFile, profile: SecurityProfile, audit: Audit): Finding[] {
  const origin = file === undefined ? {} : { file };
  const at = (name: string, pointer: string): WaiverPlace => ({ profile, origin, object: waiverObject(name), pointer });
  return [
    ...bad.map((one) => refusedWaiver(one, at(one.name, one.pointer))),
    ...waivers.flatMap(({ waiver, pointer }) => auditWaiver(waiver, at(waiver.control, pointer), audit)),
  ];
}
