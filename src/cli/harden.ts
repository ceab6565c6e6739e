import { CLEAN, INCONCLUSIVE, UsageError } from './exit-code';
import { nearestControl } from './explain';
import { CATALOGUE } from '../controls';
import { HardenedFile, HardenedInput, nameOf, writeHardened } from './hardening/hardened-input';
import { LeftAlone } from './hardening/hardened-text';
import { leftAloneText, Leftovers } from './hardening/leftovers';
import { tellCharts } from './input';
import { readSettings, SettingsOptions } from './settings';
import { Terminal } from './terminal';
import { Control } from '../controls/control';
import { resolveControlId } from '../controls/vocabulary';
import { readWaiverFile } from '../engine/waiver-file';
import { counted } from '../reports/layout';
import { unifiedDiff } from '../sources/editing/unified-diff';
import { ChartFolder, FileChoice, findFiles, STANDARD_INPUT } from '../sources/files';
import { SourceProblem } from '../sources/source';

/** The options of `harden`, as the argument parser names them. */
export interface HardenOptions extends SettingsOptions {
  readonly diff?: boolean;
  readonly inPlace?: boolean;
  readonly override?: string[];
}

/** What came of the files so far. */
interface Totals {
  readonly leftovers: Leftovers;
  readonly leftAlone: LeftAlone[];
  readonly problems: SourceProblem[];
  fields: number;
  changed: number;
}

/** Fills in what is absent in the files of a call; resolves to the exit code. */
export async function harden(paths: readonly string[], options: HardenOptions, terminal: Terminal): Promise<number> {
  const settings = await readSettings(options, terminal);
  const { value, file: settingsFile } = settings.waivers ?? { value: undefined };
  const waiverFile = readWaiverFile(value === undefined ? [] : (value as Record<string, unknown>).waivers, settingsFile);
  const rules = { profile: settings.profile, overrides: (options.override ?? []).map(overridable), waiverFile };
  const { files, problems } = filesOf(paths, settings, options, terminal);
  const totals: Totals = { leftovers: new Leftovers(), leftAlone: [], problems, fields: 0, changed: 0 };
  for await (const one of new HardenedInput(files, rules, terminal).hardened()) {
    if ('type' in one) {
      problems.push(one);
    } else {
      count(one, totals);
      const problem = publish(one, options, terminal);
      if (problem) problems.push(problem);
    }
  }
  tell(totals, files.length, options, terminal);
  return problems.length > 0 || totals.leftovers.areInconclusive || totals.leftovers.haveRefused ? INCONCLUSIVE : CLEAN;
}

function filesOf(paths: readonly string[], choice: FileChoice, { diff, inPlace }: HardenOptions, terminal: Terminal) {
  if (paths.length === 0 && terminal.inputIsTyped) throw new UsageError('there is nothing to harden; name files or folders, or pipe YAML into the command');
  const found = [...findFiles(paths.length === 0 ? [STANDARD_INPUT] : paths, choice)];
  const files = found.filter((one): one is string => typeof one === 'string');
  const problems = found.filter((one): one is SourceProblem => typeof one !== 'string' && one.type === 'problem');
  tellCharts(found.filter((one): one is ChartFolder => typeof one !== 'string' && one.type === 'chart'), terminal);
  if (files.length === 0) throw new UsageError(`there is nothing to harden: ${problems.map(({ file, message, fix }) => `"${file}" ${message}; ${fix}`).join('; ')}`);
  if (files.length > 1 && !inPlace && !diff) {
    throw new UsageError(`${files.length} files cannot all go to standard output; pass --in-place to write them, or --diff to see what would change`);
  }
  if (files.includes(STANDARD_INPUT) && inPlace) throw new UsageError('standard input cannot be written in place; leave out --in-place, or name a file');
  return { files, problems };
}

function overridable(name: string): Control {
  const id = resolveControlId(name);
  const control = CATALOGUE.find((one) => one.id === id);
  if (!control) throw new UsageError(`--override names "${name}", and there is no such control; did you mean "${nearestControl(name)}"?`);
  if (!control.harden) throw new UsageError(`--override ${control.id}: the control brings no value to write; change the manifest by hand: ${control.fix.yaml}`);
  return control;
}

function count({ before, after, parts }: HardenedFile, totals: Totals): void {
  for (const { filled, leftovers, leftAlone, problems } of parts) {
    leftovers.forEach((one) => totals.leftovers.add(one));
    totals.leftAlone.push(...leftAlone);
    totals.problems.push(...problems);
    totals.fields += filled;
  }
  if (!after.equals(before)) totals.changed += 1;
}

function publish(hardened: HardenedFile, { diff, inPlace }: HardenOptions, terminal: Terminal): SourceProblem | undefined {
  const { file, before, after } = hardened;
  if (inPlace) return writeHardened(hardened);
  terminal.write(diff ? unifiedDiff(nameOf(file), before.toString('utf8'), after.toString('utf8')) : after);
  return undefined;
}

function tell({ leftovers, leftAlone, problems, fields, changed }: Totals, files: number, { diff }: HardenOptions, terminal: Terminal): void {
  const list = leftovers.text(terminal);
  if (list !== '') terminal.say(`${list}\n`);
  if (leftAlone.length > 0) terminal.say(`${leftAloneText(leftAlone, terminal)}\n`);
  for (const { file, line, column, message, fix } of problems) terminal.say(`${[file, line, column].filter(Boolean).join(':')}: ${message}; ${fix}`);
  const filled = `${counted(fields, 'field')} ${diff ? 'would be ' : ''}filled in`;
  terminal.say(`${filled}, ${changed} of ${counted(files, 'file')} ${diff ? 'would change' : 'changed'}${list === '' ? '' : '; `cdk8s-hardened check` shows every place'}`);
}
