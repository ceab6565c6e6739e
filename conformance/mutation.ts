/**
 * Changes the sources in every way that Stryker knows, one at a time, and counts which changes the tests notice:
 * `npx tsx conformance/mutation.ts [--only src/engine] [--sample 60 --seed 1] [--tests test/engine] [--survivors]`. See `mutation/README.md`.
 */
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { parseArgs } from 'util';
import { LogLevel, MutantResult } from '@stryker-mutator/api/core';
import { hand } from './mutation/request';
import { sampled } from './mutation/stages';
import { survivorLines, table } from './mutation/table';

/** Below this share of noticed changes the run fails. */
const LEAST = 90;

async function mutants(only: readonly string[], workers: number): Promise<MutantResult[]> {
  const { Stryker } = await import('@stryker-mutator/core'); // which cannot be required
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  process.env.TMPDIR = folder; // also for what the tests write
  try {
    return await new Stryker({
      mutate: only.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.ts`)),
      ignorePatterns: ['/*', '!/src', '!/test', '!/conformance', '!/examples', '!/scaffold', '!/package.json'],
      plugins: [join(__dirname, 'mutation', 'runner.ts')], testRunner: 'reloading', testRunnerNodeArgs: ['--import', 'tsx'], checkerNodeArgs: ['--import', 'tsx'],
      coverageAnalysis: 'off', concurrency: workers, tempDirName: folder, dryRunTimeoutMinutes: 240, timeoutMS: 300_000, timeoutFactor: 0,
      reporters: process.stdout.isTTY ? ['progress'] : ['progress-append-only'], allowConsoleColors: false, logLevel: 'warn' as LogLevel, disableTypeChecks: false,
    }).runMutationTest();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A whole number from 1 on. */
function wholeNumber(option: string, value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Error(`--${option} is "${value}", which is not a whole number from 1 on`);
  return Number(value);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: {
    only: { type: 'string', multiple: true, default: ['src'] }, tests: { type: 'string', multiple: true, default: ['test'] },
    sample: { type: 'string' }, seed: { type: 'string', default: '1' }, budget: { type: 'string', default: '3000' }, workers: { type: 'string', default: '2' },
    survivors: { type: 'boolean', default: false },
  } });
  const size = values.sample === undefined ? Number.MAX_SAFE_INTEGER : wholeNumber('sample', values.sample);
  const seed = wholeNumber('seed', values.seed);
  hand({ only: values.only, tests: values.tests, size, seed, budget: wholeNumber('budget', values.budget) });
  const all = (await mutants(values.only, wholeNumber('workers', values.workers))).map((mutant) => ({ ...mutant, fileName: relative(process.cwd(), mutant.fileName) }));
  if (all.length === 0) throw new Error(`found nothing to change in ${values.only.join(', ')}; pass files or folders of src to --only`);
  const tried = sampled(all, size, seed);
  if (values.survivors) process.stdout.write(survivorLines(tried));
  const { text, score } = table(all, tried);
  process.stdout.write(text);
  process.exitCode = score >= LEAST ? 0 : 1;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
