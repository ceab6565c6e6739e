/**
 * Checks the types of a copy of the sources for another minor of cdk8s-plus, and runs the tests of constructs and examples there:
 * `npm run test:plus -- 34`, several minors, or `all`; with `--only FILE` of the tests those in a file or folder, as .ci/run does. Prints one line for each
 * minor; exits with 1 where one of them failed.
 */
import { spawnSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { parseArgs } from 'util';
import { MINORS, minorNamed } from './plus/minors';
import { plusTree } from './plus/tree';

const TESTED = ['test/constructs', 'test/examples'];
const TYPES = { extends: './tsconfig.dev.json', include: ['src', 'examples', ...TESTED].map((folder) => `${folder}/**/*.ts`) };

const bin = (name: string, file: string): string => join(dirname(require.resolve(`${name}/package.json`)), file);

/** What jest writes of a run. */
interface JestResult { readonly numPassedTests: number; readonly numFailedTests: number; readonly numRuntimeErrorTestSuites: number }

/** Tests one minor with the files in these folders, and returns whether all was well. */
function tested(minor: number, folders: readonly string[]): boolean {
  const tree = plusTree(minor);
  const run = (program: string, ...args: string[]): boolean => spawnSync(process.execPath, [program, ...args], { cwd: tree, stdio: 'inherit' }).status === 0;
  writeFileSync(join(tree, 'tsconfig.plus.json'), JSON.stringify(TYPES));
  const typed = run(bin('typescript', 'bin/tsc'), '-p', 'tsconfig.plus.json', '--noEmit');
  const report = join(tree, 'jest-result.json');
  const ran = run(bin('jest', 'bin/jest.js'), '--ci', '--silent', '--json', '--outputFile', report, ...folders);
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8')) as JestResult;
  console.log(`cdk8s-plus-${minor}: types ${typed ? 'fit' : 'do not fit'}, ${numPassedTests} tests passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`);
  return typed && ran;
}

const { values: { only = TESTED }, positionals } = parseArgs({ options: { only: { type: 'string', multiple: true } }, allowPositionals: true });
if (positionals.length === 0) throw new Error(`name the minors to test: some of ${MINORS.join(', ')}, or "all"`);
const minors = positionals.includes('all') ? MINORS : positionals.map(minorNamed);
if (minors.filter((minor) => !tested(minor, only)).length > 0) process.exitCode = 1;
