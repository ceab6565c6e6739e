import { readdirSync, readFileSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join, relative } from 'path';
import { Script } from 'vm';
import { build, Plugin } from 'esbuild';
import { TestGlobals } from './test-globals';

/** The tests that may kill a mutant; the last one compares the generated pages with the controls. */
const FOLDERS = ['test/controls', 'test/engine', 'test/laws'];
export const DOCS_TEST = 'test/reports/docs.test.ts';

const PROJECT = join(__dirname, '..', '..');

/** Tests read files beside themselves: those of the project, since the sandbox holds changed ones. */
const locatedIn = (sandbox: string): Plugin => ({
  name: 'folder of the test',
  setup: ({ onLoad }) => onLoad({ filter: /\.test\.ts$/ }, ({ path }) => ({
    contents: `const __dirname = ${JSON.stringify(join(PROJECT, dirname(relative(sandbox, path))))};${readFileSync(path, 'utf8')}`, loader: 'ts',
  })),
});

/** Every file that Stryker changed has a function that counts which code runs; nobody asks, and it makes the tests three times slower. */
const withoutCounting = (text: string): string => text.replace(/function stryCov_\w+\(\) \{/g, '$& return;');

/** Test files with all that they import, to be loaded afresh as often as needed. */
export class TestBundle {
  /** Bundles the tests of a copy of the project. */
  public static async of(sandbox: string): Promise<TestBundle> {
    const files = [...FOLDERS.flatMap((folder) => readdirSync(join(sandbox, folder)).sort().map((file) => `${folder}/${file}`)), DOCS_TEST]
      .filter((file) => file.endsWith('.test.ts'));
    const { outputFiles: [{ text }], metafile } = await build({
      stdin: { contents: `module.exports = {${files.map((file) => `'${file}': () => require('./${file}')`).join(',')}};`, resolveDir: sandbox },
      absWorkingDir: sandbox, bundle: true, write: false, metafile: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external', logLevel: 'error',
      plugins: [locatedIn(sandbox)],
    });
    const parameters = ['module', 'require', 'describe', 'test', 'expect'];
    const imports = new Map(Object.entries(metafile.inputs).map(([file, input]) => [file, new Set(input.imports.map(({ path }) => path))]));
    return new TestBundle(files, imports, new Script(`(function (${parameters.join()}) {${withoutCounting(text)}\n})`).runInThisContext() as never);
  }

  private readonly require = createRequire(__filename);

  private constructor(
    /** The test files, in the order of their names. */
    public readonly files: readonly string[],
    /** What each file imports itself. */
    public readonly imports: ReadonlyMap<string, ReadonlySet<string>>,
    private readonly evaluate: (module: { exports: Record<string, () => void> }, require: NodeRequire, ...globals: unknown[]) => void,
  ) {}

  /** Loads one test file and all that it imports; nothing is kept from earlier loads. */
  public load(file: string, { describe, test, expect }: TestGlobals): void {
    const module = { exports: {} as Record<string, () => void> };
    this.evaluate(module, this.require, describe, test, expect);
    module.exports[file]();
  }
}
