import { Manifest } from '../../src/objects/manifest';
import { elementsOf, isObject, valueAt } from '../../src/objects/pointer';
import { placesIn, withValueAt } from '../../test/engine/mutations';
import { Chance } from '../chance';

/** A file with one value changed. */
export interface Spoiled {
  readonly file: Manifest;
  /** Where, without the indices of lists: `Policy /rules/[]/level`. */
  readonly at: string;
  /** What was done: `a list emptied`. */
  readonly change: string;
}

/** What leads to another kind, what is a file of its own, and paths that must be there on the machine of the component. */
const LEFT_OUT = /^\/(apiVersion|kind)$|\/configuration(\/|$)|\/kubeConfig(Path|File)$/;

type Change = readonly [change: string, value: unknown];

/** Beside types and enums, which the suite `fields` changes: values that are well typed and mean nothing, or exclude what is beside them. */
function changesOf(value: unknown): readonly Change[] {
  const removed: Change = ['a value removed', undefined];
  if (typeof value === 'string') {
    return [removed, ['a text emptied', ''], ['a text in capitals', value.toUpperCase()], ['a text with a blank', `${value} x`], ['another text', 'bogus'], ['a text without its beginning', value.slice(1)]];
  }
  if (typeof value === 'number') return [removed, ['a zero', 0], ['a negative number', -1]];
  if (typeof value === 'boolean') return [removed, ['the opposite', !value]];
  if (Array.isArray(value)) return [removed, ['a list emptied', []], ['an element twice', [...value, value[0]]]];
  if (!isObject(value)) return [];
  const strays = ['identity', 'kms', 'webhook', 'external', 'bootstrapToken'].map((name): Change => ['a map with a sibling', { ...value, [name]: {} }]);
  const texts = ['claim', 'expression', 'prefix', 'message'].map((name): Change => ['a map with another text', { ...value, [name]: 'true' }]);
  return [removed, ['a map emptied', {}], ...strays, ...texts];
}

/** Copies of files with one value changed each; the same seed gives the same. */
export function spoiledFiles(files: readonly Manifest[], count: number, chance: Chance): Spoiled[] {
  const places = files.flatMap((file) => placesIn(file).filter((pointer) => !LEFT_OUT.test(pointer)).map((pointer) => ({ file, pointer })));
  return Array.from({ length: count }, () => {
    const { file, pointer } = chance.one(places);
    const [change, value] = chance.one(changesOf(valueAt(file, pointer)));
    return { file: withoutHole(withValueAt(file, pointer, value), pointer), at: `${String(file.kind)} ${pointer.replace(/\/\d+/g, '/[]')}`, change };
  });
}

/** What is removed from a list leaves no hole. */
function withoutHole(file: Manifest, pointer: string): Manifest {
  const around = pointer.slice(0, pointer.lastIndexOf('/'));
  const list = valueAt(file, around);
  return Array.isArray(list) ? withValueAt(file, around, elementsOf(list).filter((element) => element !== undefined)) : file;
}
