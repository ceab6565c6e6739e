import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { groupKind, keyOf, Manifest } from '../../../src/objects/manifest';
import { ruleProblems } from '../../../src/objects/validation/rule-problems';
import { withValueAt } from '../../engine/mutations';

/** Changes of one value of an object, by its pointer; null removes it. `x×64` stands for so many letters. */
type Change = Readonly<Record<string, unknown>>;

/** What is said where one value of a valid object is changed, as the suite `validation` changes them before a real API server. */
interface Table {
  /** Kind and name of an object of `conformance/fields/objects`, which a real API server accepts. */
  readonly object: string;
  readonly refused: readonly { readonly set: Change; readonly says: readonly string[] }[];
  /** Values that are valid at a pointer: the least and the greatest number, texts of a form. */
  readonly taken?: Readonly<Record<string, readonly unknown[]>>;
}

const OBJECTS = join(__dirname, '..', '..', '..', 'conformance', 'fields', 'objects');
const TABLES = join(__dirname, 'refusals');

const textsIn = (folder: string): string[] => readdirSync(folder).sort().map((file) => readFileSync(join(folder, file), 'utf8'));
const nameOf = (object: Manifest): string => `${groupKind(object)} ${keyOf(object).name}`.trim();

const objects = new Map(textsIn(OBJECTS).flatMap((text) => parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as Manifest))
  .filter(({ apiVersion }) => !/v\d+(alpha|beta)\d+$|^autoscaling\/v1$/.test(String(apiVersion))).map((object) => [nameOf(object), object]));
const tables = textsIn(TABLES).flatMap((text) => parse(text) as Table[]);

const spelledOut = (text: string): string => text.replace(/x×(\d+)/g, (_, length) => 'x'.repeat(Number(length)));
const told = (name: string, change: Change): string[] => {
  const [[pointer, value]] = Object.entries(JSON.parse(spelledOut(JSON.stringify(change))) as Change);
  return ruleProblems(withValueAt(objects.get(name)!, pointer, value ?? undefined), 37).map((problem) => `${problem.pointer}: ${problem.message}`);
};

describe.each(tables)('$object', ({ object, refused, taken = {} }) => {
  test.each(refused.map(({ set, says }) => [JSON.stringify(set), set, says] as const))('fails with %s', (_, set, says) => {
    expect(told(object, set)).toEqual(says.map(spelledOut));
  });

  test('is accepted as it stands, and with each value that is valid', () => {
    expect(ruleProblems(objects.get(object)!, 37)).toEqual([]);
    const changes = Object.entries(taken).flatMap(([pointer, values]) => values.map((value) => ({ [pointer]: value })));
    expect(changes.flatMap((change) => told(object, change).map((problem) => ({ change, problem })))).toEqual([]);
  });
});
