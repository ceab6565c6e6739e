import { PodSecurityCheck } from './pod-security-check';
import { Expression } from './require';
import { Site } from './site';
import { ControlId, VOCABULARY, VocabularyEntry } from './vocabulary';
import { ContainerRole } from '../objects/container';
import { Manifest } from '../objects/manifest';
import { SecurityProfile } from '../profile/security-profile';

/** What `require` speaks about. The engine and the CEL lifting find every one of them in an object. */
export type Subject = 'container' | 'pod' | 'policy-rule' | 'object' | 'set';

/** A value, or what a profile makes of it. */
export type ForProfile<T> = T | ((profile: SecurityProfile) => T);

/** Fields to fill in where they are absent. Maps merge, lists are filled whole. */
export type Fill = Readonly<Record<string, unknown>>;

/** The default that a control brings, by where it is filled in. */
export interface Harden {
  /** Into each container whose role the control is about. */
  readonly container?: Fill;
  /** Into the pod spec. */
  readonly pod?: Fill;
  /** Into the object itself, by its kind: `ServiceAccount`, `apps/Deployment`. */
  readonly objects?: Readonly<Record<string, Fill>>;
  /** Where this holds nothing is filled in, since the API server or the platform would refuse it. */
  readonly unless?: Expression;
  /** The values are a guess that only whoever runs the workload can confirm. Constructs make it; the command line leaves it to people. */
  readonly assumed?: true;
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

/** One example, as little YAML as makes the point. */
export interface Example {
  /** What the example shows, as in `all capabilities dropped`. */
  readonly shows: string;
  /** The subject: a container, a pod spec, an RBAC rule or an object; for `set` the objects. Laws complete containers and pods with what the API demands. */
  readonly subject: unknown;
  /** The rest of the pod spec, for a container. */
  readonly pod?: Fill;
  /** The metadata of the pod, for a container or a pod. */
  readonly podMetadata?: Fill;
  /** The rest of the object's spec, for a container or a pod of a kind that has one around its template: `replicas`. */
  readonly spec?: Fill;
  /** Judged under this profile instead of the default one. */
  readonly profile?: () => SecurityProfile;
}

/** How a control decides. */
export type Decision =
  | { readonly subject: Exclude<Subject, 'set'>; readonly require: ForProfile<Expression>; readonly revisions?: readonly Revision[]; readonly admission?: NotEnforceable }
  | { readonly subject: 'object'; readonly inspect: (manifest: Manifest, profile: SecurityProfile) => readonly Site[]; readonly admission: NotEnforceable }
  | { readonly subject: 'container'; readonly inspectContainer: (container: Readonly<Record<string, unknown>>, profile: SecurityProfile) => readonly Site[]; readonly admission: NotEnforceable }
  | { readonly subject: 'set'; readonly inspectSet: (set: ObjectSet) => readonly SetSite[]; readonly admission: NotEnforceable };

/** What every control says about itself. */
export interface ControlText {
  readonly id: ControlId;
  /** The good state, in a few words. */
  readonly title: string;
  /** What an attacker or an outage gains, in one sentence. */
  readonly why: string;
  /** What to do, naming our prop or verb and the field in YAML. */
  readonly fix: string;
  /** Where a documentation page would point to. */
  readonly references: readonly string[];
  /** Ids in frameworks and other tools: `nsa-cisa:…`, `cis:5.2.2`, `kube-linter:privileged-container`. */
  readonly frameworks?: readonly string[];
  /** The checks of the Pod Security Standards that it stands for, as the API server decides them. */
  readonly podSecurity?: readonly PodSecurityCheck[];
  /** Whether this profile makes a violation an error, though the vocabulary calls it a warning. */
  readonly raisedBy?: (profile: SecurityProfile) => boolean;
  /** The control set that brought it; a profile pinned to an older set sees it as a warning. */
  readonly since?: string;
  /** Only these kinds: `apps/Deployment`, or plain `Pod` in the core group. */
  readonly kinds?: readonly string[];
  /** Only containers of these roles. */
  readonly containers?: readonly ContainerRole[];
  readonly harden?: ForProfile<Harden>;
  /** Whether the subject with nothing set is good or bad; a law proves it. */
  readonly absent: 'good' | 'bad' | 'not-applicable';
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly Example[] };
}

/** A control as its file states it. */
export type ControlDefinition = ControlText & Decision;

/** A control with its line of the vocabulary. */
export type Control = ControlDefinition & VocabularyEntry;

/** States a control: the one place that defaults, judgement, admission, documentation and tests are made from. */
export function defineControl(definition: ControlDefinition): Control {
  return { ...VOCABULARY[definition.id], ...definition };
}

/** What a profile makes of a value. */
export function forProfile<T>(value: ForProfile<T>, profile: SecurityProfile): T {
  return typeof value === 'function' ? (value as (profile: SecurityProfile) => T)(profile) : value;
}
