import { CLEAN, INCONCLUSIVE, UsageError } from './exit-code';
import { isLasting } from './file-bytes';
import { HardenReport } from './hardening/harden-report';
import { HardenedFile, HardenedInput, nameOf, realPaths, writeHardened } from './hardening/hardened-input';
import { tellCharts } from './input';
import { readSettings, SettingsOptions, waiverFileOf } from './settings';
import { Terminal } from './terminal';
import { CATALOGUE } from '../controls';
import { Control } from '../controls/control';
import { controlSuggestion } from '../controls/similar-control';
import { resolveControlId } from '../controls/vocabulary';
import { unifiedDiff } from '../sources/editing/unified-diff';
import { ChartFolder, FileChoice, findFiles, STANDARD_INPUT } from '../sources/files';
import { SourceProblem } from '../sources/source';

/** The options of `harden`, as the argument parser names them. */
export interface HardenOptions extends SettingsOptions {
  readonly diff?: boolean;
  readonly inPlace?: boolean;
  readonly override?: string[];
  readonly writableTmp?: boolean;
  readonly writablePaths?: boolean;
  readonly format: 'text' | 'json';
}

/** Fills in what is absent in the files of a call; resolves to the exit code. */
export async function harden(paths: readonly string[], options: HardenOptions, terminal: Terminal): Promise<number> {
  const settings = await readSettings(options, terminal);
  const waiverFile = waiverFileOf(settings);
  const overrides = (options.override ?? []).map(overridable);
  const { files, problems } = filesOf(paths, settings, options, terminal);
  const report = new HardenReport(problems, options.diff !== true && (options.inPlace === true || options.format !== 'json'), options.format === 'json');
  const named = options.inPlace ? realPaths(paths) : []; // once: a call may name thousands of files
  for await (const one of new HardenedInput(files, {
    profile: settings.profile, overrides, waiverFile, writable: { tmp: options.writableTmp, ofImages: options.writablePaths },
  }, terminal).hardened()) {
    if ('type' in one) {
      report.fail(one);
    } else {
      const problem = publish(one, named, options, terminal);
      report.add(problem ? { ...one, after: one.before } : one);
      if (problem) problems.push(problem);
    }
  }
  if (options.format === 'json') terminal.write(report.json());
  else report.tell(terminal);
  return report.isComplete ? CLEAN : INCONCLUSIVE;
}

function filesOf(paths: readonly string[], choice: FileChoice, { diff, inPlace, format }: HardenOptions, terminal: Terminal) {
  if (paths.length === 0 && terminal.inputIsTyped) throw new UsageError('there is nothing to harden; name files or folders, or pipe YAML into the command');
  const found = [...findFiles(paths.length === 0 ? [STANDARD_INPUT] : paths, choice)];
  const files = found.filter((one): one is string => typeof one === 'string');
  const problems = found.filter((one): one is SourceProblem => typeof one !== 'string' && one.type === 'problem');
  tellCharts(found.filter((one): one is ChartFolder => typeof one !== 'string' && one.type === 'chart'), terminal);
  if (files.length === 0) throw new UsageError(`there is nothing to harden: ${problems.map(({ file, message, fix }) => `"${file}" ${message}; ${fix}`).join('; ')}`);
  if (files.length > 1 && !inPlace && !diff && format !== 'json') {
    throw new UsageError(`${files.length} files cannot all go to standard output; pass --in-place to write them, or --diff to see what would change`);
  }
  const once = inPlace ? files.find((file) => file === STANDARD_INPUT || !isLasting(file)) : undefined;
  if (once !== undefined) throw new UsageError(`${once === STANDARD_INPUT ? 'standard input' : `"${once}" is a pipe, which`} cannot be written in place; leave out --in-place, or name a file`);
  return { files, problems };
}

function overridable(name: string): Control {
  const id = resolveControlId(name);
  const control = CATALOGUE.find((one) => one.id === id);
  if (!control) throw new UsageError(`--override names "${name}", and there is no such control${controlSuggestion(name)}`);
  if (!control.harden) throw new UsageError(`--override ${control.id}: the control brings no value to write; change the manifest by hand: ${control.fix.yaml}`);
  return control;
}

function publish(hardened: HardenedFile, named: readonly string[], options: HardenOptions, terminal: Terminal): SourceProblem | undefined {
  const { file, before, after } = hardened;
  const { diff, inPlace, format } = options;
  if (inPlace) return writeHardened(hardened, named);
  if (format === 'json') return undefined;
  terminal.write(diff ? unifiedDiff(nameOf(file), before.toString('utf8'), after.toString('utf8')) : after);
  return undefined;
}
