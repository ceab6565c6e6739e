import { changesOf, HardenRules, Leftover, NamedEdit, PlacedRisk, placeIn } from './hardened-object';
import { titleOf } from '../../objects/manifest';
import { partialBecause } from '../../objects/partial-object';
import { applyEdits } from '../../sources/editing/apply-edits';
import { readText } from '../../sources/read-source';
import { SourceObject, SourceProblem } from '../../sources/source';

/** Something in which nothing is filled in, since that would override values of the object that it is a part of. */
export interface LeftAlone {
  /** The file, or a place in it. */
  readonly place: string;
  /** Why, as a sentence. */
  readonly because: string;
}

/** A text with what was absent filled in. */
export interface HardenedText {
  readonly content: Buffer;
  /** How many fields were written. */
  readonly filled: number;
  readonly leftovers: readonly Leftover[];
  /** The objects and files that are parts of others. */
  readonly leftAlone: readonly LeftAlone[];
  /** What may not run as before. */
  readonly risks: readonly PlacedRisk[];
  readonly problems: readonly SourceProblem[];
}

/** Fills in what is absent in the objects of a text, and replaces what the overriding controls reject. The text may be a part of a file. */
export function hardenText(content: Uint8Array, file: string, rules: HardenRules, firstLine = 1): HardenedText {
  const items = [...readText(content, file, firstLine)];
  const objects = items.filter((item): item is SourceObject => item.type === 'object');
  const leftAlone: LeftAlone[] = [];
  const changes = objects.map((object) => changesOf(object, rules)).filter(({ object, edits }) => {
    const because = edits.length === 0 ? undefined : partialBecause(object.manifest);
    if (because !== undefined) leftAlone.push({ place: placeIn(object, ''), because: `${titleOf(object.manifest)} ${because}` });
    return because === undefined;
  });
  const edited = applyEdits<NamedEdit>(content, changes);
  const refused = edited.refused.map(({ object: { document }, edit, reason }): Leftover => {
    const { object } = changes.find((one) => one.object.document === document)!;
    return { reason: 'refused', control: edit.control, message: reason, place: () => placeIn(object, edit.pointer) };
  });
  return {
    content: edited.content,
    filled: changes.reduce((count, { edits }) => count + edits.length, 0) - refused.length,
    leftovers: [...changes.flatMap(({ leftovers }) => leftovers), ...refused],
    leftAlone,
    risks: changes.flatMap(({ risks }) => risks),
    problems: items.filter((item): item is SourceProblem => item.type === 'problem'),
  };
}
