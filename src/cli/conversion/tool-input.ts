import { Dirent, readdirSync, statSync } from 'fs';
import { basename, join, relative, sep } from 'path';
import { annotatedExceptions } from './annotations';
import { clusterExceptions } from './cluster-exceptions';
import { NotCarried, Read } from './exception';
import { ignoreListExceptions, isIgnoreList, isToolFile, ObjectsIn, toolFileExceptions } from './tool-files';
import { ObjectSelector } from '../../engine/waiver-file';
import { keyOf } from '../../objects/manifest';
import { STANDARD_INPUT } from '../../sources/files';
import { SourceObject } from '../../sources/source';
import { DataFile, readDataFile } from '../data-file';
import { UsageError } from '../exit-code';
import { wholeText } from '../file-bytes';
import { Input, problemText } from '../input';
import { Terminal } from '../terminal';

/** The exceptions that the paths of a call lead to. */
export class ToolInput {
  public readonly found: Read[] = [];
  public readonly problems: string[] = [];
  /** The objects of each file. */
  private readonly objects = new Map<string, ObjectSelector[]>();

  constructor(private readonly paths: readonly string[], private readonly terminal: Terminal) {}

  /** Reads manifests before the files of tools, which may name the files of manifests. */
  public async read(): Promise<void> {
    const toolFiles = this.paths.flatMap((path) => toolFilesBelow(path));
    await this.readManifests(this.paths.filter((path) => !toolFiles.includes(path)));
    for (const file of toolFiles) this.readToolFile(file);
  }

  private async readManifests(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    for await (const items of new Input(paths, {}, this.terminal).items()) {
      for (const item of items) {
        if (item.type === 'object') this.readObject(item);
        else if (item.type === 'problem') this.problems.push(problemText(item));
      }
    }
    for (const file of this.objects.keys()) this.readComments(file);
  }

  private readObject({ manifest, file }: SourceObject): void {
    const { kind, namespace, name } = keyOf(manifest);
    const selector = { kind, ...(namespace === '' ? {} : { namespace }), name };
    this.objects.set(file, [...this.objects.get(file) ?? [], selector]);
    this.found.push(...annotatedExceptions(manifest, file), ...clusterExceptions(manifest, file));
  }

  /** Scanners also read comments, which belong to no object. */
  private readComments(file: string): void {
    let text: string;
    try { text = wholeText(file); } catch { return; } // standard input, or gone: what could be read of it was
    this.found.push(...text.split('\n').flatMap((line, i): NotCarried[] => {
      const [, comment] = /#\s*((?:checkov:skip=|trivy:ignore:|nosec\b)\S*)/.exec(line) ?? [];
      return comment === undefined ? [] : [{ what: comment, from: `${file}:${i + 1}`, because: 'it is a comment, and belongs to no object; write the waiver by hand' }];
    }));
  }

  private readToolFile(file: string): void {
    const objectsIn: ObjectsIn = (isMeant) => [...this.objects].filter(([path]) => isMeant(path)).flatMap(([, objects]) => objects);
    try {
      const read = isIgnoreList(file) ? ignoreListExceptions(wholeText(file), file) : toolFileExceptions(readDataFile(file).value, file, objectsIn);
      if (read === undefined) this.problems.push(`"${file}" is the file of no tool that is known; see \`cdk8s-hardened convert --help\``);
      else this.found.push(...read);
    } catch (error) {
      if (!(error instanceof UsageError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
      this.problems.push((error as Error).message);
    }
  }
}

/** The files of tools that a path leads to: those of a folder by their names, a file also by what it holds. */
function toolFilesBelow(path: string): string[] {
  if (path === STANDARD_INPUT) return [];
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.isFile() && (isToolFile(basename(path)) || isToolData(path)) ? [path] : [];
  return entriesOf(path).flatMap((entry) => {
    const below = join(path, entry.name);
    if (entry.isDirectory()) return ['node_modules', '.git'].includes(entry.name) ? [] : toolFilesBelow(below);
    return entry.isFile() && isToolFile(entry.name) ? [relative('.', below).split(sep).join('/')] : [];
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    return []; // reported where its manifests are read
  }
}

function isToolData(file: string): boolean {
  let data: DataFile;
  try { data = readDataFile(file); } catch { return false; } // several documents, or no YAML: it is read as manifests
  return toolFileExceptions(data.value, file, () => []) !== undefined;
}
