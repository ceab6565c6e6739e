import { applyEdits } from '../../../src/sources/editing/apply-edits';
import { Edit } from '../../../src/sources/editing/edit';
import { objects } from '../reading';

/** Edits the objects of a text, by their index, and tells the text and what was refused. */
export function editAll(text: string, edits: Readonly<Record<number, readonly Edit[]>>): { text: string; refused: string[] } {
  const found = objects(text);
  const { content, refused } = applyEdits(Buffer.from(text), Object.entries(edits).map(([i, list]) => ({ object: found[Number(i)], edits: list })));
  return { text: content.toString(), refused: refused.map(({ edit, reason }) => `${edit.pointer}: ${reason}`) };
}

/** Fills pointers of the first object; nothing may be refused. */
export function fill(text: string, values: Readonly<Record<string, unknown>>, replace = false): string {
  const { text: edited, refused } = editAll(text, { 0: Object.entries(values).map(([pointer, value]) => ({ pointer, value, replace })) });
  if (refused.length > 0) throw new Error(refused.join('\n'));
  return edited;
}
