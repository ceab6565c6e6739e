import { spawnSync } from 'child_process';
import { join } from 'path';
import { build } from '../go-module';
import { builtProgram } from '../scanners/installed';
import { GO_SCANNERS, GoScanner } from '../scanners/pinned';
import { Tool } from '../suite';

/** The tools that users scan images with, and the one that makes Trivy's database. */
const PROGRAMS = {
  'syft': { module: 'github.com/anchore/syft', version: 'v1.57.1', program: 'cmd/syft', variables: { 'main.version': '1.57.1' } },
  'grype': { module: 'github.com/anchore/grype', version: 'v0.121.3', program: 'cmd/grype', variables: { 'main.version': '0.121.3' } },
  'trivy': GO_SCANNERS.trivy,
  'trivy-db': { module: 'github.com/aquasecurity/trivy-db', version: 'v0.0.0-20260813095258-0e0340a01b57', program: 'cmd/trivy-db' },
} satisfies Readonly<Record<string, GoScanner>>;

export type ProgramName = keyof typeof PROGRAMS;

const NAMES = Object.keys(PROGRAMS) as ProgramName[];

/** What KNOWN.md calls them. */
export const TOOLS = Object.fromEntries(NAMES.map((name) => (
  [name, { tool: name === 'trivy' ? 'trivy image' : name, version: PROGRAMS[name].version }]))) as Readonly<Record<ProgramName, Tool>>;

const OWN = join(__dirname, '..', '..', 'node_modules', '.cache', 'conformance', 'scans');

/** The registry, and what builds Grype's database. */
export const ownProgram = (): string => build(join(__dirname, 'program'), { program: OWN, isTrimmed: true, linkerFlags: '-s -w' });

/** Builds what is not there yet. Throws `Missing` where that fails. */
export function buildPrograms(names: readonly ProgramName[]): void {
  ownProgram();
  for (const name of names) builtProgram(name, PROGRAMS[name]);
}

/** What is set for a program. */
interface Surroundings { readonly environment?: NodeJS.ProcessEnv; readonly folder?: string }

/** Runs a program to its end; what it wrote to standard output. */
export function output(command: string, args: readonly string[], { environment, folder }: Surroundings = {}): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: folder, maxBuffer: 2 ** 28, env: { ...process.env, ...environment } });
  if (error) throw error;
  if (status !== 0) throw new Error(`"${command} ${args.join(' ')}" ended with ${status}:\n${stderr || stdout}`);
  return stdout;
}

export const outputOf = (name: ProgramName, args: readonly string[], surroundings?: Surroundings): string => (
  output(builtProgram(name, PROGRAMS[name]), args, surroundings));
