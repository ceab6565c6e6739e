import * as path from 'path';
import { pathToFileURL } from 'url';
import { UsageError } from './exit-code';
import { rejectEndless } from './file-bytes';

/** What a module has to export. */
export interface Exported<T> {
  /** The name of the export; the default export and the module itself count as well. */
  readonly name: string;
  /** How to make one, for the message where there is none. */
  readonly example: string;
  /** The module may have its own copy of this package, so what counts is what a value can do, not its class. */
  readonly is: (value: unknown) => value is T;
}

/** What a JavaScript module exports: by its name, as default, or as the module itself. */
export async function loadExport<T>(file: string, { name, example, is }: Exported<T>): Promise<T> {
  const exported = await loadModule(path.resolve(file), file);
  const byDefault = memberOf(exported, 'default');
  const found = [memberOf(exported, name), byDefault, memberOf(byDefault, name), exported].find(is);
  if (found !== undefined) return found;
  throw new UsageError(`module "${file}" exports no ${example.split('.')[0]}; write \`exports.${name} = ${example}\``);
}

async function loadModule(at: string, file: string): Promise<unknown> {
  try {
    rejectEndless(file);
    return require(at);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw notLoaded(file, error);
  }
  try {
    return await import(pathToFileURL(at).href);
  } catch (error) {
    throw notLoaded(file, error);
  }
}

function notLoaded(file: string, error: unknown): UsageError {
  const [reason] = (error instanceof Error ? error.message : String(error)).split('\n'); // Node adds who required it
  return new UsageError(`cannot load module "${file}": ${reason}; check its path and what it requires`);
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
