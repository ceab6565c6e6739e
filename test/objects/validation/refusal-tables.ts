import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Manifest } from '../../../src/objects/manifest';
import { Problem } from '../../../src/objects/problem';
import { withValueAt } from '../../engine/mutations';

/** Other values of an object, by their pointers; null removes what is there. `x×64` stands for so many letters. */
type Change = Readonly<Record<string, unknown>>;

/** What is said where one value of a valid object is changed. */
export interface RefusalTable {
  readonly name: string;
  /** Where the table does not name an object that is elsewhere. */
  readonly valid?: Manifest;
  readonly refused: readonly { readonly set: Change; readonly says: readonly string[] }[];
  /** Values that are valid at a pointer: the least and the greatest number, texts of a form. */
  readonly taken?: Readonly<Record<string, readonly unknown[]>>;
  /** Changes of which the first would be refused without the second. */
  readonly takenTogether?: readonly Change[];
}

export const textsIn = (folder: string): string[] => readdirSync(folder).sort().map((file) => readFileSync(join(folder, file), 'utf8'));

const spelledOut = (text: string): string => text.replace(/x×(\d+)/g, (_, length) => 'x'.repeat(Number(length)));

/** Makes a test of each line of the tables of a folder. */
export function testRefusals(
  folder: string, validOf: (table: RefusalTable) => Manifest, problemsOf: (manifest: Manifest) => readonly Problem[],
): void {
  const told = (manifest: Manifest): string[] => problemsOf(manifest).map(({ pointer, message }) => `${pointer}: ${message}`);
  const changed = (valid: Manifest, change: Change): Manifest => Object.entries(JSON.parse(spelledOut(JSON.stringify(change))) as Change)
    .reduce((object, [pointer, value]) => withValueAt(object, pointer, value ?? undefined), valid);
  describe.each(textsIn(folder).flatMap((text) => parse(text) as RefusalTable[]))('$name', (table) => {
    const valid = validOf(table);

    const refused = table.refused.map(({ set, says }) => [JSON.stringify(set), set, says] as const);
    test.each(refused)('fails with %s', (_, set, says) => {
      expect(told(changed(valid, set))).toEqual(says.map(spelledOut));
    });

    test('is accepted as it stands, and with values that are valid', () => {
      const changes = Object.entries(table.taken ?? {}).flatMap(([pointer, values]) => values.map((value): Change => ({ [pointer]: value })));
      expect(told(valid)).toEqual([]);
      const toldOf = (change: Change) => told(changed(valid, change)).map((problem) => ({ change, problem }));
      const problems = [...changes, ...table.takenTogether ?? []].flatMap(toldOf);
      expect(problems).toEqual([]);
    });
  });
}
