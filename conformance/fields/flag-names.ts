import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { componentPrograms } from './component-programs';
import { COMPONENTS, ComponentName } from '../../src/objects/cluster-components/component';
import { getOrInsert } from '../../src/objects/remembered';
import { moduleFolder } from '../go-module';

export const FLAG_NAMES_FILE = join(__dirname, '..', '..', 'src', 'objects', 'cluster-components', 'flag-names-table.ts');

/** Flags of etcd are those of every release that a supported Kubernetes is run with, since an etcd is upgraded on its own. */
const ETCD_VERSIONS = ['v3.5.21', 'v3.6.8', 'v3.7.0'];
const ETCD_FILES = ['embed/config.go', 'etcdmain/config.go', 'etcdmain/help.go'];
/**
 * Where a flag is named: `fs.StringVar(&cfg.Name, "name", …)`, on one line or several and behind other texts; a constant for the name; the help text, which
 * has each flag that is documented.
 */
const ETCD_FLAG = /\bfs\.[A-Za-z0-9]+\((?:[^"]|"(?:[^a-z"][^"]*)?")*?"([a-z][a-z0-9.-]*)"/g;
const ETCD_CONSTANT = /FlagName\s*=\s*"([a-z][a-z0-9-]*)"/g;
const ETCD_HELP = /^\s+--([a-z][a-z0-9-]*)/gm;
/** The names that are read and ignored. */
const IGNORED = /ignored = \[\]string\{([^}]*)\}/;

function etcdFlags(): string[] {
  const texts = ETCD_VERSIONS.flatMap((version) => {
    const folder = moduleFolder('go.etcd.io/etcd/server/v3', version);
    return ETCD_FILES.map((file) => readFileSync(join(folder, file), 'utf8'));
  });
  const ignored = texts.flatMap((text) => [...(IGNORED.exec(text)?.[1] ?? '').matchAll(/"([a-z-]+)"/g)]);
  const named = [ETCD_FLAG, ETCD_CONSTANT, ETCD_HELP].flatMap((pattern) => texts.flatMap((text) => [...text.matchAll(pattern)]));
  return [...new Set([...named, ...ignored].map(([, name]) => name))].sort();
}

/** What the program of a release says that the flags of a component are. */
function flagsOf(program: string, component: ComponentName): string[] {
  const { status, stdout, stderr } = spawnSync(program, ['flags', component], { encoding: 'utf8', maxBuffer: 2 ** 24 });
  if (status !== 0) throw new Error(`the flags of ${component} are not known: ${stderr}`);
  return JSON.parse(stdout) as string[];
}

/** `name`, or `name@35-36` where not every minor has it. */
function entriesOf(component: ComponentName, programs: ReadonlyMap<number, string>): string[] {
  const minors = [...programs.keys()];
  const found = new Map<string, number[]>();
  for (const [minor, program] of programs) for (const name of flagsOf(program, component)) getOrInsert(found, name, () => []).push(minor);
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, having]) => (
    having.length === minors.length ? name : `${name}@${having[0]}-${having[having.length - 1]}`));
}

const WIDTH = 150;

function inLines(words: readonly string[]): string {
  const lines = [''];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last.length + word.length + 3 > WIDTH) lines.push(`  ${word}`);
    else lines[lines.length - 1] = last === '' ? `  ${word}` : `${last} ${word}`;
  }
  return lines.join('\n');
}

/** The table of the flags of each component, as a source file; builds the components. */
export function flagNamesText(programs = componentPrograms()): string {
  const minors = [...programs.keys()];
  const tables = COMPONENTS.map((component) => (
    `  '${component}': \`\n${inLines(component === 'etcd' ? etcdFlags() : entriesOf(component, programs))}\n  \`,`));
  return [
    `// Made by conformance/fields/generate.ts from the flag sets of the components of Kubernetes 1.${minors.join(', 1.')}, and from the source of etcd`,
    `// ${ETCD_VERSIONS.join(', ')}. Do not edit; \`flag-names.ts\` says how to read it.`,
    `export const FLAG_NAMES_MINORS = { first: ${minors[0]}, last: ${minors[minors.length - 1]} };`,
    '',
    'export const FLAG_NAMES = {', ...tables, '};', '',
  ].join('\n');
}
