import { NamedFrame, RULE_KINDS } from './frames';
import { isActive } from './severity';
import { Control, forProfile } from '../controls/control';
import { compile, explain, Verdict } from '../controls/evaluate';
import { Expression } from '../controls/require';
import { Site } from '../controls/site';
import { grouped } from '../objects/grouped';
import { Manifest } from '../objects/manifest';
import { podSpecPointers } from '../objects/pod-template';
import { SecurityProfile } from '../profile/security-profile';

/** What a rule says of one subject. */
export interface Faults { readonly verdict: Verdict; readonly sites: readonly Site[] }

/** A control made ready for one profile: its frames decided by a compiled predicate. */
export interface Rule {
  readonly control: Control;
  /** Undefined where the subject passes. */
  readonly faults: (frame: NamedFrame) => Faults | undefined;
}

/** The requirement of a control at the profile's Kubernetes version; undefined where a function decides. */
export function requirement(control: Control, profile: SecurityProfile): Expression | undefined {
  if (!('require' in control)) return undefined;
  const revision = [...control.revisions ?? []].reverse().find(({ since }) => Number(since.split('.')[1]) <= profile.kubernetesMinor);
  return forProfile(revision?.require ?? control.require, profile);
}

function deciderOf(control: Control, profile: SecurityProfile): Rule['faults'] | undefined {
  if ('inspect' in control) return inspected((frame) => control.inspect(frame.subject.value as Manifest, profile));
  if ('inspectContainer' in control) {
    return inspected(({ subject }) => control.inspectContainer(subject.value as Record<string, unknown>, profile)
      .map((site) => ({ ...site, pointer: subject.pointer + site.pointer })));
  }
  const expression = requirement(control, profile);
  if (!expression) return undefined;
  const predicate = compile(expression);
  return (frame) => {
    const verdict = predicate(frame);
    return verdict === 'pass' ? undefined : { verdict, sites: explain(expression, frame) };
  };
}

const inspected = (sitesOf: (frame: NamedFrame) => readonly Site[]): Rule['faults'] => (frame) => {
  const sites = sitesOf(frame);
  return sites.length === 0 ? undefined : { verdict: 'violation', sites };
};

/** What is reported where a control itself fails: the fault is ours, and nothing may be concluded. */
export function failedSite(control: Control, pointer: string): Site {
  const message = `control ${control.id} could not read this; report it to the makers of cdk8s-hardened with the object`;
  return { pointer, message, undecided: true };
}

function ruleOf(control: Control, profile: SecurityProfile): Rule | undefined {
  const decide = deciderOf(control, profile);
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

/** Each control is compiled once for each profile, however many judges ask. */
function compiledRule(control: Control, profile: SecurityProfile): Rule | undefined {
  const byProfile = compiled.get(control) ?? new WeakMap<SecurityProfile, Rule | null>();
  compiled.set(control, byProfile);
  const known = byProfile.get(profile);
  if (known !== undefined) return known ?? undefined;
  const rule = ruleOf(control, profile);
  byProfile.set(profile, rule ?? null);
  return rule;
}

/** Rules that speak about the same subjects, so that these are looked for once. */
export interface RuleGroup extends Pick<Control, 'subject' | 'containers'> {
  readonly rules: readonly Rule[];
}

/** The rules of one profile, by the kind of object that they can say something about. */
export class RuleBook {
  private readonly rules: readonly Rule[];
  private readonly namedKinds: ReadonlySet<string>;
  private readonly byKind = new Map<string, readonly RuleGroup[]>();
  /** The custom kinds of the profile that describe pods. */
  public readonly customPodSpecs: SecurityProfile['customPodSpecs'];

  constructor(controls: readonly Control[], profile: SecurityProfile) {
    this.rules = controls.filter((control) => isActive(control, profile)).flatMap((control) => compiledRule(control, profile) ?? []);
    this.namedKinds = new Set([...RULE_KINDS, ...this.rules.flatMap(({ control }) => control.kinds ?? [])]);
    this.customPodSpecs = profile.customPodSpecs;
  }

  /** The rules that can find a subject in an object of this kind. */
  public rulesFor(kind: string): readonly RuleGroup[] {
    const hasPods = podSpecPointers(kind, this.customPodSpecs) !== undefined;
    const key = hasPods || this.namedKinds.has(kind) ? kind : ''; // all kinds that nothing is known about are one
    const known = this.byKind.get(key);
    if (known) return known;
    const rules = ruleGroups(this.rules.filter(({ control: { kinds, subject } }) => (!kinds || kinds.includes(kind))
      && (subject === 'object' || (subject === 'policy-rule' ? RULE_KINDS.includes(kind) : hasPods))));
    this.byKind.set(key, rules);
    return rules;
  }
}

function ruleGroups(all: readonly Rule[]): RuleGroup[] {
  const groups = grouped(all, ({ control: { subject, containers } }) => [subject, ...containers ?? []].join(' '));
  return [...groups.values()].map((rules) => {
    const [{ control: { subject, containers } }] = rules;
    return { subject, containers, rules };
  });
}
