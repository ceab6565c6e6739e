import { Evidence, EvidenceNeed } from './evidence';
import { Example } from './example';
import { OtherObjects } from './other-objects';
import { PodSecurityCheck } from './pod-security-check';
import { Expression } from './require';
import { SetReads } from './set-reads';
import { Site } from './site';
import { SubjectName, SUBJECTS, SubjectValue } from './subjects';
import { Scope, Subject, SubjectFrame } from './subjects/subject';
import { ControlId, CustomControlId, Family, VOCABULARY, VocabularyEntry } from './vocabulary';
import { Manifest } from '../objects/manifest';
import { once } from '../objects/remembered';
import { CustomControl } from '../profile/custom-control';
import { SecurityProfile } from '../profile/security-profile';

/** The subjects that an object can hold. */
type OwnSubject = Exclude<SubjectName, 'set'>;

/** A value, or what a profile makes of it. */
export type ForProfile<T> = T | ((profile: SecurityProfile) => T);

/** Fields to fill in where they are absent. Maps merge; lists are filled whole, but for `extendedLists`. */
export type Fill = Readonly<Record<string, unknown>>;

/** The subjects that `harden` names; whole objects it names by their kind. */
type FilledSubject = Exclude<OwnSubject, 'object'>;

/**
 * The default of a control, by where it is filled in: into each subject of a name (containers only of the roles that the control is about), or into whole
 * objects by their kind.
 */
export type Harden = { readonly [Name in FilledSubject]?: Fill } & {
  /** Into the object itself, by its kind: `ServiceAccount`, `apps/Deployment`. */
  readonly objects?: Readonly<Record<string, Fill>>;
  /** The lists of the subjects, as pointers, that get the items of the fill beside those that they hold. No other list is changed. */
  readonly extendedLists?: readonly string[];
  /** Where this holds nothing is filled in, since the API server or the platform would refuse it. */
  readonly unless?: Expression;
  /** What other objects of the input demand instead, where they are known; undefined where the value is right. */
  readonly besideOthers?: (frame: SubjectFrame, others: OtherObjects) => Instead | undefined;
  /** The values are a guess that only the operator of the workload can confirm. Constructs make it; the command line leaves it to people. */
  readonly assumed?: true;
};

/** What a subject gets instead of the default of a control. */
export interface Instead {
  /** Nothing is filled in where undefined. */
  readonly fill?: Fill;
  /** Why, as a clause: `RoleBinding "sys/op" gives it a role`. */
  readonly because: string;
}

/** A requirement that changed with a Kubernetes minor. */
export interface Revision {
  /** The first minor that it holds for: `1.25`. */
  readonly since: string;
  readonly require: ForProfile<Expression>;
}

/** Objects that are judged together. */
export interface ObjectSet {
  readonly objects: readonly SetMember[];
}

/** One object of a set, with the profile that holds where it was made. */
export interface SetMember {
  readonly manifest: Manifest;
  readonly profile: SecurityProfile;
}

/** A fault that `inspect` found, in one object of the set. */
export type SetSite = Site & { readonly member: SetMember };

/** Why no admission policy can enforce a control. */
export interface NotEnforceable { readonly because: string }

/** Says why the API server cannot judge this. */
export const notEnforceable = (because: string): NotEnforceable => ({ because });

/** An expression decides. */
interface Requirement {
  readonly require: ForProfile<Expression>;
  readonly revisions?: readonly Revision[];
  readonly admission?: NotEnforceable;
  /** Other objects that make up for a violation, where a check sees them. */
  readonly excuse?: SetExcuse;
}

/** What other objects of a set make up for. */
export interface SetExcuse {
  readonly reads: readonly SetReads[];
  /** Whether a violation at a pointer of a member is none in this set. */
  readonly excuses: (set: ObjectSet) => (member: SetMember, pointer: string) => boolean;
}

/** A function decides; the pointers of what it finds start at the subject. `pod` is the spec around a container. */
interface Inspection<Value> {
  readonly inspect: (subject: Value, profile: SecurityProfile, evidence: Evidence, pod?: unknown) => readonly Site[];
  readonly admission: NotEnforceable;
}

/** A function decides that looks at all objects together. */
interface SetInspection {
  readonly reads: readonly SetReads[];
  readonly inspectSet: (set: ObjectSet, evidence: Evidence) => readonly SetSite[];
  readonly admission: NotEnforceable;
}

/** Beside the expression that decides about each object, a function that looks at all of them, for what no expression says. It repeats no finding. */
type SupplementedRequirement = Requirement & Pick<SetInspection, 'reads' | 'inspectSet'>;

/** How a control decides. */
export type Decision =
  | ({ readonly subject: 'object' } & SupplementedRequirement)
  | ({ readonly subject: OwnSubject } & Requirement)
  | { [Name in OwnSubject]: { readonly subject: Name } & Inspection<SubjectValue<Name>> }[OwnSubject]
  | ({ readonly subject: 'set' } & SetInspection);

/** What a policy rule lets its subjects do. */
export interface Power {
  /** In a few words, as in `read all secrets`. */
  readonly may: string;
  /** A RoleBinding does not give it, since it is about objects that belong to no namespace. */
  readonly clusterOnly?: true;
}

/** What to do about a violation, each text complete without the other. */
export interface Fix {
  /** For authors of constructs, in any language: names of our props and verbs, without the punctuation of TypeScript. */
  readonly code: string;
  /** For authors of YAML: the field, and the value where there is one. */
  readonly yaml: string;
}

/** Another control whose finding has the same cause, so that one of the two says enough. */
export interface Coverage {
  readonly control: ControlId;
  /**
   * `same-field`: both are about one field, or one about a part of it. `both-unset`: both fields are missing, in one container or in a container and its pod.
   * `unset-beside`: the field is missing in the container that the other is about, which rules out its good value.
   */
  readonly where: 'same-field' | 'both-unset' | 'unset-beside';
}

/** The facts that every control states. */
export interface ControlText extends Scope {
  readonly id: ControlId;
  /** The good state, in a few words. */
  readonly title: string;
  /** What an attacker or an outage gains, in one sentence. */
  readonly why: string;
  readonly fix: Fix;
  /** Where a documentation page would point to. */
  readonly references: readonly string[];
  /** Ids in frameworks and other tools: `nsa-cisa:…`, `cis:5.2.2`, `kube-linter:privileged-container`. */
  readonly frameworks?: readonly string[];
  /** The checks of the Pod Security Standards that it stands for, as the API server decides them. */
  readonly podSecurity?: readonly PodSecurityCheck[];
  /** Only about objects that clients apply: one that stands in a custom resource may be a part, which its controller completes. */
  readonly appliedOnly?: true;
  /** Where a finding of it is named beside that of another control instead of being reported on its own. */
  readonly coveredBy?: readonly Coverage[];
  /** Where a field has this value, its finding covers those of its whole family in the field. */
  readonly coversFamilyAt?: string;
  /** For controls about policy rules: the power of a rule that violates it, where a workload that has it is dangerous to others. */
  readonly power?: Power;
  /** Whether this profile makes a violation an error, though the vocabulary calls it a warning. */
  readonly raisedBy?: (profile: SecurityProfile) => boolean;
  /** The control set that brought it; a profile pinned to an older set sees it as a warning. */
  readonly since?: string;
  /** The facts beside the objects that the inspecting function needs, and gets as its last parameter. */
  readonly needs?: readonly EvidenceNeed[];
  readonly harden?: ForProfile<Harden>;
  /** Whether the subject with nothing set is good or bad; a law proves it. */
  readonly absent: 'good' | 'bad' | 'not-applicable';
}

/** Subjects that satisfy a control, and such that violate it. */
export interface ControlExamples { readonly good: readonly Example[]; readonly bad: readonly Example[] }

/** A control as its file states it. The examples are made when somebody looks: they are a third of its text, and neither a check nor a synth needs them. */
export type ControlDefinition = ControlText & Decision & { readonly examples: () => ControlExamples };

/** A control with its line of the vocabulary, and the description of its subject. */
export type Control = Omit<ControlText, 'id'> & Omit<VocabularyEntry, 'family'> & {
  readonly id: ControlId | CustomControlId;
  readonly family: Family | 'custom';
  readonly subject: Subject;
  readonly examples: ControlExamples;
  /** Where the profile brings it. */
  readonly custom?: CustomControl;
}
  & (Requirement | Inspection<never> | SetInspection | SupplementedRequirement);

/** A control of the vocabulary. */
export type CatalogueControl = Control & { readonly id: ControlId };

/**
 * States a control: the one place that defaults, judgement, admission, documentation and tests are made from. The definition itself becomes the control:
 * copies of all of them took a tenth of the time in which the library loads.
 */
export function defineControl(definition: ControlDefinition): CatalogueControl {
  const { id, subject, examples } = definition;
  const control: unknown = Object.assign(definition, VOCABULARY[id], { subject: SUBJECTS[subject] });
  return Object.defineProperty(control as CatalogueControl, 'examples', { get: once(examples), enumerable: true });
}

/** What a control reads of the objects of a set; undefined where it looks at one object alone. */
export function setReadsOf(control: Control): readonly SetReads[] | undefined {
  if ('inspectSet' in control) return control.reads;
  return 'excuse' in control ? control.excuse?.reads : undefined;
}

/** Whether a control finds something in one object alone; what it also reads of the set adds findings, and excuses none. */
export function decidesAlone(control: Control): boolean {
  return control.subject.name !== 'set' && !('excuse' in control && control.excuse);
}

/** Why no admission policy can enforce a control; undefined where one can. */
export const notEnforcedBecause = ({ admission, subject }: Control): string | undefined => admission?.because ?? subject.notAdmitted;

/** What a control fills in, by subject. */
export function fillsOf(harden: Harden, own: Subject): (readonly [Subject, Fill])[] {
  const fills = harden as Readonly<Record<string, Fill | undefined>>;
  return [...new Set<Subject>([...Object.values(SUBJECTS), own])].flatMap((subject) => {
    const fill = fills[subject.name];
    return fill ? [[subject, fill] as const] : [];
  });
}

/** What a profile makes of a value. */
export function forProfile<T>(value: ForProfile<T>, profile: SecurityProfile): T {
  return typeof value === 'function' ? (value as (profile: SecurityProfile) => T)(profile) : value;
}
