import { Dirent, readdirSync, realpathSync, Stats, statSync } from 'fs';
import { join, relative, resolve, sep } from 'path';
import { globMatcher } from './globs';
import { unreadable } from './read-source';
import { SourceProblem } from './source';
import { isUnitFile } from './unit-files';
import { byCodeUnit } from '../objects/text-order';

/** The path that means standard input. */
export const STANDARD_INPUT = '-';

/** Which files of folders are read, by patterns for paths relative to the working directory (see `globMatcher`). Files that are named themselves always are. */
export interface FileChoice {
  /** @default all `.yaml`, `.yml` and `.json` files */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** A folder that holds the source of a Helm chart. Its templates are no manifests, and only Helm can make manifests of them. */
export interface ChartFolder {
  readonly type: 'chart';
  readonly folder: string;
  /** The command that judges what it renders. */
  readonly command: string;
}

type Found = string | SourceProblem | ChartFolder;

const MANIFEST = /\.(?:ya?ml|json)$/i;
/** What Helm renders: the templates of a chart, and the charts that it depends on. */
const RENDERED = new Set(['templates', 'charts']);

/**
 * Finds the files below paths, each once, in the order of the paths and then of the names by code units. A file is its path relative to the working
 * directory, with `/` between folders. The templates of charts are left out; a chart that is a path itself is a problem, since nothing else was to be read.
 */
export function* findFiles(paths: readonly string[], choice: FileChoice = {}): Generator<Found> {
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

  public* below(given: string): Generator<Found> {
    if (given === STANDARD_INPUT) {
      yield given;
      return;
    }
    const path = resolve(given);
    try {
      const stats = statSync(path);
      if (stats.isDirectory()) yield* this.orNothing(given, path);
      else if (stats.isFile() || stats.isFIFO()) yield* this.once(path); // a pipe may be what `<(helm template .)` stands for
      else yield noFile(nameOf(path), stats);
    } catch (error) {
      yield unreadable(nameOf(path), error);
    }
  }

  /** A folder without manifests is most likely the wrong one, and must not look like a clean one. */
  private* orNothing(given: string, path: string): Generator<Found> {
    const before = this.met;
    for (const found of this.folder(path)) {
      const isItself = typeof found !== 'string' && found.type === 'chart' && found.folder === nameOf(path);
      yield isItself ? { type: 'problem', file: given, message: 'is the source of a Helm chart, of which only what it renders can be judged', fix: `run \`${found.command}\`` } : found;
    }
    if (this.met === before) yield { type: 'problem', file: given, message: 'has no .yaml, .yml or .json file', fix: 'correct the path, or the include and exclude patterns' };
  }

  private* folder(path: string): Generator<Found> {
    const real = realpathSync(path);
    if (this.seen.has(real)) {
      this.met += 1;
      return;
    }
    this.seen.add(real);
    const entries = this.entriesOf(path);
    const isChart = entries.some(({ name, isFolder }) => name === 'Chart.yaml' && !isFolder);
    if (isChart) yield chartAt(nameOf(path));
    for (const { name, isFolder } of entries) {
      if (isChart && isFolder && RENDERED.has(name)) continue;
      const child = join(path, name);
      const file = nameOf(child);
      if (this.isExcluded(file)) continue;
      try {
        if (isFolder) yield* this.folder(child);
        else if ((MANIFEST.test(name) || isUnitFile(file)) && this.isIncluded(file)) yield* this.fileIn(child);
      } catch (error) {
        this.met += 1;
        yield unreadable(file, error);
      }
    }
  }

  private* fileIn(path: string): Generator<string | SourceProblem> {
    const stats = statSync(path, { throwIfNoEntry: false }); // a link that leads nowhere is reported when it is opened
    if (!stats || stats.isFile()) {
      yield* this.once(path);
      return;
    }
    this.met += 1;
    yield noFile(nameOf(path), stats);
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
        const isFolder = leadsToFolder(path, entry);
        const isHidden = isFolder && (entry.name.startsWith('.') || entry.name === 'node_modules');
        return isHidden ? [] : [{ name: entry.name, isFolder }];
      })
      .sort((a, b) => byCodeUnit(a.isFolder ? `${a.name}/` : a.name, b.isFolder ? `${b.name}/` : b.name));
  }
}

function nameOf(path: string): string {
  return relative('.', path).split(sep).join('/') || '.';
}

/** Links count as what they lead to. */
function leadsToFolder(folder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(folder, entry.name)).isDirectory();
  } catch {
    return false;
  }
}

/** A text as one word of a shell, in which everything can be seen: the name of a file must not steer the terminal. */
export function shellWord(text: string): string {
  if (/^[\w./=-]+$/.test(text)) return text;
  if (!INVISIBLE.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${text.replace(/['\\]/g, '\\$&').replace(new RegExp(INVISIBLE, 'gu'), escapedForShell)}'`;
}

/** Control characters, marks that reorder text, and separators of lines. */
const INVISIBLE = /[\p{C}\u2028\u2029]/u;

const escapedForShell = (character: string): string => `\\U${character.codePointAt(0)!.toString(16).padStart(8, '0')}`;

function chartAt(folder: string): ChartFolder {
  return { type: 'chart', folder, command: `helm template ${shellWord(folder)} | cdk8s-hardened check -` };
}

/** What is neither file nor folder, in words. Opening a pipe or a device may wait forever, and a device may have no end. */
export function specialFile(stats: Stats): string | undefined {
  if (stats.isFile() || stats.isDirectory()) return undefined;
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

function noFile(file: string, stats: Stats): SourceProblem {
  const kind = specialFile(stats);
  return { type: 'problem', file, message: `cannot be read: it is ${kind}`, fix: 'name a file or a folder, or pipe the manifests into `cdk8s-hardened check -`' };
}
