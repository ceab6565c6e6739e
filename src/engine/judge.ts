import { CompiledControls, failedSite, missingSite } from './compiled-controls';
import { ControlFinding, distinct, FindingContext, NamespaceLevels } from './control-finding';
import { oneForEachCause } from './coverage';
import { Finding, JudgedObject, LazyFinding } from './finding';
import { Frames } from './frames';
import { isActive, namespaceLevels } from './severity';
import { undecidedAt, UnknownTexts } from './unknown-texts';
import { Control, SetSite } from '../controls/control';
import { Evidence, missingEvidence } from '../controls/evidence';
import { Site } from '../controls/site';
import { groupKind, keyOf } from '../objects/manifest';
import { isObject } from '../objects/pointer';
import { getOrInsert } from '../objects/remembered';
import { SecurityProfile } from '../profile/security-profile';

/** What a control of the set found in one of the objects. */
interface SharedSite { readonly control: Control; readonly site: Site }

/** Judges objects together: every control on every subject, then the controls that look at the whole set. */
export class Judge {
  private readonly byProfile = new Map<SecurityProfile, CompiledControls>();
  private readonly controls: readonly Control[];
  private readonly ofSets: readonly Control[];
  /** The place of each control in the catalogue. */
  private readonly places: ReadonlyMap<string, number>;

  constructor(controls: readonly Control[], private readonly evidence: Evidence = Evidence.NONE) {
    this.controls = controls.filter((control) => isApplicable(control, evidence));
    this.places = new Map(controls.map(({ id }, i) => [id, i]));
    this.ofSets = this.controls.filter((control) => 'inspectSet' in control);
  }

  /** The findings, in the order of the objects and, for each, of the catalogue. */
  public findings(objects: readonly JudgedObject[]): Finding[] {
    return this.findingsByObject(objects).flat();
  }

  /** The findings of each object, in the order of the catalogue. */
  public findingsByObject(objects: readonly JudgedObject[]): Finding[][] {
    const readable = objects.map((object) => (isObject(object.manifest) ? object : { ...object, manifest: {} }));
    const levels = namespaceLevels(readable);
    const ofSet = this.findingsOfSet(readable, levels);
    return readable.map((object) => [...this.findingsOf(object, levels), ...ofSet.get(object) ?? []].map((finding) => finding.render()));
  }

  /** What an object shows alone, without the controls that look at all objects together. */
  public findingsOf(object: JudgedObject, levels: NamespaceLevels): readonly LazyFinding[] {
    const { manifest, profile } = object;
    let context: FindingContext | undefined; // nearly all objects are fine, and need none
    const compiled = getOrInsert(this.byProfile, profile, () => new CompiledControls(this.controls, profile, this.evidence));
    const frames = new Frames(manifest, compiled.customPodSpecs);
    if (object.hasExpressions) return this.inOrder(findingsWithExpressions(contextOf(object, levels), compiled));
    const found: ControlFinding[] = [];
    for (const group of compiled.controlsFor(frames.groupKind)) {
      for (const frame of frames.of(group)) {
        for (const { control, faults } of group.compiled) {
          const fault = faults(frame);
          if (!fault) continue;
          context ??= contextOf(object, levels);
          for (const site of fault.sites) found.push(new ControlFinding(context, control, fault.verdict, site, frame));
        }
      }
    }
    return this.inOrder(found);
  }

  private inOrder(found: ControlFinding[]): readonly LazyFinding[] {
    if (found.length < 2) return found;
    return oneForEachCause(distinct(found.sort((one, other) => this.places.get(one.control)! - this.places.get(other.control)!)));
  }

  /** What the controls find that look at all objects together, for each object with a finding. */
  public findingsOfSet(objects: readonly JudgedObject[], levels: NamespaceLevels): Map<JudgedObject, readonly LazyFinding[]> {
    return new Map([...this.sharedSites(objects)].map(([object, sites]) => {
      const context = contextOf(object, levels);
      return [object, distinct(sites.map(({ control, site }) => new ControlFinding(context, control, 'violation', site)))];
    }));
  }

  private sharedSites(objects: readonly JudgedObject[]): Map<JudgedObject, SharedSite[]> {
    const sites = new Map<JudgedObject, SharedSite[]>();
    for (const control of this.ofSets) {
      for (const { member, ...found } of sitesOfSet(control, objects, this.evidence)) {
        const object = member as JudgedObject; // members are the objects that we passed in
        const [site] = object.hasExpressions ? undecidedAt([found], object.manifest) : [found];
        if (isActive(control, object.profile)) getOrInsert(sites, object, () => []).push({ control, site });
      }
    }
    return sites;
  }
}

function findingsWithExpressions(context: FindingContext, controls: CompiledControls): ControlFinding[] {
  const texts = new UnknownTexts(context.manifest);
  return controls.controlsFor(groupKind(context.manifest)).flatMap((group) => group.compiled.flatMap((one) => {
    const found = [...texts.verdictsOf(one, (manifest) => new Frames(manifest, controls.customPodSpecs).of(group))];
    return found.flatMap(([frame, { verdict, sites }]) => sites.map((site) => new ControlFinding(context, one.control, verdict, site, frame)));
  }));
}

/** Whether a control takes part in a check, given what it needs to know. */
export function isApplicable(control: Control, evidence: Evidence): boolean {
  return missingEvidence(control, evidence).every(({ absent }) => absent !== 'not-applicable');
}

function contextOf(object: JudgedObject, levels: NamespaceLevels): FindingContext {
  return { object, manifest: object.manifest, key: keyOf(object.manifest), levels };
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
