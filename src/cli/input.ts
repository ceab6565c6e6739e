import { Terminal } from './terminal';
import { Finding } from '../engine/finding';
import { FileChoice, findFiles, readFile } from '../sources/files';
import { SourceItem, SourceObject, SourceProblem } from '../sources/source';

/** Everything that the paths of a call hold. */
export interface Input {
  readonly files: number;
  readonly objects: readonly SourceObject[];
  readonly problems: readonly SourceProblem[];
  readonly skipped: number;
}

/** Reads files, folders and standard input, in the order of the call. What cannot be read is a problem; the rest is read all the same. */
export async function readInput(paths: readonly string[], choice: FileChoice, terminal: Terminal): Promise<Input> {
  const objects: SourceObject[] = [];
  const problems: SourceProblem[] = [];
  let files = 0;
  let skipped = 0;
  const take = (item: SourceItem): void => {
    if (item.type === 'object') objects.push(item);
    else if (item.type === 'problem') problems.push(item);
    else skipped++;
    if (objects.length % 1000 === 0) terminal.progress(`reading … ${files} files, ${objects.length} objects`);
  };
  for (const found of findFiles(paths, choice)) {
    if (typeof found !== 'string') {
      problems.push(found);
      continue;
    }
    files++;
    for await (const item of readFile(found)) take(item);
  }
  terminal.progress('');
  return { files, objects, problems, skipped };
}

/** What could not be read, as a finding: never a pass, never silence. */
export function problemFinding({ file, line, column, message, fix, document }: SourceProblem): Finding & { line?: number; column?: number } {
  return {
    control: 'valid-manifest', severity: 'error', outcome: 'inconclusive', origin: { file, ...(document === undefined ? {} : { document }) },
    object: { apiVersion: '', kind: '', namespace: '', name: '' }, pointer: '', message, why: 'what cannot be read cannot be judged', fix, waiver: null, line, column,
  };
}
