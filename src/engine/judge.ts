import { describe } from './description';
import { Finding, JudgedObject } from './finding';
import { Frames, NamedFrame } from './frames';
import { failedSite, RuleBook } from './rules';
import { isActive, namespaceLevels, severityOf } from './severity';
import { covers } from './waiver';
import { Control, SetSite } from '../controls/control';
import { Site, Verdict } from '../controls/evaluate';
import { keyOf, ObjectKey } from '../objects/manifest';
import { isObject } from '../objects/pointer';
import { PodSecurityLevel } from '../profile/pod-security-level';
import { SecurityProfile } from '../profile/security-profile';

/** What is known about an object before any control looks at it. */
interface Known {
  readonly object: JudgedObject;
  readonly key: ObjectKey;
  readonly level: PodSecurityLevel;
}

/** A fault of a set of objects, at one of them. */
interface SharedFault { readonly control: Control; readonly site: Site }

/** Judges objects together: every control on every subject, then the controls that look at the whole set. */
export class Judge {
  private readonly books = new Map<SecurityProfile, RuleBook>();
  private readonly ofSets: readonly Control[];
  /** The place of each control in the catalogue. */
  private readonly places: ReadonlyMap<string, number>;

  constructor(private readonly controls: readonly Control[]) {
    this.places = new Map(controls.map(({ id }, i) => [id, i]));
    this.ofSets = controls.filter((control) => 'inspectSet' in control);
  }

  /** The findings, in the order of the objects and, for each, of the catalogue. */
  public findings(objects: readonly JudgedObject[]): Finding[] {
    return this.findingsByObject(objects).flat();
  }

  /** The findings of each object, in the order of the catalogue. */
  public findingsByObject(objects: readonly JudgedObject[]): Finding[][] {
    const readable = objects.map((object) => (isObject(object.manifest) ? object : { ...object, manifest: {} }));
    const levels = namespaceLevels(readable);
    const shared = this.sharedFaults(readable);
    return readable.map((object) => {
      const known = knownOf(object, levels);
      const own = this.ownFindings(known);
      const faults = shared.get(object);
      return distinct(faults ? [...own, ...sharedFindings(known, faults)] : own);
    });
  }

  /** The findings of the controls that look at all objects together, for each object that has some. */
  public findingsOfSet(objects: readonly JudgedObject[]): Map<JudgedObject, Finding[]> {
    const levels = namespaceLevels(objects);
    const shared = this.sharedFaults(objects);
    return new Map([...shared].map(([object, faults]) => [object, distinct(sharedFindings(knownOf(object, levels), faults))]));
  }

  private ownFindings(known: Known): Finding[] {
    const { manifest, profile } = known.object;
    const book = this.bookFor(profile);
    const frames = new Frames(manifest, book.customPodSpecs);
    const found: Finding[] = [];
    for (const group of book.rulesFor(frames.groupKind)) {
      for (const frame of frames.of(group)) {
        for (const { control, faults } of group.rules) {
          const { verdict, sites } = faults(frame);
          for (const site of sites) found.push(finding(known, control, verdict, site, frame));
        }
      }
    }
    return found.length < 2 ? found : found.sort((one, other) => this.places.get(one.control)! - this.places.get(other.control)!);
  }

  private bookFor(profile: SecurityProfile): RuleBook {
    const known = this.books.get(profile);
    if (known) return known;
    const book = new RuleBook(this.controls, profile);
    this.books.set(profile, book);
    return book;
  }

  private sharedFaults(objects: readonly JudgedObject[]): Map<JudgedObject, SharedFault[]> {
    const faults = new Map<JudgedObject, SharedFault[]>();
    for (const control of this.ofSets) {
      for (const { member, ...site } of sitesOfSet(control, objects)) {
        const object = member as JudgedObject; // members are the objects that we passed in
        if (!isActive(control, object.profile)) continue;
        const known = faults.get(object);
        if (known) known.push({ control, site });
        else faults.set(object, [{ control, site }]);
      }
    }
    return faults;
  }
}

function knownOf(object: JudgedObject, levels: ReadonlyMap<string, PodSecurityLevel>): Known {
  const key = keyOf(object.manifest);
  return { object, key, level: levels.get(key.namespace) ?? object.profile.podSecurityLevel };
}

const sharedFindings = (known: Known, faults: readonly SharedFault[]): Finding[] =>
  faults.map(({ control, site }) => finding(known, control, 'violation', site));

function sitesOfSet(control: Control, objects: readonly JudgedObject[]): readonly SetSite[] {
  if (!('inspectSet' in control) || objects.length === 0) return [];
  try {
    return control.inspectSet({ objects });
  } catch {
    return [{ member: objects[0], ...failedSite(control, '') }];
  }
}

function finding({ object, key, level }: Known, control: Control, verdict: Verdict, site: Site, frame?: NamedFrame): Finding {
  const outcome = site.undecided || verdict === 'inconclusive' ? 'inconclusive' : 'violation';
  return withWaiver(object, control, {
    control: control.id, severity: severityOf(control, object.profile, level), outcome, origin: object.origin,
    object: key, pointer: site.pointer, ...(frame?.container === undefined ? {} : { container: frame.container }),
    message: describe(site, frame?.subject.pointer ?? ''), why: control.why, fix: control.fix, waiver: null,
  });
}

function withWaiver(object: JudgedObject, control: Control, found: Finding): Finding {
  const waiver = control.waivable && found.outcome === 'violation' ? object.waivers.find((one) => covers(one, found, object.manifest)) : undefined;
  return waiver ? { ...found, outcome: 'waived', waiver } : found;
}

/** A fault of the pod is found once for each of its containers; it is reported once, and as waived only where it is for all of them. */
function distinct(findings: Finding[]): Finding[] {
  if (findings.length < 2) return findings;
  const seen = new Set<string>();
  return findings.filter(({ control, pointer, message, outcome, container }) => {
    const key = `${control} ${pointer} ${message} ${outcome === 'waived' ? container : outcome}`;
    return !seen.has(key) && seen.add(key);
  });
}
