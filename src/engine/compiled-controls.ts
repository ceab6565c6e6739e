import { inDerived, inObject, sitesOfPart } from './embedded-sites';
import { ScopedSubject } from './frames';
import { isActive } from './severity';
import { Control, forProfile } from '../controls/control';
import { compile, explain, Verdict } from '../controls/evaluate';
import { Evidence, EvidenceNeed, missingEvidence } from '../controls/evidence';
import { readingBy } from '../controls/object-reader';
import { Expression } from '../controls/require';
import { Site } from '../controls/site';
import { Subject, SubjectFrame } from '../controls/subjects/subject';
import { EmbeddedReading } from '../objects/custom-pods/embedded-content';
import { grouped } from '../objects/grouped';
import { getOrInsert } from '../objects/remembered';
import { SecurityProfile } from '../profile/security-profile';

/** The verdict of a control on one subject, with the places at fault. */
export interface SubjectVerdict { readonly verdict: Verdict; readonly sites: readonly Site[] }

/** A control made ready for one profile: its frames decided by a compiled predicate. */
export interface CompiledControl {
  readonly control: Control;
  /** Undefined where the subject passes. */
  readonly faults: (frame: SubjectFrame) => SubjectVerdict | undefined;
}

/** The requirement of a control at the profile's Kubernetes version; undefined where a function decides. */
export function requirement(control: Control, profile: SecurityProfile): Expression | undefined {
  if (!('require' in control)) return undefined;
  const revision = [...control.revisions ?? []].reverse().find(({ since }) => Number(since.split('.')[1]) <= profile.kubernetesMinor);
  return forProfile(revision?.require ?? control.require, profile);
}

function deciderOf(control: Control, profile: SecurityProfile, evidence: Evidence): CompiledControl['faults'] | undefined {
  const [missing] = missingEvidence(control, evidence);
  if (missing) return ({ subject: { pointer } }) => ({ verdict: 'inconclusive', sites: [missingSite(missing, pointer)] });
  if ('inspect' in control) {
    return (frame) => {
      const { subject: { value, pointer }, pod } = frame;
      const found = control.inspect(value as never, profile, evidence, pod?.value);
      if (found.length === 0) return undefined;
      const sites = pointer === '' ? found : found.map((site) => ({ ...site, pointer: pointer + site.pointer }));
      return inEmbedded({ verdict: 'violation', sites }, frame);
    };
  }
  const expression = requirement(control, profile);
  if (!expression) return undefined;
  const predicate = compile(expression);
  return (frame) => {
    const verdict = predicate(frame);
    return verdict === 'pass' ? undefined : inEmbedded({ verdict, sites: explain(expression, frame) }, frame, expression);
  };
}

/** Of a part of a subject some faults are left to what completes it, and some pointers differ. */
function inEmbedded({ verdict, sites: found }: SubjectVerdict, frame: SubjectFrame, expression?: Expression): SubjectVerdict | undefined {
  const around = frame.embedded ?? frame.derived;
  if (!around) return { verdict, sites: found };
  const sites = around.isPartial ? sitesOfPart(frame, found, verdict === 'violation' ? expression : undefined) : found;
  if (sites.length === 0) return undefined;
  const { derived } = frame;
  return { verdict, sites: derived ? sites.map((site) => inDerived(site, derived)) : inObject(sites, frame) };
}

/** What is reported where a control itself fails: the fault is ours, and nothing may be concluded. */
export function failedSite(control: Control, pointer: string): Site {
  const message = `control ${control.id} could not read this; report it to the makers of cdk8s-hardened with the object`;
  return { pointer, message, undecided: true };
}

/** What is reported where a control cannot decide for lack of evidence. */
export function missingSite({ evidence: { title, fix } }: EvidenceNeed, pointer: string): Site {
  return { pointer, message: `needs ${title}, which was not supplied; ${fix}`, undecided: true };
}

function compiledFor(control: Control, profile: SecurityProfile, evidence: Evidence): CompiledControl | undefined {
  const decide = deciderOf(control, profile, evidence);
  if (!decide) return undefined;
  return {
    control,
    faults: (frame) => {
      try {
        return decide(frame);
      } catch {
        return { verdict: 'inconclusive', sites: [failedSite(control, frame.subject.pointer)] };
      }
    },
  };
}

const compiledByProfile = new WeakMap<Control, WeakMap<SecurityProfile, CompiledControl | null>>();

/** Each control is compiled once for each profile, however many judges use it; one that needs evidence, which differs from check to check, for each judge. */
function compiledOnce(control: Control, profile: SecurityProfile, evidence: Evidence): CompiledControl | undefined {
  if (control.needs) return compiledFor(control, profile, evidence.only(control.needs.map((need) => need.evidence)));
  const byProfile = getOrInsert(compiledByProfile, control, () => new WeakMap<SecurityProfile, CompiledControl | null>());
  return getOrInsert(byProfile, profile, () => compiledFor(control, profile, Evidence.NONE) ?? null) ?? undefined;
}

/** Controls about the same subjects, which are found once for all of them. */
export interface ControlGroup extends Omit<ScopedSubject, 'kinds'> {
  readonly compiled: readonly CompiledControl[];
}

/** The controls of one profile, by the kind of object that they apply to. */
export class CompiledControls {
  private readonly compiled: readonly CompiledControl[];
  private readonly namedKinds: ReadonlySet<string>;
  private readonly subjects: readonly Subject[];
  private readonly byKind = new Map<string, readonly ControlGroup[]>();
  /** How pods and objects in an object are found. */
  public readonly reading: EmbeddedReading;

  constructor(controls: readonly Control[], profile: SecurityProfile, evidence: Evidence) {
    this.compiled = controls.filter((control) => isActive(control, profile)).flatMap((control) => compiledOnce(control, profile, evidence) ?? []);
    this.namedKinds = new Set(this.compiled.flatMap(({ control }) => control.kinds ?? []));
    this.subjects = [...new Set(this.compiled.map(({ control }) => control.subject))];
    this.reading = readingBy(profile, evidence);
  }

  /** The controls whose subjects objects of this kind can hold. */
  public controlsFor(kind: string): readonly ControlGroup[] {
    return this.byKind.get(kind) ?? this.find(kind);
  }

  private find(kind: string): readonly ControlGroup[] {
    if (kind !== UNKNOWN && !this.isKnown(kind)) return this.controlsFor(UNKNOWN); // an input can hold any number of such kinds
    const applies = ({ control: { kinds, subject } }: CompiledControl): boolean => (
      (kinds?.includes(kind) ?? true) && subject.isIn(kind));
    const found = bySubject(this.compiled.filter(applies));
    this.byKind.set(kind, found);
    return found;
  }

  private isKnown(kind: string): boolean {
    return this.namedKinds.has(kind) || this.subjects.some((subject) => subject.isIn(kind) !== subject.isIn(UNKNOWN));
  }
}

/** Stands for all kinds that neither a control nor a subject names. */
const UNKNOWN = '';

function bySubject(all: readonly CompiledControl[]): ControlGroup[] {
  const groups = grouped(all, ({ control: { subject, containers, components } }) => [subject.name, ...containers ?? [], ...components ?? []].join(' '));
  return [...groups.values()].map((compiled) => {
    const [{ control: { subject, containers, components } }] = compiled;
    return { subject, containers, components, compiled };
  });
}
