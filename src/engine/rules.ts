import { ScopedSubject } from './frames';
import { isActive } from './severity';
import { Control, forProfile } from '../controls/control';
import { compile, explain, Verdict } from '../controls/evaluate';
import { Evidence, EvidenceNeed, missingEvidence } from '../controls/evidence';
import { Expression } from '../controls/require';
import { Site } from '../controls/site';
import { Subject, SubjectFrame } from '../controls/subjects/subject';
import { grouped } from '../objects/grouped';
import { SecurityProfile } from '../profile/security-profile';

/** What a rule says of one subject. */
export interface Faults { readonly verdict: Verdict; readonly sites: readonly Site[] }

/** A control made ready for one profile: its frames decided by a compiled predicate. */
export interface Rule {
  readonly control: Control;
  /** Undefined where the subject passes. */
  readonly faults: (frame: SubjectFrame) => Faults | undefined;
}

/** The requirement of a control at the profile's Kubernetes version; undefined where a function decides. */
export function requirement(control: Control, profile: SecurityProfile): Expression | undefined {
  if (!('require' in control)) return undefined;
  const revision = [...control.revisions ?? []].reverse().find(({ since }) => Number(since.split('.')[1]) <= profile.kubernetesMinor);
  return forProfile(revision?.require ?? control.require, profile);
}

function deciderOf(control: Control, profile: SecurityProfile, evidence: Evidence): Rule['faults'] | undefined {
  const [missing] = missingEvidence(control, evidence);
  if (missing) return ({ subject: { pointer } }) => ({ verdict: 'inconclusive', sites: [missingSite(missing, pointer)] });
  if ('inspect' in control) {
    return inspected(({ subject: { value, pointer } }) => control.inspect(value as never, profile, evidence)
      .map((site) => (pointer === '' ? site : { ...site, pointer: pointer + site.pointer })));
  }
  const expression = requirement(control, profile);
  if (!expression) return undefined;
  const predicate = compile(expression);
  return (frame) => {
    const verdict = predicate(frame);
    return verdict === 'pass' ? undefined : { verdict, sites: explain(expression, frame) };
  };
}

const inspected = (sitesOf: (frame: SubjectFrame) => readonly Site[]): Rule['faults'] => (frame) => {
  const sites = sitesOf(frame);
  return sites.length === 0 ? undefined : { verdict: 'violation', sites };
};

/** What is reported where a control itself fails: the fault is ours, and nothing may be concluded. */
export function failedSite(control: Control, pointer: string): Site {
  const message = `control ${control.id} could not read this; report it to the makers of cdk8s-hardened with the object`;
  return { pointer, message, undecided: true };
}

/** What is reported where a control cannot decide for lack of evidence. */
export function missingSite({ evidence: { title, fix } }: EvidenceNeed, pointer: string): Site {
  return { pointer, message: `needs ${title}, which was not supplied; ${fix}`, undecided: true };
}

function ruleOf(control: Control, profile: SecurityProfile, evidence: Evidence): Rule | undefined {
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

const compiled = new WeakMap<Control, WeakMap<SecurityProfile, Rule | null>>();

/** Each control is compiled once for each profile, however many judges ask; one that needs evidence, which differs from check to check, for each judge. */
function compiledRule(control: Control, profile: SecurityProfile, evidence: Evidence): Rule | undefined {
  if (control.needs) return ruleOf(control, profile, evidence.only(control.needs.map((need) => need.evidence)));
  const byProfile = compiled.get(control) ?? new WeakMap<SecurityProfile, Rule | null>();
  compiled.set(control, byProfile);
  const known = byProfile.get(profile);
  if (known !== undefined) return known ?? undefined;
  const rule = ruleOf(control, profile, Evidence.NONE);
  byProfile.set(profile, rule ?? null);
  return rule;
}

/** Rules about the same subjects, so that these are looked for once. */
export interface RuleGroup extends Omit<ScopedSubject, 'kinds'> {
  readonly rules: readonly Rule[];
}

/** The rules of one profile, by the kind of object that they apply to. */
export class RuleBook {
  private readonly rules: readonly Rule[];
  private readonly namedKinds: ReadonlySet<string>;
  private readonly subjects: readonly Subject[];
  private readonly byKind = new Map<string, readonly RuleGroup[]>();
  /** The custom kinds of the profile that describe pods. */
  public readonly customPodSpecs: SecurityProfile['customPodSpecs'];

  constructor(controls: readonly Control[], profile: SecurityProfile, evidence: Evidence) {
    this.rules = controls.filter((control) => isActive(control, profile)).flatMap((control) => compiledRule(control, profile, evidence) ?? []);
    this.namedKinds = new Set(this.rules.flatMap(({ control }) => control.kinds ?? []));
    this.subjects = [...new Set(this.rules.map(({ control }) => control.subject))];
    this.customPodSpecs = profile.customPodSpecs;
  }

  /** The rules whose subjects objects of this kind can hold. */
  public rulesFor(kind: string): readonly RuleGroup[] {
    return this.byKind.get(kind) ?? this.find(kind);
  }

  private find(kind: string): readonly RuleGroup[] {
    if (kind !== UNKNOWN && !this.isKnown(kind)) return this.rulesFor(UNKNOWN); // an input can hold any number of such kinds
    const applies = ({ control: { kinds, subject } }: Rule): boolean => (kinds?.includes(kind) ?? true) && subject.isIn(kind, this.customPodSpecs);
    const found = ruleGroups(this.rules.filter(applies));
    this.byKind.set(kind, found);
    return found;
  }

  private isKnown(kind: string): boolean {
    return this.namedKinds.has(kind) || this.subjects.some((subject) => subject.isIn(kind, this.customPodSpecs) && !subject.isIn(UNKNOWN));
  }
}

/** Stands for all kinds that neither a control nor a subject names. */
const UNKNOWN = '';

function ruleGroups(all: readonly Rule[]): RuleGroup[] {
  const groups = grouped(all, ({ control: { subject, containers } }) => [subject.name, ...containers ?? []].join(' '));
  return [...groups.values()].map((rules) => {
    const [{ control: { subject, containers } }] = rules;
    return { subject, containers, rules };
  });
}
