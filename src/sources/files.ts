import { Dirent, readdirSync, realpathSync, statSync } from 'fs';
import { join, relative, resolve, sep } from 'path';
import { globMatcher } from './globs';
import { unreadable } from './read-source';
import { SourceProblem } from './source';

/** The path that means standard input. */
export const STANDARD_INPUT = '-';

/** Which files of folders are read, by patterns for paths relative to the working directory (see `globMatcher`). Files that are named themselves always are. */
export interface FileChoice {
  /** @default all `.yaml`, `.yml` and `.json` files */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

const MANIFEST = /\.(?:ya?ml|json)$/i;

/**
 * Finds the files below paths, each once, in the order of the paths and then of the names by code units. A file is its path relative to the working
 * directory, with `/` between folders.
 */
export function* findFiles(paths: readonly string[], choice: FileChoice = {}): Generator<string | SourceProblem> {
  const search = new FileSearch(choice);
  for (const path of paths) yield* search.below(path);
}

class FileSearch {
  /** The real paths of what was found, so that links and paths given twice do not repeat files, nor go in circles. */
  private readonly seen = new Set<string>();
  /** How many files were met, found before or not; and folders that were, or that cannot be read. */
  private met = 0;
  private readonly isIncluded: (file: string) => boolean;
  private readonly isExcluded: (file: string) => boolean;

  constructor({ include, exclude }: FileChoice) {
    this.isIncluded = include?.length ? globMatcher(include) : () => true;
    this.isExcluded = globMatcher(exclude ?? []);
  }

  public* below(given: string): Generator<string | SourceProblem> {
    if (given === STANDARD_INPUT) {
      yield given;
      return;
    }
    const path = resolve(given);
    try {
      if (!statSync(path).isDirectory()) yield* this.once(path);
      else yield* this.orNothing(given, path);
    } catch (error) {
      yield unreadable(nameOf(path), error);
    }
  }

  /** A folder without manifests is most likely the wrong one, and must not look like a clean one. */
  private* orNothing(given: string, path: string): Generator<string | SourceProblem> {
    const before = this.met;
    yield* this.folder(path);
    if (this.met === before) yield { type: 'problem', file: given, message: 'has no .yaml, .yml or .json file', fix: 'correct the path, or the include and exclude patterns' };
  }

  private* folder(path: string): Generator<string | SourceProblem> {
    const real = realpathSync(path);
    if (this.seen.has(real)) {
      this.met += 1;
      return;
    }
    this.seen.add(real);
    for (const { name, isFolder } of this.entriesOf(path)) {
      const child = join(path, name);
      const file = nameOf(child);
      if (this.isExcluded(file)) continue;
      try {
        if (isFolder) yield* this.folder(child);
        else if (MANIFEST.test(name) && this.isIncluded(file)) yield* this.once(child);
      } catch (error) {
        this.met += 1;
        yield unreadable(file, error);
      }
    }
  }

  private* once(path: string): Generator<string> {
    this.met += 1;
    const real = realpathSync(path);
    if (this.seen.has(real)) return;
    this.seen.add(real);
    yield nameOf(path);
  }

  private entriesOf(path: string): { readonly name: string; readonly isFolder: boolean }[] {
    return readdirSync(path, { withFileTypes: true })
      .flatMap((entry) => {
        const kind = kindOf(path, entry);
        const isHidden = kind === 'folder' && (entry.name.startsWith('.') || entry.name === 'node_modules');
        return kind === 'other' || isHidden ? [] : [{ name: entry.name, isFolder: kind === 'folder' }];
      })
      .sort((a, b) => compare(a.isFolder ? `${a.name}/` : a.name, b.isFolder ? `${b.name}/` : b.name));
  }
}

function nameOf(path: string): string {
  return relative('.', path).split(sep).join('/') || '.';
}

/** Links count as what they lead to; a link that leads nowhere is left to whoever opens it, so that it is reported. */
function kindOf(folder: string, entry: Dirent): 'file' | 'folder' | 'other' {
  if (!entry.isSymbolicLink()) return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';
  try {
    const target = statSync(join(folder, entry.name));
    return target.isDirectory() ? 'folder' : target.isFile() ? 'file' : 'other';
  } catch {
    return 'file';
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
