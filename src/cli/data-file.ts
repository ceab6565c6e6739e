import * as fs from 'fs';
import { parseDocument } from 'yaml';
import { UsageError } from './usage-error';

/** The one document of a YAML or JSON file that configures us. */
export function readDataFile(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read "${file}": ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message}; check the path`);
  }
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) throw new UsageError(`cannot read "${file}": ${error.message.trim()}`);
  return document.toJS({ maxAliasCount: 100 });
}
