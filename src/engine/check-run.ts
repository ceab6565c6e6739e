import { WaiverAnnotations } from './annotated-waivers';
import { failedOn, Finding, JudgedObject, LazyFinding, notJudged, Origin, rendered } from './finding';
import { isApplicable, Judge } from './judge';
import { isActive, NamespaceLevels, severityOf } from './severity';
import { readsOf, SlimMembers } from './slim-members';
import { isAboutStaticPods } from './static-pods';
import { FieldCoverage, Unjudged } from './unjudged';
import { Waiver } from './waiver';
import { Audit, auditAnnotations, auditFile, neededWaivers, notAdmittedWaiver } from './waiver-audit';
import { WaiverFile } from './waiver-file';
import { WaiverSources } from './waiver-sources';
import { CATALOGUE } from '../controls';
import { Control, decidesAlone, setReadsOf } from '../controls/control';
import { CUSTOM_TYPES, customTypesIn } from '../controls/custom-types';
import { Evidence, missingEvidence, TODAY } from '../controls/evidence';
import { isCustomControlId, SeverityName } from '../controls/vocabulary';
import { isControlPlanePod } from '../objects/cluster-components/pods';
import { areFieldsKnown } from '../objects/fields/built-in';
import { CustomTypes, isDefinition } from '../objects/fields/custom-types';
import { keyOf, Manifest, typeMetaOf } from '../objects/manifest';
import { partialBecause, saysItself } from '../objects/partial-object';
import { isObject } from '../objects/pointer';
import { getOrInsert } from '../objects/remembered';
import { SecurityProfile } from '../profile/security-profile';

/** How objects are checked. */
export interface CheckRunOptions {
  /** Holds for objects that name no other, and for files of waivers. */
  readonly profile: SecurityProfile;
  /** @default - the whole catalogue */
  readonly controls?: readonly Control[];
  /** The facts that are in no manifest. */
  readonly evidence?: Evidence;
  /** Whether annotations of the objects waive. Where the author of an object must not, they are not even read. */
  readonly inlineWaivers: boolean;
  /** The waivers that stand beside the objects. */
  readonly waiverFiles?: readonly WaiverFile[];
  /**
   * How many bytes the objects may take that are kept for the controls of the set; the indices of these controls take about as much again.
   *
   * @default - the manifests are kept as they are, which is right where somebody else keeps them anyway
   */
  readonly mostBytes?: number;
}

/** An object to check, and where it comes from. */
export interface CheckedObject {
  readonly manifest: Manifest;
  readonly origin: Origin;
  /** The profile that holds where it was made. */
  readonly profile?: SecurityProfile;
  /** The waivers of the scopes that it was made in. */
  readonly waivers?: readonly Waiver[];
  readonly hasExpressions?: boolean;
  /** Whether the kubelet of a host runs it from a file. */
  readonly isStaticPod?: boolean;
  /** Whether it is merged into another object where it lacks what the API server requires. */
  readonly isPatch?: boolean;
}

/** The part of a check in which a finding comes up; the findings of an object are listed in this order. */
export enum Phase { OWN, SET, AUDIT }

/** A finding that only the whole input shows. */
export interface LateFinding<Ref> {
  readonly finding: LazyFinding;
  readonly phase: Phase;
  /** What the object was checked as; undefined where the finding is about none of the objects. */
  readonly ref?: Ref;
}

const isSupplied = (control: Control, evidence: Evidence): boolean => missingEvidence(control, evidence).length === 0;
const looksAtSet = (control: Control): boolean => setReadsOf(control) !== undefined;

/** An object of the set. There may be hundreds of thousands. */
class Member<Ref> implements JudgedObject {
  constructor(
    public manifest: Manifest,
    public readonly profile: SecurityProfile,
    public readonly origin: Origin,
    public readonly waivers: readonly Waiver[],
    public readonly annotations: WaiverAnnotations,
    public readonly ref: Ref,
    public readonly hasExpressions?: boolean,
  ) {}
}

/** A finding that a waiver covers. */
interface Excused { readonly member: JudgedObject; readonly waiver: Waiver; readonly pointer: string }

/** An object whose kind nothing has described so far, whole, with what was found. */
interface Untyped<Ref> {
  readonly member: Member<Ref>;
  readonly manifest: Manifest;
  readonly findings: readonly LazyFinding[];
}

/** Of the controls of an organization a profile brings all or none. */
const organizationOf = (id: string): string => id.slice(0, id.indexOf('.'));

const readsTypes = ({ needs = [] }: Control): boolean => needs.some(({ evidence }) => evidence === CUSTOM_TYPES);

/**
 * One check of many objects, which come one after the other: the waivers that cover each, what it shows alone, and at the end what the set shows and
 * which waivers are of no use. `Ref` is how the caller identifies an object.
 */
export class CheckRun<Ref> {
  private readonly own: Judge;
  private readonly ofStaticPods: Judge;
  private readonly ofSet: Judge;
  private readonly controls: readonly Control[];
  private readonly evidence: Evidence;
  private readonly waivers: WaiverSources;
  private readonly levels = new NamespaceLevels();
  private readonly needed = new Set<Waiver>();
  private excused: Excused[] = [];
  private readonly slim: SlimMembers;
  private members: Member<Ref>[] = [];
  private readonly coverage: FieldCoverage;
  private readonly definitions: Manifest[] = [];
  /** Objects of kinds that a definition may describe which comes later. */
  private untyped: Untyped<Ref>[] = [];

  constructor(private readonly options: CheckRunOptions) {
    const { controls = CATALOGUE, evidence = Evidence.NONE, inlineWaivers, waiverFiles } = options;
    this.controls = controls;
    this.evidence = evidence;
    this.own = new Judge(controls.filter(decidesAlone), evidence);
    this.ofStaticPods = new Judge(controls.filter((control) => decidesAlone(control) && isAboutStaticPods(control)), evidence);
    this.ofSet = new Judge(controls.filter(looksAtSet), evidence);
    this.waivers = new WaiverSources({ inlineWaivers, waiverFiles, today: this.today });
    this.slim = new SlimMembers(readsOf(controls));
    this.coverage = new FieldCoverage(new Set(controls.flatMap(({ kinds, subject }) => kinds ?? subject.ownKinds ?? [])));
  }

  /** The controls that take part under the profile of the run. */
  public get active(): readonly Control[] {
    return this.controls.filter((control) => isActive(control, this.options.profile) && isApplicable(control, this.evidence));
  }

  /** The controls that are left out for lack of evidence, each with what it needs. */
  public get leftOut(): readonly Control[] {
    return this.controls.filter((control) => isActive(control, this.options.profile) && !isApplicable(control, this.evidence));
  }

  /** Takes an object, and gives what it shows alone. Where we fail, nothing is concluded about this object, and the others are judged all the same. */
  public check(object: CheckedObject, ref: Ref): readonly LazyFinding[] {
    try {
      return this.judged(object, ref);
    } catch (error) {
      return [rendered(failedOn(object, error))];
    }
  }

  private judged(object: CheckedObject, ref: Ref): readonly LazyFinding[] {
    const { origin, profile = this.options.profile, waivers: scoped, hasExpressions } = object;
    const manifest = isObject(object.manifest) ? object.manifest : {};
    const { waivers, annotations } = this.waivers.covering(manifest, profile, scoped);
    const member = new Member(manifest, profile, origin, waivers, annotations, ref, hasExpressions);
    if (object.isPatch === true && partialBecause(manifest) !== undefined) {
      this.coverage.notePatch(manifest, profile.kubernetesMinor);
      return this.noting(this.own.findingsOf(member, this.levels), member).filter(({ pointer }) => saysItself(manifest, pointer));
    }
    this.levels.note(member);
    const ofHost = object.isStaticPod === true && isControlPlanePod(manifest);
    const findings = this.noting((ofHost ? this.ofStaticPods : this.own).findingsOf(member, this.levels), member);
    this.coverage.note(manifest, profile.kubernetesMinor);
    if (isDefinition(manifest)) this.definitions.push(manifest);
    else if (this.isUntyped(manifest, profile)) this.keepWhole(member, findings);
    if (!ofHost) this.keep(member);
    return findings;
  }

  /** What all objects together show, then what is wrong with the waivers. */
  public* conclude(): Generator<LateFinding<Ref>> {
    if (!this.isComplete) yield { finding: rendered(this.tooLarge()), phase: Phase.SET };
    yield* this.typedLate();
    for (const [object, findings] of this.ofSet.findingsOfSet(this.members, this.levels)) {
      for (const finding of this.noting(findings, object)) yield { finding, phase: Phase.SET, ref: (object as Member<Ref>).ref };
    }
    yield* this.auditWaivers();
    this.members = []; // a report takes room as well
  }

  /** What was not judged; complete at the end. */
  public get unjudged(): readonly Unjudged[] {
    return this.controls.some(readsTypes) ? this.coverage.unjudged(this.allTypes) : [];
  }

  /** Whether some finding so far needs a waiver. */
  public needs(waiver: Waiver): boolean {
    return this.needed.has(waiver);
  }

  /** The severity of a control in a namespace, whose level may have come after its objects. */
  public severityIn(namespace: string, id: string): SeverityName {
    const { profile } = this.options;
    return severityOf(this.controls.find((one) => one.id === id)!, profile, this.levels.levelIn(namespace, profile));
  }

  /** The types that were given, and those that objects of the check define. */
  private get allTypes(): CustomTypes {
    return customTypesIn(this.options.profile, this.evidence).with(this.definitions);
  }

  private isUntyped(manifest: Manifest, profile: SecurityProfile): boolean {
    const { apiVersion, kind } = typeMetaOf(manifest);
    return kind !== '' && !areFieldsKnown(apiVersion, kind, profile.kubernetesMinor) && !customTypesIn(profile, this.evidence).get(manifest);
  }

  private keepWhole(member: Member<Ref>, findings: readonly LazyFinding[]): void {
    if (!this.isComplete) this.untyped = [];
    else this.untyped.push({ member, manifest: this.options.mostBytes === undefined ? member.manifest : this.slim.whole(member.manifest), findings });
  }

  /** What the definitions among the objects say about the others, which is all that was not said before. */
  private* typedLate(): Generator<LateFinding<Ref>> {
    const types = this.allTypes;
    const judge = new Judge(this.controls.filter(readsTypes), this.evidence.with(CUSTOM_TYPES, types));
    for (const { member, manifest, findings: before } of this.definitions.length === 0 ? [] : this.untyped) {
      if (!types.get(manifest)) continue;
      const found = judge.findingsOf({ ...member, manifest }, this.levels);
      const added = found.filter(({ control, pointer }) => !before.some((one) => one.control === control && one.pointer === pointer));
      for (const finding of this.noting(added, member)) yield { finding, phase: Phase.OWN, ref: member.ref };
    }
    this.untyped = [];
  }

  private get today(): string | undefined {
    return this.evidence.has(TODAY) ? this.evidence.get(TODAY) : undefined;
  }

  private get isComplete(): boolean {
    return this.slim.size <= (this.options.mostBytes ?? Infinity);
  }

  private keep(member: Member<Ref>): void {
    if (!this.isComplete) {
      this.members = [];
      return;
    }
    if (this.options.mostBytes !== undefined) member.manifest = this.slim.slim(member.manifest, member.profile);
    this.members.push(member);
  }

  private noting(findings: readonly LazyFinding[], member: JudgedObject): readonly LazyFinding[] {
    const { waivers, manifest } = member;
    neededWaivers(waivers, findings, manifest).forEach((waiver) => this.needed.add(waiver));
    if (waivers.length > 0) for (const { waiver, pointer } of findings) if (waiver) this.excused.push({ member, waiver, pointer });
    return findings;
  }

  private* auditWaivers(): Generator<LateFinding<Ref>> {
    const { profile, waiverFiles = [] } = this.options;
    const audit: Audit = { needed: this.needed, isAsked: this.askedOf(), today: this.today };
    for (const { annotations: { waivers, bad }, origin, manifest, profile: own, ref } of this.members) {
      if (waivers.length + bad.length === 0) continue;
      for (const finding of auditAnnotations(waivers, bad, { profile: own, origin, object: keyOf(manifest) }, audit)) {
        yield { finding: rendered(finding), phase: Phase.AUDIT, ref };
      }
    }
    yield* this.notAdmitted();
    for (const file of waiverFiles) for (const finding of auditFile(file, profile, audit)) yield { finding: rendered(finding), phase: Phase.AUDIT };
  }

  /** A waiver excuses a workload here, not at the API server. */
  private* notAdmitted(): Generator<LateFinding<Ref>> {
    const seen = new Map<JudgedObject, Set<Waiver>>();
    for (const { member, waiver, pointer } of this.excused) {
      const object = keyOf(member.manifest);
      const told = getOrInsert(seen, member, () => new Set<Waiver>());
      if (told.has(waiver) || !this.levels.refuses(object.namespace, this.controls.find(({ id }) => id === waiver.control)!)) continue;
      told.add(waiver);
      const { profile, origin, ref } = member as Member<Ref>;
      yield { finding: rendered(notAdmittedWaiver(waiver, { profile, origin, object, pointer })), phase: Phase.AUDIT, ref };
    }
    this.excused = [];
  }

  /** Of a control that exists and did not decide nobody can tell whether a waiver is needed; of one that is still to come a waiver is of no use. */
  private askedOf(): Audit['isAsked'] {
    const decided = this.controls.filter((control) => (this.isComplete || !looksAtSet(control)) && isSupplied(control, this.evidence));
    const asked = new Set<string>(decided.map(({ id }) => id));
    const leftOut = new Set<string>(CATALOGUE.map(({ id }) => id).filter((id) => !asked.has(id)));
    const organizations = new Set(this.controls.flatMap(({ custom }) => (custom ? organizationOf(custom.id) : [])));
    return (control) => !leftOut.has(control) && (!isCustomControlId(control) || organizations.has(organizationOf(control)));
  }

  private tooLarge(): Finding {
    const ofSet = this.controls.filter(looksAtSet).map(({ id }) => id);
    return notJudged({
      message: `the input is too large to look at its objects together, which ${ofSet.join(', ')} and the audit of waivers do`,
      why: 'what was not judged is no pass', fix: 'check it in parts, such as one namespace at a time',
    });
  }
}
