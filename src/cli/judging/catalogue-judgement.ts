import { FormerObject, Judgement, LateFinding, Phase } from './judgement';
import { SlimMembers } from './set-member';
import { CATALOGUE } from '../../controls';
import { annotatedWaivers, WaiverAnnotations } from '../../engine/annotated-waivers';
import { Fault, told } from '../../engine/fault';
import { Finding, JudgedObject, Origin } from '../../engine/finding';
import { Judge } from '../../engine/judge';
import { isActive, noteLevel, severityOf } from '../../engine/severity';
import { hasExpired, Waiver } from '../../engine/waiver';
import { Audit, auditAnnotations, auditFile, neededWaivers } from '../../engine/waiver-audit';
import { FileWaiver, selects, WaiverFile } from '../../engine/waiver-file';
import { CustomPodSpecs } from '../../objects/custom-pod-specs';
import { keyOf, Manifest } from '../../objects/manifest';
import { PodSecurityLevel } from '../../profile/pod-security-level';
import { SecurityProfile } from '../../profile/security-profile';
import { ObjectAddress, SourceObject } from '../../sources/source';

/** How objects are judged by the catalogue. */
export interface CatalogueOptions {
  readonly profile: SecurityProfile;
  /** Whether annotations of the objects waive. */
  readonly inlineWaivers: boolean;
  readonly fileWaivers: readonly WaiverFile[];
  /** The day to judge expiry by. */
  readonly now: string;
}

/** An object of the set, with as little of its manifest as the controls of the set need. There may be hundreds of thousands. */
class Member implements JudgedObject, FormerObject {
  constructor(
    public readonly index: number,
    public readonly manifest: Manifest,
    public readonly profile: SecurityProfile,
    public readonly waivers: readonly Waiver[],
    private readonly file: string, private readonly document: number, public readonly address: ObjectAddress,
  ) {}

  public get origin(): Origin {
    return { file: this.file, document: this.document };
  }
}

const NO_WAIVERS: WaiverAnnotations = { waivers: [], bad: [] };
const NONE: readonly Waiver[] = [];
const SET_CONTROLS = CATALOGUE.filter((control) => 'inspectSet' in control);
const OWN_CONTROLS = CATALOGUE.filter((control) => !('inspectSet' in control));

/** What the members may take, in bytes; the indices of the controls take about as much again. */
export const MOST_MEMBERS = 256 * 1024 * 1024;

/** Judges by the whole catalogue, and audits the waivers: the same findings as `checkObjects`, without all objects in memory. */
export class CatalogueJudgement implements Judgement {
  public readonly asked: number;
  public readonly controls = CATALOGUE;
  public readonly unsettled = CATALOGUE.filter(({ standard }) => standard.startsWith('pod-security-')).map(({ id }) => id);

  private readonly own = new Judge(OWN_CONTROLS);
  private readonly levels = new Map<string, PodSecurityLevel>();
  private members: Member[] = [];
  private readonly custom: CustomPodSpecs;
  private readonly slim: SlimMembers;
  private readonly annotations = new Map<number, WaiverAnnotations>();
  private readonly needed = new Set<Waiver>();
  private readonly live: readonly FileWaiver[];
  private readonly ofFiles: ReadonlySet<Waiver>;

  constructor(private readonly options: CatalogueOptions, private readonly mostMembers = MOST_MEMBERS) {
    const waivers = options.fileWaivers.flatMap((file) => file.waivers);
    this.asked = CATALOGUE.filter((control) => isActive(control, options.profile)).length;
    this.live = waivers.filter(({ waiver }) => !hasExpired(waiver, options.now));
    this.custom = options.profile.customPodSpecs;
    this.slim = new SlimMembers(this.custom);
    this.ofFiles = new Set(waivers.map(({ waiver }) => waiver));
  }

  public judge(object: SourceObject, index: number): readonly Fault[] {
    const { manifest, file, document } = object;
    const judged = { manifest, profile: this.options.profile, origin: { file, document }, waivers: this.waiversOf(manifest, index) };
    noteLevel(manifest, this.levels);
    this.remember(object, judged.waivers, index);
    return this.noting(this.own.faultsOf(judged, this.levels), judged);
  }

  public* conclude(): Generator<LateFinding> {
    if (!this.isComplete) yield { fault: told(this.tooMuch()), phase: Phase.SET };
    for (const [object, faults] of new Judge(SET_CONTROLS).faultsOfSet(this.members)) {
      for (const fault of this.noting(faults, object)) yield { fault, phase: Phase.SET, object: object as Member };
    }
    yield* this.auditWaivers();
    this.members = []; // a report takes room as well
  }

  public severityIn(namespace: string, id: string): ReturnType<typeof severityOf> {
    const { profile } = this.options;
    return severityOf(CATALOGUE.find((one) => one.id === id)!, profile, this.levels.get(namespace) ?? profile.podSecurityLevel);
  }

  public waivedIn({ waiver }: Fault): 'annotation' | 'file' | undefined {
    return waiver ? this.ofFiles.has(waiver) ? 'file' : 'annotation' : undefined;
  }

  private waiversOf(manifest: Manifest, index: number): readonly Waiver[] {
    const { inlineWaivers, now } = this.options;
    const annotations = inlineWaivers ? annotatedWaivers(manifest, this.custom) : NO_WAIVERS;
    if (annotations.waivers.length + annotations.bad.length > 0) this.annotations.set(index, annotations);
    if (annotations.waivers.length + this.live.length === 0) return NONE;
    const own = annotations.waivers.map(({ waiver }) => waiver).filter((waiver) => !hasExpired(waiver, now));
    const key = keyOf(manifest);
    const fromFile = this.live.filter(({ object }) => selects(object, key)).map(({ waiver }) => waiver);
    return own.length + fromFile.length === 0 ? NONE : [...own, ...fromFile];
  }

  private remember({ manifest, file, document, address }: SourceObject, waivers: readonly Waiver[], index: number): void {
    const { profile } = this.options;
    if (!this.isComplete) {
      this.members = [];
      return;
    }
    this.members.push(new Member(index, this.slim.slim(manifest), profile, waivers, file, document, address));
  }

  private get isComplete(): boolean {
    return this.slim.size <= this.mostMembers;
  }

  private noting(faults: readonly Fault[], { waivers, manifest }: JudgedObject): readonly Fault[] {
    neededWaivers(waivers, faults, manifest).forEach((waiver) => this.needed.add(waiver));
    return faults;
  }

  private* auditWaivers(): Generator<LateFinding> {
    const { profile, now, fileWaivers } = this.options;
    const isAsked = (control: string): boolean => this.isComplete || OWN_CONTROLS.some(({ id }) => id === control);
    const audit: Audit = { needed: this.needed, isAsked, today: now };
    for (const member of this.members) {
      const { waivers, bad } = this.annotations.get(member.index) ?? NO_WAIVERS;
      for (const finding of auditAnnotations(waivers, bad, { profile, origin: member.origin, object: keyOf(member.manifest) }, audit)) {
        yield { fault: told(finding), phase: Phase.AUDIT, object: member };
      }
    }
    for (const file of fileWaivers) for (const finding of auditFile(file, profile, audit)) yield { fault: told(finding), phase: Phase.AUDIT };
  }

  private tooMuch(): Finding {
    return {
      control: 'valid-manifest', severity: 'error', outcome: 'inconclusive', origin: {}, object: { apiVersion: '', kind: '', namespace: '', name: '' }, pointer: '',
      message: `the input is too large to look at its objects together, which ${SET_CONTROLS.map(({ id }) => id).join(', ')} and the audit of waivers do`,
      why: 'what was not asked is no pass', fix: 'check it in parts, such as one namespace at a time', waiver: null,
    };
  }
}
