import { ControlFault, distinct, Fault, Known } from './fault';
import { Finding, JudgedObject } from './finding';
import { Frames } from './frames';
import { failedSite, RuleBook } from './rules';
import { isActive, namespaceLevels } from './severity';
import { Control, SetSite } from '../controls/control';
import { Site } from '../controls/site';
import { keyOf } from '../objects/manifest';
import { isObject } from '../objects/pointer';
import { PodSecurityLevel } from '../profile/pod-security-level';
import { SecurityProfile } from '../profile/security-profile';

type Levels = ReadonlyMap<string, PodSecurityLevel>;

/** A fault of a set of objects, at one of them. */
interface SharedSite { readonly control: Control; readonly site: Site }

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
    const shared = this.sharedSites(readable);
    return readable.map((object) => {
      const own = this.ownFaults(object, levels);
      const sites = shared.get(object);
      return distinct(sites ? [...own, ...sharedFaults(knownOf(object, levels), sites)] : own).map((fault) => fault.inWords());
    });
  }

  /** What an object shows alone, without the controls that look at all objects together; by the levels of namespaces as far as they are known. */
  public faultsOf(object: JudgedObject, levels: Levels): readonly Fault[] {
    return distinct(this.ownFaults(object, levels));
  }

  /** What the controls find that look at all objects together, for each object with a fault. */
  public faultsOfSet(objects: readonly JudgedObject[]): Map<JudgedObject, readonly Fault[]> {
    const levels = namespaceLevels(objects);
    return new Map([...this.sharedSites(objects)].map(([object, sites]) => [object, distinct(sharedFaults(knownOf(object, levels), sites))]));
  }

  private ownFaults(object: JudgedObject, levels: Levels): ControlFault[] {
    const { manifest, profile } = object;
    let known: Known | undefined; // nearly all objects are fine, and need none
    const book = this.bookFor(profile);
    const frames = new Frames(manifest, book.customPodSpecs);
    const found: ControlFault[] = [];
    for (const group of book.rulesFor(frames.groupKind)) {
      for (const frame of frames.of(group)) {
        for (const { control, faults } of group.rules) {
          const fault = faults(frame);
          if (!fault) continue;
          known ??= knownOf(object, levels);
          for (const site of fault.sites) found.push(new ControlFault(known, control, fault.verdict, site, frame));
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

  private sharedSites(objects: readonly JudgedObject[]): Map<JudgedObject, SharedSite[]> {
    const sites = new Map<JudgedObject, SharedSite[]>();
    for (const control of this.ofSets) {
      for (const { member, ...site } of sitesOfSet(control, objects)) {
        const object = member as JudgedObject; // members are the objects that we passed in
        if (!isActive(control, object.profile)) continue;
        const known = sites.get(object);
        if (known) known.push({ control, site });
        else sites.set(object, [{ control, site }]);
      }
    }
    return sites;
  }
}

function knownOf(object: JudgedObject, levels: Levels): Known {
  const key = keyOf(object.manifest);
  return { object, key, level: levels.get(key.namespace) ?? object.profile.podSecurityLevel };
}

const sharedFaults = (known: Known, sites: readonly SharedSite[]): ControlFault[] =>
  sites.map(({ control, site }) => new ControlFault(known, control, 'violation', site));

function sitesOfSet(control: Control, objects: readonly JudgedObject[]): readonly SetSite[] {
  if (!('inspectSet' in control) || objects.length === 0) return [];
  try {
    return control.inspectSet({ objects });
  } catch {
    return [{ member: objects[0], ...failedSite(control, '') }];
  }
}
