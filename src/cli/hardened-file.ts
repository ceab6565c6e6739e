import { CATALOGUE } from '../controls';
import { Control } from '../controls/control';
import { Filled, Filler } from '../engine/fill';
import { Judge } from '../engine/judge';
import { keyOf, Manifest } from '../objects/manifest';
import { valueAt } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';
import { applyEdits } from '../sources/editing/apply-edits';
import { Edit } from '../sources/editing/edit';
import { readText } from '../sources/read-source';
import { SourceObject, SourceProblem } from '../sources/source';

/** Something that a control asks for and that was not written. */
export interface Leftover {
  /** `explicit`: somebody chose another value. `refused`: the text cannot be changed there. `undecided`: nobody but the user knows the value. */
  readonly why: 'explicit' | 'refused' | 'undecided';
  readonly control: string;
  readonly object: string;
  readonly place: string;
  readonly message: string;
}

/** A file with what was absent filled in. */
export interface HardenedFile {
  readonly file: string;
  readonly content: Buffer;
  /** How many fields were written. */
  readonly filled: number;
  readonly leftovers: readonly Leftover[];
  readonly problems: readonly SourceProblem[];
}

type NamedEdit = Edit & Pick<Filled, 'control'>;

const filler = new Filler(CATALOGUE, false);
const judge = new Judge(CATALOGUE.filter(({ subject }) => subject !== 'set')); // one file does not show the whole set

/** Fills what is absent in the objects of a file, and replaces what the overriding controls reject. */
export function hardenFile(content: Buffer, file: string, profile: SecurityProfile, overrides: readonly Control[]): HardenedFile {
  const objects: SourceObject[] = [];
  const problems: SourceProblem[] = [];
  for (const item of readText(content, file)) {
    if (item.type === 'object') objects.push(item);
    else if (item.type === 'problem') problems.push(item);
  }
  const changes = objects.map((object) => changesOf(object, profile, overrides));
  const edits = changes.map(({ object, edits: list }) => ({ object, edits: list }));
  const edited = applyEdits<NamedEdit>(content, edits);
  const refused = edited.refused.map(({ object, edit, reason }): Leftover => ({
    why: 'refused', control: edit.control, object: label(objects.find((one) => one.document === object.document)!.manifest), place: edit.pointer, message: reason,
  }));
  const written = edits.reduce((count, { edits: list }) => count + list.length, 0) - refused.length;
  return { file, content: edited.content, filled: written, leftovers: [...changes.flatMap(({ leftovers }) => leftovers), ...refused], problems };
}

/** What an object needs, and what stays as it is. */
interface Changes { readonly object: SourceObject; readonly edits: NamedEdit[]; readonly leftovers: Leftover[] }

function changesOf(object: SourceObject, profile: SecurityProfile, overrides: readonly Control[]): Changes {
  const manifest = structuredClone(object.manifest) as Manifest;
  const filled = filler.fill(manifest, profile);
  const violated = new Set<string>(findingsOf(manifest, profile).map(({ control }) => control));
  const replaced = new Filler(overrides.filter(({ id }) => violated.has(id))).override(manifest, profile);
  const leftovers = findingsOf(manifest, profile).map(({ control, pointer, container, message }): Leftover => ({
    why: valueAt(object.manifest, pointer) === undefined ? 'undecided' : 'explicit',
    control, object: label(manifest), place: container === undefined ? pointer || '/' : `container "${container}"`, message,
  }));
  return { object, edits: [...filled, ...replaced.map((one) => ({ ...one, replace: true }))], leftovers };
}

function findingsOf(manifest: Manifest, profile: SecurityProfile) {
  return judge.findings([{ manifest, profile, origin: {}, waivers: [] }]).filter(({ outcome }) => outcome === 'violation');
}

function label(manifest: Manifest): string {
  const { kind, name } = keyOf(manifest);
  return `${kind}/${name}`;
}
