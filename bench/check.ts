import { writeFileSync } from 'fs';
import { join } from 'path';
import { BenchFolder, inFolder } from './check-bundle';
import { INPUTS, writeInputs } from './check-input';
import { peers } from './check-peers';
import { Contender, interleaved, median, Run } from './interleaved';
import { Benchmark, Row } from './row';

const OBJECTS = 10_000;
const MANY = 100_000;

type Files = Record<keyof typeof INPUTS, string>;
const NAMES = Object.keys(INPUTS) as (keyof typeof INPUTS)[];
const WITH_FINDINGS = 'three findings per object';
const DOCUMENTS = ['no finding', WITH_FINDINGS] as const;

const milliseconds = (runs: readonly Run[]): number => median(runs.map(({ wall }) => wall));

function ours(folder: BenchFolder, file: string): Contender {
  const report = join(folder.path, 'report.txt');
  return { name: `ours ${file}`, command: process.execPath, args: folder.commandLine('check', '--output', report, file), cwd: folder.path, exits: [0, 1] };
}

/** Reads a file and parses it, and does nothing else. */
function jsYaml(folder: BenchFolder, file: string): Contender {
  const program = join(folder.path, 'js-yaml.js');
  writeFileSync(program, `require(${JSON.stringify(require.resolve('js-yaml'))}).loadAll(require('fs').readFileSync(process.argv[2], 'utf8'));\n`);
  return { name: `js-yaml ${file}`, command: process.execPath, args: [program, file] };
}

function versusJsYaml(folder: BenchFolder, files: Files): Row[] {
  const contenders = NAMES.flatMap((name) => [ours(folder, files[name]), jsYaml(folder, files[name])]);
  const runs = interleaved(contenders);
  return NAMES.map((name) => {
    const [own, theirs] = [`ours ${files[name]}`, `js-yaml ${files[name]}`].map((key) => milliseconds(runs.get(key)!));
    return {
      row: `check, ${OBJECTS} objects: ${name}`, measured: 'js-yaml `loadAll`', ratio: own / theirs, target: { atMost: 1.5 },
      context: `${Math.round(own)} ms, js-yaml ${Math.round(theirs)} ms`,
    };
  });
}

function versusPeers(folder: BenchFolder, filesOf: (objects: number) => Files): Row[] {
  const { found, missing } = peers();
  const compared = found.flatMap(({ inputs = DOCUMENTS, ...peer }) => inputs.map((input) => ({ input, ...peer })));
  const judged = compared.map(({ name, input, objects, context, does, contender }): Row => {
    const file = filesOf(objects)[input];
    const runs = interleaved([ours(folder, file), { name, ...contender(file, folder) }]);
    const [own, theirs] = [`ours ${file}`, name].map((key) => milliseconds(runs.get(key)!));
    return {
      row: `check, ${objects} objects: ${input}${context ? ' (context: other work)' : ''}`, measured: does ? `${name}, ${does}` : name, ratio: own / theirs,
      ...(!context && { target: { atMost: 1 } }), context: `${Math.round(own)} ms, ${name} ${Math.round(theirs)} ms`,
    };
  });
  return [...judged, ...missing.map(({ name, install }): Row => ({ row: 'check', measured: name, context: `not installed; run \`${install}\`` }))];
}

/** The most memory that a check takes, by its own account at its end. */
function memory(folder: BenchFolder, file: string): Row {
  const preload = join(folder.path, 'memory.js');
  writeFileSync(preload, 'process.on("exit", () => process.stdout.write(JSON.stringify({ rss: process.resourceUsage().maxRSS / 1024 })));\n');
  const { args, ...check } = ours(folder, file);
  const runs = interleaved([{ ...check, args: ['-r', preload, ...args] }]).get(check.name)!;
  return {
    row: `memory: check of ${MANY} objects, ${WITH_FINDINGS}`, measured: '-', ratio: median(runs.map(({ said }) => said.rss)), unit: 'MiB', target: { atMost: 1024 },
    context: `${Math.round(milliseconds(runs))} ms`,
  };
}

function rows(): Row[] {
  return inFolder((folder) => {
    const written = new Map<number, Files>();
    const filesOf = (objects: number): Files => {
      const files = written.get(objects) ?? writeInputs(join(folder.path, String(objects)), objects);
      written.set(objects, files);
      return files;
    };
    return [...versusJsYaml(folder, filesOf(OBJECTS)), ...versusPeers(folder, filesOf), memory(folder, filesOf(MANY)[WITH_FINDINGS])];
  });
}

export const check: Benchmark = { name: 'check', rows };
