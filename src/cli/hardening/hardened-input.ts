import { existsSync, realpathSync } from 'fs';
import { join, sep } from 'path';
import { hardenBytes } from './hardened-bytes';
import { HardenRules } from './hardened-object';
import { HardenedText } from './hardened-text';
import { surveyFile } from './survey';
import { SurveyedObjects } from '../../engine/surveyed-objects';
import { STANDARD_INPUT } from '../../sources/files';
import { KustomizeFiles } from '../../sources/kustomize';
import { unreadable, unwritable } from '../../sources/read-source';
import { SourceProblem } from '../../sources/source';
import { isLasting, lastingBytes, pipeBytes } from '../file-bytes';
import { STDIN } from '../input';
import { FileChanged, replaceFile } from '../replace-file';
import { Terminal } from '../terminal';

/** A file before and after. */
export interface HardenedFile {
  readonly file: string;
  readonly before: Buffer;
  readonly after: Buffer;
  readonly parts: readonly Omit<HardenedText, 'content'>[];
}

/** The files of a call, which are read twice: what an object gets depends on the others, be they before or after it. */
export class HardenedInput {
  private readonly kustomize = new KustomizeFiles();
  private readonly others: SurveyedObjects;
  /** What can be read only once, such as standard input. */
  private readonly kept = new Map<string, Buffer>();

  constructor(private readonly files: readonly string[], private readonly rules: Omit<HardenRules, 'others'>, private readonly terminal: Terminal) {
    this.others = new SurveyedObjects(rules.profile);
  }

  /** The files, in their order. What the system does not let us read is a problem. */
  public async* hardened(): AsyncGenerator<HardenedFile | SourceProblem> {
    for (const [i, file] of this.files.entries()) {
      this.terminal.progress(() => `reading  ${i} of ${this.files.length} files`);
      await orProblem(file, async () => surveyFile(await this.bytesOf(file), nameOf(file), this.rules, this.others, this.kustomize)); // told below
    }
    for (const [i, file] of this.files.entries()) {
      this.terminal.progress(() => `hardening  ${i} of ${this.files.length} files`);
      yield await orProblem(file, async () => this.harden(file, await this.bytesOf(file)));
    }
    this.terminal.progress();
  }

  private harden(file: string, before: Buffer): HardenedFile {
    const because = file === STANDARD_INPUT ? undefined : this.kustomize.partBecause(file);
    if (because !== undefined) {
      const leftAlone = [{ place: file, because }];
      return { file, before, after: before, parts: [{ filled: 0, leftovers: [], leftAlone, risks: [], problems: [] }] };
    }
    const contents: Buffer[] = [];
    const parts: Omit<HardenedText, 'content'>[] = [];
    for (const { content, ...part } of hardenBytes(before, nameOf(file), { ...this.rules, others: this.others })) {
      contents.push(content);
      parts.push(part);
    }
    return { file, before, after: Buffer.concat(contents), parts };
  }

  private async bytesOf(file: string): Promise<Buffer> {
    if (file !== STANDARD_INPUT && isLasting(file)) return allOf(lastingBytes(file));
    const bytes = this.kept.get(file) ?? await allOf(file === STANDARD_INPUT ? this.terminal.input : pipeBytes(file));
    this.kept.set(file, bytes);
    return bytes;
  }
}

/** The name of a file in what is told. */
export const nameOf = (file: string): string => (file === STANDARD_INPUT ? STDIN : file);

/** Where paths lead in the end; those that lead nowhere are left out. */
export const realPaths = (paths: readonly string[]): string[] => paths.filter((path) => existsSync(path)).map((path) => realpathSync(path));

/**
 * Writes a file; what the system does not let us write, or what somebody else wrote to meanwhile, is a problem. So is a file outside of the paths that
 * were named, of which the real ones are given, to which a link in one of them leads: nobody asked for it to be changed.
 */
export function writeHardened({ file, before, after }: HardenedFile, named: readonly string[]): SourceProblem | undefined {
  if (after.equals(before)) return undefined;
  try {
    const target = realpathSync(file);
    if (!named.some((path) => target === path || target.startsWith(join(path, sep)))) {
      return { type: 'problem', file, message: `is a link to ${target}, outside of what was named, so nothing was written to it`, fix: 'name that file too, or exclude the link' };
    }
    replaceFile(target, before, after);
    return undefined;
  } catch (error) {
    if (error instanceof FileChanged) return { type: 'problem', file, message: 'has changed while it was hardened, so nothing was written to it', fix: 'run the command again' };
    return problemOf(file, error, unwritable);
  }
}

async function orProblem<T>(file: string, make: () => Promise<T>): Promise<T | SourceProblem> {
  try {
    return await make();
  } catch (error) {
    return problemOf(file, error, unreadable);
  }
}

function problemOf(file: string, error: unknown, tell: typeof unreadable): SourceProblem {
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  return tell(nameOf(file), error);
}

async function allOf(input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return Buffer.concat(chunks);
}
