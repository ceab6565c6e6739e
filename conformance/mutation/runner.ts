import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { basename, join, relative } from 'path';
import { InstrumenterContext } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunResult, DryRunStatus, MutantRunOptions, MutantRunResult, MutantRunStatus, TestResult, TestRunner, TestStatus } from '@stryker-mutator/api/test-runner';
import { isInSample } from './sample';
import { TestBundle } from './test-bundle';
import '../../test/property-seed';
import { Failure, failureOf, TimedUnit, unitsFor, unitsOf, within } from './unit';

/** A unit that takes so much longer than without a mutant hangs: the machine may be busy. */
const PATIENCE = { first: 600_000, factor: 20, milliseconds: 10_000 };

/** A mutant that survives so many milliseconds of tests counts as survived. */
const BUDGET = 3000;

/** Where the first worker leaves the times of the units for the others, in the sandbox. */
const TIMES = 'unit-times.json';

/** What the changed sources ask which mutant is active. */
const instrumentation = ((globalThis as unknown as Record<string, unknown>).__stryker__ ??= {}) as InstrumenterContext;

/** Runs the tests of controls and engine in its own process, with sources and tests loaded afresh for each mutant: most mutants act while loading. */
class ReloadingTestRunner implements TestRunner {
  private bundle!: TestBundle;
  /** The file of each control, by its id. */
  private controls!: ReadonlyMap<string, string>;
  private units?: readonly TimedUnit[];

  public capabilities(): { reloadEnvironment: boolean } { return { reloadEnvironment: true }; }

  public async init(): Promise<void> {
    const folder = join('src', 'controls');
    const families = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
    this.controls = new Map(families.flatMap((family) => readdirSync(family).map((file) => [basename(file, '.ts'), join(family, file)])));
    this.bundle = await TestBundle.of(process.cwd());
  }

  public async dryRun(): Promise<DryRunResult> {
    const results = unitsOf(this.bundle, this.controls).map((unit) => {
      const start = process.cpuUsage();
      const failure = failureOf(this.bundle, unit, this.controls, PATIENCE.first);
      return { unit: { ...unit, milliseconds: Math.ceil(process.cpuUsage(start).user / 1000) }, failure };
    });
    writeFileSync(TIMES, JSON.stringify(results.map(({ unit }) => unit)));
    return { status: DryRunStatus.Complete, tests: results.map(({ unit, failure }) => testResult(unit, failure)) };
  }

  public async mutantRun({ activeMutant, sandboxFileName }: MutantRunOptions): Promise<MutantRunResult> {
    if (!isInSample(activeMutant)) return { status: MutantRunStatus.Survived, nrOfTests: 0 };
    this.units ??= JSON.parse(readFileSync(TIMES, 'utf8')) as TimedUnit[];
    instrumentation.activeMutant = activeMutant.id;
    try {
      return this.verdict(unitsFor(relative(process.cwd(), sandboxFileName), this.units, this.controls, this.bundle));
    } finally {
      instrumentation.activeMutant = undefined;
    }
  }

  private verdict(units: readonly TimedUnit[]): MutantRunResult {
    const tried = within(BUDGET, units);
    for (const [i, unit] of tried.entries()) {
      const failure = failureOf(this.bundle, unit, this.controls, PATIENCE.milliseconds + PATIENCE.factor * unit.milliseconds);
      if (failure === 'timeout') return { status: MutantRunStatus.Timeout, reason: unit.id };
      if (failure) return { status: MutantRunStatus.Killed, killedBy: [unit.id], failureMessage: failure.message, nrOfTests: i + 1 };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: tried.length };
  }
}

function testResult({ id, file, milliseconds }: TimedUnit, failure?: Failure): TestResult {
  const result = { id, name: id, fileName: file, timeSpentMs: milliseconds };
  return failure === undefined ? { ...result, status: TestStatus.Success }
    : { ...result, status: TestStatus.Failed, failureMessage: failure === 'timeout' ? failure : failure.message };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'reloading', Object.assign(() => new ReloadingTestRunner(), { inject: [] as const }))];
