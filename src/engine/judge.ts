import { Control, forProfile } from '../controls/control';
import { compile, explain, Site, Verdict } from '../controls/evaluate';
import { Expression } from '../controls/require';
import { keyOf } from '../objects/manifest';
import { isObject } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';
import { describe } from './description';
import { Finding, JudgedObject } from './finding';
import { Frames, NamedFrame } from './frames';
import { isActive, namespaceLevels, severityOf } from './severity';
import { covers } from './waiver';

/** A control made ready for one profile: its frames decided by a compiled predicate. */
interface Rule {
  readonly control: Control;
  /** The faults of one subject; empty where there are none. */
  readonly faults: (frame: NamedFrame) => { readonly verdict: Verdict; readonly sites: readonly Site[] };
}

const PASS = { verdict: 'pass', sites: [] } as const;

/** The requirement of a control at the profile's Kubernetes version; undefined below its first revision. */
export function requirement(control: Control, profile: SecurityProfile): Expression | undefined {
  if (!('require' in control)) return undefined;
  const revision = [...control.revisions ?? []].reverse().find(({ since }) => Number(since.split('.')[1]) <= profile.kubernetesMinor);
  return forProfile(revision?.require ?? control.require, profile);
}

function ruleOf(control: Control, profile: SecurityProfile): Rule | undefined {
  if ('inspect' in control) return { control, faults: inspected((frame) => control.inspect(frame.subject.value as JudgedObject['manifest'], profile)) };
  if ('inspectContainer' in control) {
    return { control, faults: inspected((frame) => control.inspectContainer(frame.subject.value as Record<string, unknown>, profile).map(below(frame))) };
  }
  const expression = requirement(control, profile);
  if (!expression) return undefined;
  const predicate = compile(expression);
  return {
    control,
    faults: (frame) => {
      const verdict = predicate(frame);
      return verdict === 'pass' ? PASS : { verdict, sites: explain(expression, frame) };
    },
  };
}

const below = (frame: NamedFrame) => (site: Site): Site => ({ ...site, pointer: frame.subject.pointer + site.pointer });

const inspected = (sitesOf: (frame: NamedFrame) => readonly Site[]): Rule['faults'] => (frame) => {
  const sites = sitesOf(frame);
  return sites.length === 0 ? PASS : { verdict: 'violation', sites };
};

/** Judges objects together: every control on every subject, then the controls that look at the whole set. */
export class Judge {
  private readonly rules = new Map<SecurityProfile, readonly Rule[]>();

  constructor(private readonly controls: readonly Control[]) {}

  /** The findings, in the order of the objects and, for each, of the catalogue. */
  public findings(objects: readonly JudgedObject[]): Finding[] {
    const levels = namespaceLevels(objects);
    const bySet = this.setSites(objects);
    return objects.flatMap((object) => {
      const frames = new Frames(object.manifest);
      const level = levels.get(keyOf(object.manifest).namespace) ?? object.profile.podSecurityLevel;
      const report = (control: Control, verdict: Verdict, site: Site, frame?: NamedFrame): Finding => {
        const severity = severityOf(control, object.profile, level);
        return withWaiver(object, control, {
          control: control.id, severity, outcome: verdict === 'inconclusive' ? 'inconclusive' : 'violation', origin: object.origin,
          object: keyOf(object.manifest), pointer: site.pointer, ...(frame?.container === undefined ? {} : { container: frame.container }),
          message: describe(site, frame?.subject.pointer ?? ''), why: control.why, fix: control.fix, waiver: null,
        });
      };
      const own = this.rulesFor(object.profile).flatMap((rule) => frames.of(rule.control).flatMap((frame) => {
        const { verdict, sites } = rule.faults(frame);
        return verdict === 'pass' ? [] : sites.map((site) => report(rule.control, verdict, site, frame));
      }));
      const shared = (bySet.get(object) ?? []).map(({ control, site }) => report(control, 'violation', site));
      return distinct([...own, ...shared]);
    });
  }

  private rulesFor(profile: SecurityProfile): readonly Rule[] {
    const known = this.rules.get(profile);
    if (known) return known;
    const rules = this.controls.filter((control) => isActive(control, profile)).flatMap((control) => ruleOf(control, profile) ?? []);
    this.rules.set(profile, rules);
    return rules;
  }

  private setSites(objects: readonly JudgedObject[]): Map<JudgedObject, { control: Control; site: Site }[]> {
    const well = objects.filter(({ manifest }) => isObject(manifest));
    const sites = new Map<JudgedObject, { control: Control; site: Site }[]>();
    for (const control of this.controls) {
      if (!('inspectSet' in control)) continue;
      for (const site of control.inspectSet({ objects: well })) {
        const object = site.member as JudgedObject; // members are the objects that we passed in
        if (isActive(control, object.profile)) sites.set(object, [...sites.get(object) ?? [], { control, site }]);
      }
    }
    return sites;
  }
}

function withWaiver(object: JudgedObject, control: Control, finding: Finding): Finding {
  const waiver = control.waivable && finding.outcome === 'violation' ? object.waivers.find((one) => covers(one, finding)) : undefined;
  return waiver ? { ...finding, outcome: 'waived', waiver } : finding;
}

/** A fault of the pod is found once for each of its containers; it is reported once. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ control, pointer, message }) => {
    const key = `${control} ${pointer} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
