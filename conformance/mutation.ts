/**
 * Changes the sources in every way that Stryker knows, one at a time, and counts which changes the tests notice:
 * `npx tsx conformance/mutation.ts [--only src/engine] [--each 10] [--tests test/engine] [--survivors]`. See `mutation/README.md`.
 */
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { parseArgs } from 'util';
import { LogLevel, MutantResult } from '@stryker-mutator/api/core';
import { isInSample, sample } from './mutation/sample';
import { survivorLines, table } from './mutation/table';

/** Below this share of noticed changes the run fails. */
const LEAST = 90;

async function mutants(only: readonly string[]): Promise<MutantResult[]> {
  const { Stryker } = await import('@stryker-mutator/core'); // which cannot be required
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  process.env.TMPDIR = folder; // also for what the tests write
  try {
    return await new Stryker({
      mutate: only.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.ts`)),
      ignorePatterns: ['/*', '!/src', '!/test', '!/conformance', '!/examples', '!/package.json'],
      plugins: [join(__dirname, 'mutation', 'runner.ts')], testRunner: 'reloading', testRunnerNodeArgs: ['--import', 'tsx'], checkerNodeArgs: ['--import', 'tsx'],
      coverageAnalysis: 'off', concurrency: 2, tempDirName: folder, dryRunTimeoutMinutes: 20, timeoutMS: 60_000, timeoutFactor: 0,
      reporters: process.stdout.isTTY ? ['progress'] : ['progress-append-only'], allowConsoleColors: false, logLevel: 'warn' as LogLevel, disableTypeChecks: false,
    }).runMutationTest();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values: { only, each, tests, survivors } } = parseArgs({ options: {
    only: { type: 'string', multiple: true, default: ['src'] }, each: { type: 'string', default: '1' }, tests: { type: 'string', multiple: true, default: ['test'] },
    survivors: { type: 'boolean', default: false },
  } });
  if (!Number.isSafeInteger(Number(each)) || Number(each) < 1) throw new Error(`--each is "${each}", which is not a whole number from 1 on`);
  sample(Number(each), tests);
  const results = (await mutants(only)).filter(isInSample).map((mutant) => ({ ...mutant, fileName: relative(process.cwd(), mutant.fileName) }));
  if (results.length === 0) throw new Error(`found nothing to change in ${only.join(', ')}; pass files or folders of src to --only`);
  if (survivors) process.stdout.write(survivorLines(results));
  const { text, score } = table(results);
  process.stdout.write(text);
  process.exitCode = score >= LEAST ? 0 : 1;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
