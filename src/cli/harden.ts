import * as fs from 'fs';
import { createTwoFilesPatch } from 'diff';
import { CLEAN, INCONCLUSIVE } from './exit-code';
import { hardenFile, HardenedFile, Leftover } from './hardened-file';
import { readSettings } from './settings';
import { Terminal } from './terminal';
import { UsageError } from './usage-error';
import { CATALOGUE } from '../controls';
import { Control } from '../controls/control';
import { nearestName } from '../controls/nearest-name';
import { resolveControlId, VOCABULARY } from '../controls/vocabulary';
import { findFiles, STANDARD_INPUT } from '../sources/files';
import { SourceProblem } from '../sources/source';

/** The options of `harden`, as the argument parser names them. */
export interface HardenOptions {
  readonly diff?: boolean;
  readonly inPlace?: boolean;
  readonly override?: string[];
  readonly profile?: string;
  readonly config?: string;
  readonly include?: string[];
  readonly exclude?: string[];
}

/** Fills what is absent in the files of a call; resolves to the exit code. */
export async function harden(paths: readonly string[], options: HardenOptions, terminal: Terminal): Promise<number> {
  const settings = await readSettings(options, terminal);
  const { profile } = settings;
  const overrides = (options.override ?? []).map(overridable);
  const found = [...findFiles(paths, { include: options.include ?? settings.include, exclude: options.exclude ?? settings.exclude })];
  const files = found.filter((one): one is string => typeof one === 'string');
  if (files.length > 1 && !options.inPlace && !options.diff) {
    throw new UsageError(`${files.length} files cannot all go to standard output; pass --in-place to write them, or --diff to see what would change`);
  }
  if (files.includes(STANDARD_INPUT) && options.inPlace) throw new UsageError('standard input cannot be written in place; leave out --in-place, or name a file');
  const problems: SourceProblem[] = found.filter((one): one is SourceProblem => typeof one !== 'string');
  let filled = 0;
  for (const file of files) {
    const before = file === STANDARD_INPUT ? fs.readFileSync(0) : fs.readFileSync(file);
    const hardened = hardenFile(before, file === STANDARD_INPUT ? 'stdin' : file, profile, overrides);
    problems.push(...hardened.problems);
    filled += hardened.filled;
    publish(before, hardened, file, options, terminal);
    tellLeftovers(hardened, terminal);
  }
  problems.forEach(({ file, line, message, fix }) => terminal.say(`${file}${line === undefined ? '' : `:${line}`}: ${message}; ${fix}`));
  terminal.say(`${filled} ${filled === 1 ? 'field' : 'fields'} ${options.diff ? 'would be ' : ''}filled in`);
  return problems.length > 0 ? INCONCLUSIVE : CLEAN;
}

function overridable(name: string): Control {
  const id = resolveControlId(name);
  const control = CATALOGUE.find((one) => one.id === id);
  if (!control) throw new UsageError(`--override names "${name}", and there is no such control; did you mean "${nearestName(name, Object.keys(VOCABULARY))}"?`);
  if (!control.harden) throw new UsageError(`--override ${control.id}: the control brings no value to write; change the manifest by hand: ${control.fix}`);
  return control;
}

function publish(before: Buffer, { content }: HardenedFile, file: string, { diff, inPlace }: HardenOptions, terminal: Terminal): void {
  if (diff) {
    if (!content.equals(before)) terminal.write(createTwoFilesPatch(`a/${file}`, `b/${file}`, before.toString('utf8'), content.toString('utf8')));
  } else if (!inPlace) {
    terminal.write(content.toString('utf8'));
  } else if (!content.equals(before)) {
    fs.writeFileSync(file, content);
  }
}

function tellLeftovers({ file, leftovers }: HardenedFile, terminal: Terminal): void {
  const say = (title: string, list: readonly Leftover[]): void => {
    if (list.length === 0) return;
    terminal.say(`${file}: ${title}`);
    list.forEach(({ control, object, place, message }) => terminal.say(`  ${control}  ${object}  ${place}  ${message}`));
  };
  say('not changed, since somebody chose the value (--override CONTROL replaces it)', leftovers.filter(({ why }) => why === 'explicit'));
  say('not changed in the text', leftovers.filter(({ why }) => why === 'refused'));
  say('left to you, since only you can know the value', leftovers.filter(({ why }) => why === 'undecided'));
}
