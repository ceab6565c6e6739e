import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { basename, join, relative } from 'path';
import { InstrumenterContext } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunResult, DryRunStatus, MutantRunOptions, MutantRunResult, MutantRunStatus, TestResult, TestRunner, TestStatus } from '@stryker-mutator/api/test-runner';
import { isInSample, isWanted } from './sample';
import { testFilesIn } from './test-files';
import { TestModules } from './test-modules';
import '../../test/property-seed';
import { Failure, MeasuredUnit, Unit, Units, unitsFor, within } from './unit';

/** A unit that takes so much longer than without a mutant hangs: the machine may be busy. */
const LIMIT = { first: 600_000, factor: 20, milliseconds: 10_000 };

/** A mutant that survives so many milliseconds of tests counts as survived. */
const BUDGET = 3000;

/** What the first worker leaves for the others, in the sandbox. */
const MEASURED = 'units.json';

interface Measured {
  readonly units: readonly MeasuredUnit[];
  /** The mutants whose code runs while sources are loaded. */
  readonly loading: ReadonlySet<string>;
}

const SETS = ['hits', 'loading'] satisfies (keyof Measured | keyof MeasuredUnit)[] as string[];

/** What the changed sources ask which mutant is active, and tell which they run. */
const instrumentation = ((globalThis as unknown as Record<string, unknown>).__stryker__ ??= {}) as InstrumenterContext;

/** Runs the tests in its own process, with sources and tests loaded afresh for each mutant: most mutants of controls run while they are loaded. */
class ReloadingTestRunner implements TestRunner {
  private readonly sandbox = process.cwd();
  private readonly modules = new TestModules(this.sandbox, false);
  private readonly controls = controlFiles();
  private readonly units = new Units(this.sandbox, this.modules, this.controls);
  private measured?: Measured;

  public capabilities(): { reloadEnvironment: boolean } { return { reloadEnvironment: true }; }

  public async dryRun(): Promise<DryRunResult> {
    const counting = new TestModules(this.sandbox, true);
    const files = testFilesIn(this.sandbox).filter(isWanted)
      .filter((file) => [...counting.reachedFrom(file)].some((source) => counting.isChanged(source)));
    const units = new Units(this.sandbox, counting, this.controls);
    const results: { readonly unit: MeasuredUnit; readonly failure?: Failure }[] = [];
    instrumentation.mutantCoverage = { static: {}, perTest: {} };
    for (const unit of units.of(files)) results.push(await this.measure(units, unit));
    const measured: Measured = { units: results.map(({ unit }) => unit), loading: new Set(Object.keys(instrumentation.mutantCoverage.static)) };
    const listed = (_: string, value: unknown): unknown => (value instanceof Set ? [...value as Set<unknown>] : value);
    writeFileSync(join(this.sandbox, MEASURED), JSON.stringify(measured, listed));
    return { status: DryRunStatus.Complete, tests: results.map(({ unit, failure }) => testResult(unit, failure)) };
  }

  public async mutantRun({ activeMutant, sandboxFileName }: MutantRunOptions): Promise<MutantRunResult> {
    if (!isInSample(activeMutant)) return { status: MutantRunStatus.Survived, nrOfTests: 0 };
    if (!this.measured) {
      const revive = (key: string, value: unknown): unknown => (SETS.includes(key) ? new Set(value as string[]) : value);
      this.measured = JSON.parse(readFileSync(join(this.sandbox, MEASURED), 'utf8'), revive) as Measured;
    }
    const mutant = this.measured.loading.has(activeMutant.id) ? undefined : activeMutant.id;
    instrumentation.activeMutant = activeMutant.id;
    try {
      return await this.verdict(unitsFor(relative(this.sandbox, sandboxFileName), mutant, this.measured.units, this.controls, this.modules));
    } finally {
      instrumentation.activeMutant = undefined;
    }
  }

  private async verdict(units: readonly MeasuredUnit[]): Promise<MutantRunResult> {
    const tried = within(BUDGET, units);
    for (const [i, unit] of tried.entries()) {
      const failure = await this.units.failure(unit, LIMIT.milliseconds + LIMIT.factor * unit.milliseconds);
      if (failure === 'timeout') return { status: MutantRunStatus.Timeout, reason: unit.id };
      if (failure) return { status: MutantRunStatus.Killed, killedBy: [unit.id], failureMessage: failure.message, nrOfTests: i + 1 };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: tried.length };
  }

  private async measure(units: Units, unit: Unit): Promise<{ readonly unit: MeasuredUnit; readonly failure?: Failure }> {
    const start = process.cpuUsage();
    const failure = await units.failure(unit, LIMIT.first, () => { instrumentation.currentTestId = unit.id; });
    const milliseconds = Math.ceil(process.cpuUsage(start).user / 1000);
    instrumentation.currentTestId = undefined;
    return { unit: { ...unit, milliseconds, hits: new Set(Object.keys(instrumentation.mutantCoverage!.perTest[unit.id] ?? {})) }, failure };
  }
}

function controlFiles(): ReadonlyMap<string, string> {
  const files = (readdirSync(join('src', 'controls'), { recursive: true }) as string[]).map((file) => join('src', 'controls', file));
  const controls = files.filter((file) => file.endsWith('.ts') && /^export const \w+ = \(?defineControl/m.test(readFileSync(file, 'utf8')));
  return new Map(controls.map((file) => [basename(file, '.ts'), file]));
}

function testResult({ id, file, milliseconds }: MeasuredUnit, failure?: Failure): TestResult {
  const result = { id, name: id, fileName: file, timeSpentMs: milliseconds };
  return failure === undefined ? { ...result, status: TestStatus.Success }
    : { ...result, status: TestStatus.Failed, failureMessage: failure === 'timeout' ? failure : failure.message };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'reloading', Object.assign(() => new ReloadingTestRunner(), { inject: [] as const }))];
