import { CompiledControls, failedSite, missingSite } from './compiled-controls';
import { ControlFinding, distinct, FindingContext } from './control-finding';
import { oneForEachCause } from './coverage';
import { findingsInEmbedded, findingsWithUnknown } from './embedded-findings';
import { Finding, JudgedObject, LazyFinding } from './finding';
import { Frames } from './frames';
import { isActive, NamespaceLevels } from './severity';
import { OF_HELM, undecidedAt } from './texts-to-come';
import { Control, decidesAlone, SetExcuse, SetSite } from '../controls/control';
import { Evidence, missingEvidence } from '../controls/evidence';
import { Site } from '../controls/site';
import { keyOf } from '../objects/manifest';
import { isObject } from '../objects/pointer';
import { getOrInsert } from '../objects/remembered';
import { SecurityProfile } from '../profile/security-profile';

/** What a control of the set found in one of the objects. */
interface SharedSite { readonly control: Control; readonly site: Site }

/** Judges objects together: every control on every subject, then the controls that look at the whole set. */
export class Judge {
  private readonly byProfile = new Map<SecurityProfile, CompiledControls>();
  private readonly ofObjects: readonly Control[];
  private readonly ofSets: readonly Control[];
  private readonly excusable: readonly Control[];
  /** The place of each control in the catalogue. */
  private readonly places: ReadonlyMap<string, number>;

  constructor(controls: readonly Control[], private readonly evidence: Evidence = Evidence.NONE) {
    const applicable = controls.filter((control) => isApplicable(control, evidence));
    this.places = new Map(controls.map(({ id }, i) => [id, i]));
    this.ofObjects = applicable.filter(decidesAlone);
    this.ofSets = applicable.filter((control) => 'inspectSet' in control);
    this.excusable = applicable.filter((control) => 'excuse' in control && control.excuse);
  }

  /** The findings, in the order of the objects and, for each, of the catalogue. */
  public findings(objects: readonly JudgedObject[]): Finding[] {
    return this.findingsByObject(objects).flat();
  }

  /** The findings of each object, in the order of the catalogue. */
  public findingsByObject(objects: readonly JudgedObject[]): Finding[][] {
    return this.lazyFindingsByObject(objects).map((found) => found.map((finding) => finding.render()));
  }

  /** The same, with messages that are not rendered yet. */
  public lazyFindingsByObject(objects: readonly JudgedObject[]): LazyFinding[][] {
    const readable = objects.map((object) => (isObject(object.manifest) ? object : { ...object, manifest: {} }));
    const levels = NamespaceLevels.of(readable);
    const ofSet = this.findingsOfSet(readable, levels);
    return readable.map((object) => [...this.findingsOf(object, levels), ...ofSet.get(object) ?? []]);
  }

  /** What an object shows alone, without the controls that look at all objects together. */
  public findingsOf(object: JudgedObject, levels: NamespaceLevels): readonly LazyFinding[] {
    return this.inOrder(this.found(object, levels, getOrInsert(this.byProfile, object.profile, (profile) => new CompiledControls(this.ofObjects,
      profile, this.evidence))));
  }

  private found(object: JudgedObject, levels: NamespaceLevels, compiled: CompiledControls): ControlFinding[] {
    let context: FindingContext | undefined; // nearly all objects are fine, and need none
    const frames = new Frames(object.manifest, compiled.reading);
    const inOthers = frames.embeddedObjects().flatMap((embedded) => findingsInEmbedded(context ??= contextOf(object, levels), embedded, compiled));
    if (object.hasExpressions) return [...findingsWithUnknown(contextOf(object, levels), compiled, OF_HELM), ...inOthers];
    const found: ControlFinding[] = inOthers;
    for (const group of compiled.controlsFor(frames.groupKind)) {
      for (const frame of frames.of(group)) {
        for (let i = 0; i < group.compiled.length; i++) { // without an iterator, which costs as much as a small control
          const { control, faults } = group.compiled[i];
          const fault = faults(frame);
          if (!fault) continue;
          context ??= contextOf(object, levels);
          for (const site of fault.sites) found.push(new ControlFinding(context, control, fault.verdict, site, frame));
        }
      }
    }
    return found;
  }

  private inOrder(found: ControlFinding[]): readonly LazyFinding[] {
    if (found.length < 2) return found;
    return oneForEachCause(distinct(found.sort((one, other) => this.places.get(one.control)! - this.places.get(other.control)!)));
  }

  /** What the controls find that look at all objects together, for each object with a finding. */
  public findingsOfSet(objects: readonly JudgedObject[], levels: NamespaceLevels): Map<JudgedObject, readonly LazyFinding[]> {
    const found = this.notExcused(objects, levels);
    for (const [object, sites] of this.sharedSites(objects)) {
      const context = contextOf(object, levels);
      getOrInsert(found, object, () => []).push(...sites.map(({ control, site }) => new ControlFinding(context, control, 'violation', site)));
    }
    return new Map([...found].map(([object, list]) => [object, this.inOrder(list)]));
  }

  /** What single objects show and no other object of the set makes up for. */
  private notExcused(objects: readonly JudgedObject[], levels: NamespaceLevels): Map<JudgedObject, ControlFinding[]> {
    const found = new Map<JudgedObject, ControlFinding[]>();
    for (const control of this.excusable) {
      const excuses = (control as { readonly excuse: SetExcuse }).excuse.excuses({ objects });
      const byProfile = new Map<SecurityProfile, CompiledControls>();
      for (const object of objects) {
        const compiled = getOrInsert(byProfile, object.profile, (profile) => new CompiledControls([control], profile, this.evidence));
        const left = this.found(object, levels, compiled).filter(({ outcome, pointer }) => outcome === 'inconclusive' || !excuses(object, pointer));
        if (left.length > 0) getOrInsert(found, object, () => []).push(...left);
      }
    }
    return found;
  }

  private sharedSites(objects: readonly JudgedObject[]): Map<JudgedObject, SharedSite[]> {
    const sites = new Map<JudgedObject, SharedSite[]>();
    for (const control of this.ofSets) {
      for (const { member, ...found } of sitesOfSet(control, objects, this.evidence)) {
        const object = member as JudgedObject; // members are the objects that we passed in
        const [site] = object.hasExpressions ? undecidedAt([found], object.manifest, OF_HELM) : [found];
        if (isActive(control, object.profile)) getOrInsert(sites, object, () => []).push({ control, site });
      }
    }
    return sites;
  }
}

/** Whether a control takes part in a check, given what it needs to know. */
export function isApplicable(control: Control, evidence: Evidence): boolean {
  return missingEvidence(control, evidence).every(({ absent }) => absent !== 'not-applicable');
}

function contextOf(object: JudgedObject, levels: NamespaceLevels): FindingContext {
  return { object, manifest: object.manifest, judged: object.manifest, key: keyOf(object.manifest), levels };
}

function sitesOfSet(control: Control, objects: readonly JudgedObject[], evidence: Evidence): readonly SetSite[] {
  if (!('inspectSet' in control) || objects.length === 0) return [];
  const [missing] = missingEvidence(control, evidence);
  if (missing) return [{ member: objects[0], ...missingSite(missing, '') }];
  try {
    return control.inspectSet({ objects }, evidence.only(evidenceOf(control)));
  } catch {
    return [{ member: objects[0], ...failedSite(control, '') }];
  }
}

const evidenceOf = ({ needs = [] }: Control) => needs.map(({ evidence }) => evidence);
