/**
 * Runs the suites and prints one table: `npm run conformance [-- SUITE…|all] [--pods N] [--texts N] [--worlds N] [--seed N]
 * [--kustomizations PATH]`. See README.md.
 * Exit code 0 where all agree, 1 where not, 2 where something is missing or the command is wrong.
 */
import { readFileSync } from 'fs';
import { join } from 'path';
import { Known, readKnown } from './known';
import { readOptions, SuiteOptions } from './suite';
import { runSuite, SuiteRun } from './suite-process';
import { casesOf, linesOf, tableText, Verdict, verdictOn } from './table';

const USUAL = ['discovery', 'fields', 'components', 'kubeadm', 'psa', 'yaml', 'kustomize', 'apiserver', 'rbac', 'admission', 'unseen', 'reachability'];
// they take long to build, or need data that is named by an option
const ON_DEMAND = ['validation', 'scanners', 'scans', 'languages', 'cis', 'runtime', 'node', 'kubelet', 'images', 'user-namespaces', 'dashboard', 'alerts'];

const ALL = 'all';

const LISTED = 20;

const say = (text: string): boolean => process.stdout.write(`${text}\n`);

interface Order { readonly names: readonly string[]; readonly options: SuiteOptions }

function orderOf(args: readonly string[]): Order {
  const { options, words } = readOptions(args);
  const every = [...USUAL, ...ON_DEMAND];
  const unknown = words.find((word) => ![ALL, ...every].includes(word));
  if (unknown !== undefined) throw new Error(`there is no suite "${unknown}"; name any of ${every.join(', ')}, or ${ALL}`);
  const named = words.length > 0 ? words : USUAL;
  return { options, names: words.includes(ALL) ? every : named };
}

/** What is known once a suite has ended: all of them take long, and the table is printed after the last. */
function ending({ name, result, exitCode, seconds }: SuiteRun): string {
  const after = `after ${seconds.toFixed(0)} s`;
  if (!result) return `${name} did not get to its end, ${after}: exit code ${exitCode}`;
  const cases = result.rows.reduce((sum, row) => sum + row.cases, 0);
  return `${name} ended ${after}: ${cases} cases, ${casesOf(result.rows.flatMap((row) => row.disagreements))} disagreements, the known ones among them`;
}

async function runAll({ names, options }: Order): Promise<SuiteRun[]> {
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const runs: SuiteRun[] = [];
  for (const name of names) {
    process.stderr.write(`running ${name}\n`);
    const run = await runSuite(name, flags);
    process.stderr.write(`${ending(run)}\n`);
    runs.push(run);
  }
  return runs;
}

/** What fails the run, in lines. */
function problemsOf({ name, result }: SuiteRun, verdicts: readonly Verdict[]): string[] {
  const unexplained = verdicts.flatMap((verdict) => verdict.unexplained);
  const shown = unexplained.slice(0, LISTED).map(({ tool, version, check, object, detail }) => `${tool} ${version}, ${check}, ${object}: ${detail}`);
  const more = unexplained.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more of ${name}`] : []), ...(result?.shortfalls ?? []).map((shortfall) => `${name}: ${shortfall}`)];
}

function report(runs: readonly SuiteRun[], known: Known): boolean {
  const judged = runs.map((run) => ({ run, verdicts: (run.result?.rows ?? []).map((row) => verdictOn(row, known)) }));
  const unused = known.unused(runs.flatMap(({ result }) => result?.tools ?? []))
    .map(({ tool, check, object, line }) => `KNOWN.md:${line}: ${tool}, ${check}, ${object} explains no disagreement any more; remove it`);
  const problems = [...judged.flatMap(({ run, verdicts }) => problemsOf(run, verdicts)), ...unused];
  say(tableText(judged.flatMap(({ run, verdicts }) => linesOf(run, verdicts))));
  say(`\nentries of KNOWN.md that explain nothing: ${unused.length}`);
  runs.flatMap(({ result }) => result?.notes ?? []).forEach(say);
  if (problems.length > 0) say(`\n${problems.join('\n')}`);
  return problems.length === 0;
}

async function main(): Promise<number> {
  const known = new Known(readKnown(readFileSync(join(__dirname, 'KNOWN.md'), 'utf8')));
  const runs = await runAll(orderOf(process.argv.slice(2)));
  const agree = report(runs, known);
  if (runs.some(({ exitCode }) => exitCode === 2)) return 2;
  return agree && runs.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
}

main().then((code) => { process.exitCode = code; }, (error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 2;
});
