import { ObjectSet } from './object-folders';
import { ObjectFolder, Scanner, Verdict } from './scanner';
import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { CheckRun } from '../../src/engine/check-run';
import { Finding } from '../../src/engine/finding';
import { Frames } from '../../src/engine/frames';
import { containersOf } from '../../src/objects/container';
import { grouped } from '../../src/objects/grouped';
import { Manifest } from '../../src/objects/manifest';
import { podsOf } from '../../src/objects/pod-template';
import { SecurityProfile } from '../../src/profile/security-profile';
import { objectName } from '../object-name';
import { Disagreement, Row } from '../suite';

/** An object, and what we find in it. */
interface Judged {
  readonly name: string;
  readonly manifest: Manifest;
  readonly findings: readonly Finding[];
}

/** Whether they and we are content with an object, or with one of its containers. */
interface Opinions { readonly container?: string; readonly theirs: boolean; readonly ours: boolean }

/** What came of comparing a scanner with us. */
export interface Agreement extends Row {
  /** How many of its checks a control names as its equivalent, and how many of those had something to judge. */
  readonly checks: { readonly mapped: number; readonly compared: number };
}

/** Checks that ask for a part of what their control asks for: only the findings there count. */
const PARTS: Readonly<Record<string, RegExp>> = {
  'checkov:CKV_K8S_17': /\/hostPID$/,
  'checkov:CKV_K8S_18': /\/hostIPC$/,
  'checkov:CKV_K8S_19': /\/hostNetwork$/,
  'kubesec:HostIPC': /\/hostIPC$/,
  'kubesec:HostNetwork': /\/hostNetwork$/,
  'kubesec:HostPID': /\/hostPID$/,
  'trivy:KSV-0008': /\/hostIPC$/,
  'trivy:KSV-0009': /\/hostNetwork$/,
  'trivy:KSV-0010': /\/hostPID$/,
};

/** Judges sets by all controls, with no waiver; the objects in their order. */
function judgedObjects(sets: readonly ObjectSet[], together: boolean): Judged[] {
  const named = sets.map(({ name, objects }) => objects.map((manifest) => ({ name: `${name}: ${objectName(manifest)}`, manifest })));
  return (together ? [named.flat()] : named).flatMap((set) => {
    const run = new CheckRun<Finding[]>({ profile: SecurityProfile.restricted(), inlineWaivers: false });
    const judged = set.map((object) => {
      const findings: Finding[] = [];
      findings.push(...run.check({ manifest: object.manifest, origin: {} }, findings).map((finding) => finding.render()));
      return { ...object, findings };
    });
    for (const { finding, ref } of run.conclude()) ref?.push(finding.render());
    return judged;
  });
}

/** The controls that name a check of a scanner as their equivalent. */
function equivalentsOf(tool: string): ReadonlyMap<string, readonly Control[]> {
  const named = CATALOGUE.flatMap((control) => (control.frameworks ?? []).filter((id) => id.startsWith(`${tool}:`))
    .map((id) => ({ control, check: id.slice(tool.length + 1) })));
  return new Map([...grouped(named, ({ check }) => check)].map(([check, of]) => [check, of.map(({ control }) => control)]));
}

const applies = (control: Control, manifest: Manifest): boolean => control.subject.name === 'set' || new Frames(manifest).of(control).length > 0;

const containersIn = (manifest: Manifest): string[] => podsOf(manifest).flatMap((pod) => containersOf(pod)).flatMap(({ name }) => name ?? []);

/** By container where the scanner names the container of all that fails, else for the object as a whole. */
function opinionsOn(verdicts: readonly Verdict[], findings: readonly Finding[], containers: readonly string[]): Opinions[] {
  const failing = verdicts.filter(({ passes }) => !passes);
  const names = failing.flatMap(({ container }) => (container !== undefined && containers.includes(container) ? [container] : []));
  if (names.length === 0 || names.length < failing.length) return [{ theirs: failing.length === 0, ours: findings.length === 0 }];
  return containers.map((container) => ({
    container,
    theirs: !names.includes(container),
    ours: !findings.some((finding) => finding.container === undefined || finding.container === container),
  }));
}

/** One scanner and its checks against our controls. */
class Comparison {
  private readonly equivalents: ReadonlyMap<string, readonly Control[]>;

  constructor(private readonly scanner: Scanner) { this.equivalents = equivalentsOf(scanner.tool); }

  public of(sets: readonly ObjectSet[], folders: readonly ObjectFolder[]): Agreement {
    const judged = judgedObjects(sets, this.scanner.together ?? false);
    const objects = new Map(folders.flatMap(({ files }) => files).map((file, i) => [file, judged[i]]));
    const verdicts = this.scanner.judge(folders).filter(({ check }) => this.equivalents.has(check));
    const cases = [...grouped(verdicts, ({ file, check }) => `${file}\n${check}`).values()].map((group) => this.compare(group, objects.get(group[0].file)!));
    const compared = cases.filter(({ opinions }) => opinions.length > 0);
    return {
      part: this.scanner.tool,
      checks: { mapped: this.equivalents.size, compared: new Set(compared.map(({ check }) => check)).size },
      cases: compared.reduce((sum, { opinions }) => sum + opinions.length, 0),
      disagreements: compared.flatMap(({ disagreements }) => disagreements),
    };
  }

  /** What nobody can judge is not compared. */
  private compare(verdicts: readonly Verdict[], { name, manifest, findings }: Judged) {
    const [{ check }] = verdicts;
    const controls = this.equivalents.get(check)!.filter((control) => applies(control, manifest));
    const part = PARTS[`${this.scanner.tool}:${check}`] ?? /(?:)/;
    const found = findings.filter(({ control, pointer }) => part.test(pointer) && controls.some(({ id }) => id === control));
    const isOpen = controls.length === 0 || found.some(({ outcome }) => outcome === 'inconclusive');
    const opinions = isOpen ? [] : opinionsOn(verdicts, found, containersIn(manifest));
    const disagreements = opinions.filter(({ ours, theirs }) => ours !== theirs).map(({ ours, container }): Disagreement => ({
      tool: `${this.scanner.tool} agreement`, version: this.scanner.version,
      check: `${check}: ${ours ? 'only they object' : 'only we object'}`,
      object: container === undefined ? name : `${name} (${container})`,
      detail: ours ? verdicts.find(({ passes }) => !passes)!.message : found.map(({ control, message }) => `${control}: ${message}`).join('; '),
    }));
    return { check, opinions, disagreements };
  }
}

/** Compares a scanner with us, verdict by verdict, where a check and a control judge the same. */
export const agreementWith = (scanner: Scanner, sets: readonly ObjectSet[], folders: readonly ObjectFolder[]): Agreement =>
  new Comparison(scanner).of(sets, folders);
