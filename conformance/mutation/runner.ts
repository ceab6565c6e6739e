import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { basename, join, relative } from 'path';
import { InstrumenterContext } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunResult, DryRunStatus, MutantRunOptions, MutantRunResult, MutantRunStatus, TestResult, TestRunner, TestStatus } from '@stryker-mutator/api/test-runner';
import { Coverage, CoverageFile } from './coverage';
import { Mutants } from './mutants';
import { handed } from './request';
import { sampled } from './stages';
import { testFilesIn } from './test-files';
import { TestModules } from './test-modules';
import '../../test/property-seed';
import { Failure, MeasuredUnit, Unit, Units, unitsFor, within } from './unit';

/** A unit that takes so much longer than without a mutant hangs: the machine may be busy. */
const LIMIT = { first: 600_000, factor: 20, milliseconds: 10_000, stretch: 10 };

/** What the first worker leaves for the others, in the sandbox. */
const MEASURED = 'units.json';

interface Measured {
  readonly units: readonly MeasuredUnit[];
  /** The mutants whose code runs while sources are loaded. */
  readonly loading: ReadonlySet<string>;
  /** The mutants to try. */
  readonly sample: ReadonlySet<string>;
}

const SETS = ['hits', 'loading', 'sample'] satisfies (keyof Measured | keyof MeasuredUnit)[] as string[];

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
    const { tests, only, size, seed } = handed();
    const mutants = new Mutants(this.sandbox);
    const changed = new Set(mutants.files);
    const counting = new TestModules(this.sandbox, true);
    const files = testFilesIn(this.sandbox).filter((file) => tests.some((path) => file.startsWith(path)))
      .filter((file) => [...counting.reachedFrom(file)].some((source) => changed.has(source)));
    const changesControls = [...this.controls.values()].some((file) => changed.has(file));
    const units = new Units(this.sandbox, counting, changesControls ? this.controls : new Map());
    const coverage = new CoverageFile(only);
    const results: { readonly unit: MeasuredUnit; readonly failure?: Failure }[] = [];
    const loading = new Set<string>();
    for (const unit of units.of(files)) {
      const reached = counting.reachedFrom(unit.file);
      const known = coverage.find(unit.id, reached);
      const { failure, ...measured }: Coverage & { readonly failure?: Failure } = known ?? await this.measure(units, unit, mutants);
      if (!known && !failure) coverage.add(unit.id, reached, measured);
      for (const id of mutants.ids(measured.loaded)) loading.add(id);
      results.push({ unit: { ...unit, milliseconds: measured.milliseconds, hits: new Set(mutants.ids(measured.ran)) }, failure });
    }
    const sample = new Set(sampled(mutants.all, size, seed).map(({ id }) => id));
    const listed = (_: string, value: unknown): unknown => (value instanceof Set ? [...value as Set<unknown>] : value);
    const found: Measured = { units: results.map(({ unit }) => unit), loading, sample };
    writeFileSync(join(this.sandbox, MEASURED), JSON.stringify(found, listed));
    return { status: DryRunStatus.Complete, tests: results.map(({ unit, failure }) => testResult(unit, failure)) };
  }

  public async mutantRun({ activeMutant, sandboxFileName }: MutantRunOptions): Promise<MutantRunResult> {
    if (!this.measured) {
      const revive = (key: string, value: unknown): unknown => (SETS.includes(key) ? new Set(value as string[]) : value);
      this.measured = JSON.parse(readFileSync(join(this.sandbox, MEASURED), 'utf8'), revive) as Measured;
    }
    if (!this.measured.sample.has(activeMutant.id)) return { status: MutantRunStatus.Survived, nrOfTests: 0 };
    const mutant = this.measured.loading.has(activeMutant.id) ? undefined : activeMutant.id;
    instrumentation.activeMutant = activeMutant.id;
    try {
      return await this.verdict(unitsFor(relative(this.sandbox, sandboxFileName), mutant, this.measured.units, this.controls, this.modules));
    } finally {
      instrumentation.activeMutant = undefined;
    }
  }

  private async verdict(units: readonly MeasuredUnit[]): Promise<MutantRunResult> {
    const tried = within(handed().budget, units);
    for (const [i, unit] of tried.entries()) {
      const failure = await this.failure(unit, LIMIT.milliseconds + LIMIT.factor * unit.milliseconds);
      if (failure === 'timeout') return { status: MutantRunStatus.Timeout, reason: unit.id };
      if (failure) return { status: MutantRunStatus.Killed, killedBy: [unit.id], failureMessage: failure.message, nrOfTests: i + 1 };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: tried.length };
  }

  /** On a busy machine a unit may run out of time that it did not get: it is tried again with more. */
  private async failure(unit: Unit, milliseconds: number): Promise<Failure | undefined> {
    for (let limit = milliseconds; ; limit *= 4) {
      const start = process.cpuUsage();
      const failure = await this.units.failure(unit, limit);
      const { user, system } = process.cpuUsage(start);
      if (failure !== 'timeout' || (user + system) / 1000 > milliseconds / 2 || limit > LIMIT.stretch * milliseconds) return failure;
    }
  }

  private async measure(units: Units, unit: Unit, mutants: Mutants): Promise<Coverage & { readonly failure?: Failure }> {
    const covered = instrumentation.mutantCoverage = { static: {}, perTest: {} as Record<string, Record<string, number>> };
    const start = process.cpuUsage();
    const failure = await units.failure(unit, LIMIT.first, () => { instrumentation.currentTestId = unit.id; });
    const milliseconds = Math.ceil(process.cpuUsage(start).user / 1000);
    instrumentation.currentTestId = undefined;
    const [ran, loaded] = [covered.perTest[unit.id] ?? {}, covered.static].map((counts) => mutants.places(Object.keys(counts)));
    return { milliseconds, ran, loaded, failure };
  }
}

function controlFiles(): ReadonlyMap<string, string> {
  const files = (readdirSync(join('src', 'controls'), { recursive: true }) as string[]).map((file) => join('src', 'controls', file));
  const controls = files.filter((file) => file.endsWith('.ts') && /^export const \w+ = \(?defineControl/m.test(readFileSync(file, 'utf8')));
  return new Map(controls.map((file) => [basename(file, '.ts'), file]));
}

function testResult({ id, file, milliseconds }: MeasuredUnit, failure?: Failure): TestResult {
  const result = { id, name: id, fileName: file, timeSpentMs: milliseconds };
  if (failure === undefined) return { ...result, status: TestStatus.Success };
  return { ...result, status: TestStatus.Failed, failureMessage: failure === 'timeout' ? failure : failure.message };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'reloading', Object.assign(() => new ReloadingTestRunner(), { inject: [] as const }))];
