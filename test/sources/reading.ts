import { readText } from '../../src/sources/read-source';
import { SourceItem, SourceObject, SourceProblem } from '../../src/sources/source';

/** Reads a text as a file `a.yaml`. */
export const read = (text: string | Uint8Array): SourceItem[] => [...readText(text, 'a.yaml')];

/** The objects in a text, which must hold nothing else. */
export function objects(text: string | Uint8Array): SourceObject[] {
  return read(text).map((item) => {
    if (item.type !== 'object') throw new Error(`not an object: ${JSON.stringify(item)}`);
    return item;
  });
}

/** The problems of a text. */
export const problems = (text: string | Uint8Array): SourceProblem[] => read(text).filter((item) => item.type === 'problem');

/** The value of a field `v`, or what the problem says. */
export function valueOf(text: string): unknown {
  const [item] = read(`apiVersion: v1\nkind: X\n${text}`);
  if (item.type === 'object') return item.manifest.v;
  return item.type === 'problem' ? item.message : item.type;
}

/** "line:column" of a pointer into the first object. */
export function place(text: string | Uint8Array, pointer: string, index = 0): string {
  const { line, column } = objects(text)[index].locate(pointer);
  return `${line}:${column}`;
}
