import { createHash } from 'crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { Places } from './mutants';

const PROJECT = join(__dirname, '..', '..');

/** One line for each measurement of a unit; the last one counts. */
const FILE = join(PROJECT, 'node_modules', '.cache', 'mutation', 'coverage.jsonl');

/** Which mutants a unit runs, and how long it takes. */
export interface Coverage {
  readonly milliseconds: number;
  readonly ran: Places;
  /** Those that run while sources are loaded. */
  readonly loaded: Places;
}

interface Line extends Coverage {
  readonly id: string;
  /** Of the test file, what it imports beside sources, data in a folder of its name, and the sources that it ran. */
  readonly digest: string;
  /** The sources that were changed when it was measured: files and folders. */
  readonly only: readonly string[];
}

/**
 * What was measured in earlier runs: a unit is measured again where its test, or a source of which it runs a mutant, has changed. A source that a unit
 * only loads is not compared; what is out of date can leave a test out, which lowers the score.
 */
export class CoverageFile {
  private readonly lines: ReadonlyMap<string, Line>;
  private readonly digests = new Map<string, string>();

  /** @param only the files and folders that this run changes */
  constructor(private readonly only: readonly string[]) {
    const lines = existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n').filter((line) => line !== '') : [];
    this.lines = new Map(lines.map((line) => JSON.parse(line) as Line).map((line) => [line.id, line]));
  }

  /** @param reached the files of the project that the unit imports, itself included */
  public find(id: string, reached: ReadonlySet<string>): Coverage | undefined {
    const line = this.lines.get(id);
    const isMeasured = (path: string): boolean => line!.only.some((measured) => path === measured || path.startsWith(`${measured}/`));
    return line && this.only.every(isMeasured) && line.digest === this.digestOf(reached, line) ? line : undefined;
  }

  public add(id: string, reached: ReadonlySet<string>, coverage: Coverage): void {
    mkdirSync(dirname(FILE), { recursive: true });
    appendFileSync(FILE, `${JSON.stringify({ id, digest: this.digestOf(reached, coverage), only: this.only, ...coverage } satisfies Line)}\n`);
  }

  private digestOf(reached: ReadonlySet<string>, { ran }: Coverage): string {
    const tests = [...reached].filter((file) => !file.startsWith('src/'));
    const files = [...tests, ...tests.flatMap(dataOf), ...Object.keys(ran)].sort();
    return digest(files.map((file) => `${file} ${this.digestOfFile(file)}`).join('\n'));
  }

  /** Of the project, not of the copy that Stryker has changed. */
  private digestOfFile(file: string): string {
    let known = this.digests.get(file);
    const path = join(PROJECT, file);
    if (!known) this.digests.set(file, known = existsSync(path) ? digest(readFileSync(path, 'utf8')) : '');
    return known;
  }
}

/** The files of the folder that is named for a test file. */
function dataOf(file: string): string[] {
  const folder = file.replace(/\.test\.ts$/, '');
  const path = join(PROJECT, folder);
  if (folder === file || !existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).filter((one) => one.isFile()).map(({ name }) => join(folder, name));
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);
