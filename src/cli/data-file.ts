import * as fs from 'fs';
import { Document, isNode, LineCounter, parseDocument, stringify } from 'yaml';
import { UsageError } from './exit-code';
import { wholeText } from './file-bytes';
import { pointerKeys } from '../objects/pointer';
import { Position } from '../sources/source';

/** The one document of a YAML or JSON file that configures us. */
export interface DataFile {
  readonly file: string;
  readonly value: unknown;
  /** Where a pointer into the value leads to; the nearest parent where it leads nowhere. */
  locate(pointer: string): Position;
}

/** Reads a file that configures us. */
export function readDataFile(file: string): DataFile {
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines });
  const [error] = document.errors;
  if (error) throw new UsageError(`cannot read "${file}": ${error.message.trim()}`);
  const offsetOf = (path: readonly string[]): number => {
    const node = document.getIn(path, true);
    if (isNode(node) && node.range) return node.range[0];
    return path.length === 0 ? 0 : offsetOf(path.slice(0, -1));
  };
  return {
    file,
    value: valueOf(document, file),
    locate: (pointer) => {
      const { line, col } = lines.linePos(offsetOf(pointerKeys(pointer)));
      return { line, column: col };
    },
  };
}

function textOf(file: string): string {
  try {
    return wholeText(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot read "${file}": ${code === 'ENOENT' ? 'there is no such file' : message}; check the path`);
  }
}

function valueOf(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new UsageError(`cannot read "${file}": ${(error as Error).message}; write it without so many aliases`);
  }
}

/** A value as YAML that people and tools read: without aliases, and without folded lines. */
export const yamlText = (value: unknown): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

/** Writes a file that somebody asked for by an option. */
export function writeFileFor(option: string, file: string, text: string): void {
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot write "${file}": ${code === 'ENOENT' ? 'its folder does not exist' : message}; pass another ${option}`);
  }
}
