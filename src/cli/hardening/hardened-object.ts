import { CATALOGUE } from '../../controls';
import { Control, forProfile } from '../../controls/control';
import { OtherObjects } from '../../controls/other-objects';
import { Adjusted, Amid, Filled, Filler } from '../../engine/fill';
import { Finding, withCovered } from '../../engine/finding';
import { Judge } from '../../engine/judge';
import { Risk, riskyChanges } from '../../engine/run-time-risks';
import { isAboutStaticPods } from '../../engine/static-pods';
import { covers, Waiver } from '../../engine/waiver';
import { WaiverFile } from '../../engine/waiver-file';
import { WaiverSources } from '../../engine/waiver-sources';
import { writableFolders, WritableFolders } from '../../engine/writable-folders';
import { isControlPlanePod } from '../../objects/cluster-components/pods';
import { Manifest, titleOf } from '../../objects/manifest';
import { pointerKeys, valueAt } from '../../objects/pointer';
import { SecurityProfile } from '../../profile/security-profile';
import { applyEdits } from '../../sources/editing/apply-edits';
import { assignAt, copyOf } from '../../sources/editing/assign-values';
import { Edit } from '../../sources/editing/edit';
import { SourceObject } from '../../sources/source';

/** How objects are hardened. */
export interface HardenRules {
  readonly profile: SecurityProfile;
  /** The controls whose explicit values are replaced. */
  readonly overrides: readonly Control[];
  /** The waivers of the settings. What is waived stays absent. */
  readonly waiverFile: WaiverFile;
  /** The folders that containers get whose root filesystem becomes read-only. */
  readonly writable?: WritableFolders;
  /** What the other objects of the input say. */
  readonly others: OtherObjects;
}

/**
 * `explicit`: somebody chose another value, and `replaceable` where the control brings one. `blocked`: beside another value it would be wrong.
 * `needed`: another object of the input needs it otherwise. `no place`: the file cannot say it. `undecided`: nobody but the user knows the value. `refused`: the text cannot be changed there.
 */
export type LeftoverReason = 'inconclusive' | 'replaceable' | 'explicit' | 'blocked' | 'needed' | 'undecided' | 'refused' | 'no place';

/** Something that a control requires and that was not written. */
export interface Leftover extends Pick<Finding, 'control' | 'message'> {
  readonly reason: LeftoverReason;
  /** The place, as `deploy.yaml:31:9`. Finding it costs a second parse, so it is for the few that are shown. */
  readonly place: () => string;
}

/** An edit with the control that asked for it. */
export type NamedEdit = Edit & Pick<Filled, 'control'>;

const filler = new Filler(CATALOGUE, false);
const judge = new Judge(CATALOGUE.filter(({ subject }) => subject.name !== 'set')); // one file does not show the whole set

/** What an object needs, and what stays as it is. */
export interface Changes {
  readonly object: SourceObject;
  readonly edits: readonly NamedEdit[];
  readonly leftovers: readonly Leftover[];
  readonly risks: readonly PlacedRisk[];
}

/** A risk with the object, as `Deployment shop/web`, and its place. */
export interface PlacedRisk extends Risk, Pick<Leftover, 'place'> { readonly object: string }

/** The object as it will be, without what only a person can decide. Beside no others every default is written. */
export function hardenedManifest(manifest: Manifest, rules: Omit<HardenRules, 'others'>): Manifest {
  return filledIn(manifest, rules, waiversOf(manifest, rules)).result;
}

/** The objects of a document as `harden` writes them, which is without the values that its text does not allow. */
export function writtenManifests(objects: readonly Pick<SourceObject, 'manifest' | 'address'>[], text: Uint8Array, rules: HardenRules): Manifest[] {
  const changes = objects.map(({ manifest, address }, document) => ({
    object: { document, address: { ...address, piece: 0 } },
    ...filledIn(manifest, rules, waiversOf(manifest, rules), { others: rules.others, tell: () => {} }),
  }));
  const refusals = objects.every(({ address }) => address.isPlain) ? [] : applyEdits<NamedEdit>(text, changes).refused;
  if (refusals.length === 0) return changes.map(({ result }) => result);
  const refused = new Set(refusals.map(({ edit }) => edit));
  return changes.map(({ edits }, i) => withEdits(objects[i].manifest, edits.filter((edit) => !refused.has(edit))));
}

/** Finds what an object needs. */
export function changesOf(object: SourceObject, rules: HardenRules): Changes {
  const { manifest } = object;
  const { profile, overrides, others } = rules;
  const waivers = waiversOf(manifest, rules);
  const adjusted: Adjusted[] = [];
  const { edits: filled, result: hardened } = filledIn(manifest, rules, waivers, { others, tell: (one) => adjusted.push(one) });
  const judged = (one: Manifest): Finding[] => judge
    .findings([{ manifest: one, profile, origin: {}, waivers, hasExpressions: object.hasExpressions }]).filter(({ outcome }) => outcome !== 'waived');
  const violated = new Set<string>(judged(hardened).flatMap(withCovered).map(({ control }) => control));
  const replacing = new Filler(overrides.filter(({ id }) => violated.has(id)));
  const replaced = replacing.override(copyOf(hardened), profile).filter((edit) => !isWaived(edit, waivers, manifest))
    .map((edit) => ({ ...edit, replace: true }));
  const written = [...filled, ...replaced];
  const { writable = {} } = rules;
  const edits = [...written, ...writableFolders(manifest, withEdits(manifest, written), profile, writable)];
  const result = withEdits(manifest, edits);
  const isOfHost = isControlPlanePod(manifest);
  const left = judged(result)
    .filter((finding) => !adjusted.some((one) => isAbout(one, finding)) && (!isOfHost || isAboutStaticPods(controlOf(finding))));
  return {
    object,
    edits,
    risks: riskyChanges(manifest, result, profile).map((risk) => ({ ...risk, object: titleOf(manifest), place: () => placeIn(object,
      risk.pointer) })),
    leftovers: [
      ...adjusted.map(({ control, pointer, because }): Leftover => ({ reason: 'needed', control, message: because, place: () => placeIn(object, pointer) })),
      ...left.map((finding): Leftover => {
        const { control, message, pointer } = finding;
        return { reason: reasonOf(finding, manifest, profile), control, message, place: () => placeIn(object, pointer) };
      }),
    ],
  };
}

const isAbout = ({ control, pointer }: Adjusted, finding: Finding): boolean => finding.control === control && finding.pointer.startsWith(pointer);

// whether they expired is for `check` to say: what an exception covered must not break the workload because a day has passed
const waiversOf = (manifest: Manifest, { profile, waiverFile }: Pick<HardenRules, 'profile' | 'waiverFile'>): readonly Waiver[] =>
  new WaiverSources({ inlineWaivers: true, waiverFiles: [waiverFile] }).covering(manifest, profile).waivers;

/** What is filled into an object, and the object with it. */
function filledIn(
  manifest: Manifest, { profile }: Pick<HardenRules, 'profile'>, waivers: readonly Waiver[], amid?: Amid,
): { readonly edits: readonly Filled[]; readonly result: Manifest } {
  const copy = copyOf(manifest);
  const filled = filler.fill(copy, profile, amid);
  const edits = filled.filter((edit) => !isWaived(edit, waivers, manifest));
  return { edits, result: edits.length === filled.length ? copy : withEdits(manifest, edits) };
}

const isWaived = (edit: Filled, waivers: readonly Waiver[], manifest: Manifest): boolean => waivers.some((waiver) => covers(waiver, edit, manifest));

function withEdits(manifest: Manifest, edits: readonly NamedEdit[]): Manifest {
  const copy = copyOf(manifest);
  edits.forEach(({ pointer, value, replace }) => assignAt(copy, pointerKeys(pointer), value, replace === true));
  return copy;
}

const controlOf = ({ control: id }: Pick<Finding, 'control'>): Control => CATALOGUE.find((control) => control.id === id)!;

function reasonOf(finding: Finding, manifest: Manifest, profile: SecurityProfile): LeftoverReason {
  const { outcome, pointer, message } = finding;
  if (outcome === 'inconclusive') return 'inconclusive';
  const { harden: own, subject } = controlOf(finding);
  const harden = forProfile(own, profile);
  if (subject.name === 'component' && / is not set(?:,|$)/.test(message)) return harden && !harden.assumed ? 'no place' : 'undecided';
  if (valueAt(manifest, pointer) !== undefined) return harden ? 'replaceable' : 'explicit';
  return harden && !harden.assumed ? 'blocked' : 'undecided';
}

/** A place in the file of an object, as `deploy.yaml:31:9`. */
export function placeIn(object: SourceObject, pointer: string): string {
  const { line, column } = object.locate(pointer);
  return `${object.file}:${line}:${column}`;
}
