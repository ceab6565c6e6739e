import { CATALOGUE } from '../controls';
import { Control, forProfile } from '../controls/control';
import { Filled, Filler } from '../engine/fill';
import { Finding } from '../engine/finding';
import { Judge } from '../engine/judge';
import { covers, Waiver } from '../engine/waiver';
import { WaiverFile } from '../engine/waiver-file';
import { WaiverSources } from '../engine/waiver-sources';
import { Manifest } from '../objects/manifest';
import { pointerKeys, valueAt } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';
import { applyEdits } from '../sources/editing/apply-edits';
import { assignAt, copyOf } from '../sources/editing/assign-values';
import { Edit } from '../sources/editing/edit';
import { readText } from '../sources/read-source';
import { SourceObject, SourceProblem } from '../sources/source';

/** How objects are hardened. */
export interface HardenRules {
  readonly profile: SecurityProfile;
  /** The controls whose explicit values are replaced. */
  readonly overrides: readonly Control[];
  /** The waivers of the settings. What is waived stays absent. */
  readonly waiverFile: WaiverFile;
}

/**
 * `explicit`: somebody chose another value, and `replaceable` where the control brings one. `blocked`: beside another value it would be wrong.
 * `undecided`: nobody but the user knows the value. `refused`: the text cannot be changed there.
 */
export type LeftoverReason = 'inconclusive' | 'replaceable' | 'explicit' | 'blocked' | 'undecided' | 'refused';

/** Something that a control asks for and that was not written. */
export interface Leftover extends Pick<Finding, 'control' | 'message'> {
  readonly reason: LeftoverReason;
  /** The place, as `deploy.yaml:31:9`. Finding it costs a second parse, so it is for the few that are shown. */
  readonly place: () => string;
}

/** A text with what was absent filled in. */
export interface HardenedText {
  readonly content: Buffer;
  /** How many fields were written. */
  readonly filled: number;
  readonly leftovers: readonly Leftover[];
  readonly problems: readonly SourceProblem[];
}

type NamedEdit = Edit & Pick<Filled, 'control'>;

const filler = new Filler(CATALOGUE, false);
const judge = new Judge(CATALOGUE.filter((control) => !('inspectSet' in control))); // one file does not show the whole set

/** Fills in what is absent in the objects of a text, and replaces what the overriding controls reject. The text may be a part of a file. */
export function hardenText(content: Uint8Array, file: string, rules: HardenRules, firstLine = 1): HardenedText {
  const items = [...readText(content, file, firstLine)];
  const objects = items.filter((item): item is SourceObject => item.type === 'object');
  const changes = objects.map((object) => changesOf(object, rules));
  const edited = applyEdits<NamedEdit>(content, changes);
  const refused = edited.refused.map(({ object: { document }, edit, reason }): Leftover => {
    const { object } = changes.find((one) => one.object.document === document)!;
    return { reason: 'refused', control: edit.control, message: reason, place: () => placeIn(object, edit.pointer) };
  });
  return {
    content: edited.content,
    filled: changes.reduce((count, { edits }) => count + edits.length, 0) - refused.length,
    leftovers: [...changes.flatMap(({ leftovers }) => leftovers), ...refused],
    problems: items.filter((item): item is SourceProblem => item.type === 'problem'),
  };
}

/** What an object needs, and what stays as it is. */
interface Changes { readonly object: SourceObject; readonly edits: readonly NamedEdit[]; readonly leftovers: readonly Leftover[] }

function changesOf(object: SourceObject, { profile, overrides, waiverFile }: HardenRules): Changes {
  const { manifest } = object;
  // whether they expired is for `check` to say: what an exception covered must not break the workload because a day has passed
  const { waivers } = new WaiverSources({ inlineWaivers: true, waiverFiles: [waiverFile] }).covering(manifest, profile);
  const filled = filler.fill(copyOf(manifest), profile).filter((edit) => !isWaived(edit, waivers, manifest));
  const hardened = withEdits(manifest, filled);
  const judged = (one: Manifest): Finding[] => judge
    .findings([{ manifest: one, profile, origin: {}, waivers, hasExpressions: object.hasExpressions }]).filter(({ outcome }) => outcome !== 'waived');
  const violated = new Set<string>(judged(hardened).map(({ control }) => control));
  const replacing = new Filler(overrides.filter(({ id }) => violated.has(id)));
  const replaced = replacing.override(copyOf(hardened), profile).filter((edit) => !isWaived(edit, waivers, manifest))
    .map((edit) => ({ ...edit, replace: true }));
  const edits = [...filled, ...replaced];
  const leftovers = judged(withEdits(manifest, edits)).map((finding): Leftover => ({
    reason: reasonOf(finding, manifest, profile),
    control: finding.control,
    message: finding.message,
    place: () => placeIn(object, finding.pointer),
  }));
  return { object, edits, leftovers };
}

const isWaived = (edit: Filled, waivers: readonly Waiver[], manifest: Manifest): boolean => waivers.some((waiver) => covers(waiver, edit, manifest));

function withEdits(manifest: Manifest, edits: readonly NamedEdit[]): Manifest {
  const copy = copyOf(manifest);
  edits.forEach(({ pointer, value, replace }) => assignAt(copy, pointerKeys(pointer), value, replace === true));
  return copy;
}

function reasonOf({ outcome, control: id, pointer }: Finding, manifest: Manifest, profile: SecurityProfile): LeftoverReason {
  if (outcome === 'inconclusive') return 'inconclusive';
  const harden = forProfile(CATALOGUE.find((control) => control.id === id)!.harden, profile);
  if (valueAt(manifest, pointer) !== undefined) return harden ? 'replaceable' : 'explicit';
  return harden && !harden.assumed ? 'blocked' : 'undecided';
}

function placeIn(object: SourceObject, pointer: string): string {
  const { line, column } = object.locate(pointer);
  return `${object.file}:${line}:${column}`;
}
