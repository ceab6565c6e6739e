import { writeFileFor, yamlText } from './data-file';
import { CLEAN, INCONCLUSIVE, UsageError } from './exit-code';
import { chartText, Input, problemText, tellCharts } from './input';
import { readSettings, SettingsOptions } from './settings';
import { Terminal } from './terminal';
import { cidrProblem } from '../objects/cidr';
import { Manifest } from '../objects/manifest';
import { getOrInsert } from '../objects/remembered';
import { shortList } from '../objects/shown-value';
import { counted } from '../reports/layout';
import { visible } from '../reports/visible';
import { EngineName, EngineOutput, ENGINES, EngineWriter } from '../runtime/engines';
import { watchedWorkloads } from '../runtime/watched-set';
import { WatchedWorkload } from '../runtime/watched-workload';
import { SourceProblem } from '../sources/source';

/** The options of `runtime`, as the argument parser names them. */
export interface RuntimeOptions extends SettingsOptions {
  readonly engine: EngineName;
  readonly clusterCidr?: readonly string[];
  readonly output?: string;
}

/** Derives rules for the processes of workloads from their manifests. */
export async function runtime(paths: readonly string[], options: RuntimeOptions, terminal: Terminal): Promise<number> {
  rejectBlocks(options.clusterCidr ?? []);
  const input = new Input(paths, await readSettings(options, terminal), terminal);
  const { objects, problems } = await readAll(input);
  if (input.files === 0) throw new UsageError(`there is nothing to read: ${[...problems.map(problemText), ...input.charts.map(chartText)].join('; ')}`);
  const writer = ENGINES[options.engine]();
  const { watched, refused } = watch(watchedWorkloads(objects, { clusterCidrs: options.clusterCidr }).values(), writer);
  if (watched.length > 0) write(writer.output(), options, terminal);
  tell(watched, [...problems.map(problemText), ...refused], terminal);
  tellCharts(input.charts, terminal);
  return problems.length + refused.length === 0 ? CLEAN : INCONCLUSIVE;
}

async function readAll(input: Input): Promise<{ readonly objects: readonly Manifest[]; readonly problems: readonly SourceProblem[] }> {
  const objects: Manifest[] = [];
  const problems: SourceProblem[] = [];
  for await (const items of input.items()) {
    for (const item of items) {
      if (item.type === 'object') objects.push(item.manifest);
      else if (item.type === 'problem') problems.push(item);
    }
  }
  return { objects, problems };
}

interface Outcome { readonly watched: readonly WatchedWorkload[]; readonly refused: readonly string[] }

/** One that cannot be watched leaves the others watched. */
function watch(workloads: Iterable<WatchedWorkload>, writer: EngineWriter): Outcome {
  const watched: WatchedWorkload[] = [];
  const refused: string[] = [];
  for (const workload of workloads) {
    try {
      writer.add(workload);
      watched.push(workload);
    } catch (error) {
      refused.push(`${workload.title}: ${(error as Error).message}`);
    }
  }
  return { watched, refused };
}

function write(written: EngineOutput, { output }: RuntimeOptions, terminal: Terminal): void {
  const text = 'rules' in written ? yamlText(written.rules) : written.objects.map((object) => `---\n${yamlText(object)}`).join('');
  if (output === undefined) terminal.write(text);
  else writeFileFor('--output', output, text);
}

function tell(watched: readonly WatchedWorkload[], errors: readonly string[], terminal: Terminal): void {
  for (const error of errors) terminal.say(`error: ${visible(error)}`);
  for (const [unknown, titles] of titlesByUnknown(watched)) terminal.say(visible(`note: ${shortList([...titles], SHOWN)}: ${unknown}`));
  terminal.say(`${counted(watched.length, 'workload')} watched, ${counted(watched.filter(({ executables }) => executables).length, 'workload')} of them by all of their processes, `
    + `${counted(watched.filter(({ connections }) => connections).length, 'workload')} by their connections`);
}

/** The same is unknown of many workloads. */
function titlesByUnknown(watched: readonly WatchedWorkload[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { title, unknown } of watched) for (const one of unknown) getOrInsert(found, one, () => new Set<string>()).add(title);
  return found;
}

const SHOWN = 3;

function rejectBlocks(blocks: readonly string[]): void {
  for (const block of blocks) {
    const problem = cidrProblem(block);
    if (problem) throw new UsageError(`--cluster-cidr "${block}" ${problem}`);
  }
}
