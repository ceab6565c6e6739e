import { spawnSync } from 'child_process';
import { basename, join } from 'path';
import { Missing } from './suite';

function go(args: readonly string[], directory?: string, settings: NodeJS.ProcessEnv = {}): string {
  const { error, status, stdout, stderr } = spawnSync('go', args, {
    cwd: directory, encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, ...settings },
  });
  if (error) throw new Missing('the command "go" is missing; install Go 1.26 from https://go.dev/dl/ and put its bin folder in PATH');
  if (status !== 0) throw new Missing(`"go ${args.join(' ')}" failed; it needs the module proxy (GOPROXY=https://proxy.golang.org), or its cache:\n${stderr || stdout}`);
  return args.includes('-n') ? stderr : stdout;
}

/** The folder of a Go module, downloaded where it is not there yet. */
export function moduleFolder(module: string, version: string): string {
  return (JSON.parse(go(['mod', 'download', '-json', `${module}@${version}`])) as { Dir: string }).Dir;
}

/** Built programs stay, since Go looks at what they were made from and links them again only where that changed. */
const PROGRAMS = join(__dirname, '..', 'node_modules', '.cache', 'conformance');

const STATIC = { CGO_ENABLED: '0' };

/** How a program is built. */
export interface BuildOptions {
  /** Where it goes. @default the folder of built programs, under the name of the source folder */
  readonly program?: string;
  /** The main package, relative to the source folder. @default the source folder itself */
  readonly mainPackage?: string;
  /** Flags of the linker. @default none */
  readonly linkerFlags?: string;
  /** Links no C library, so that it runs in an image without one. @default false */
  readonly isStatic?: boolean;
  /** The packages of which it counts what runs, beside the main one; it writes the counts to the folder of `GOCOVERDIR` at its end. @default none */
  readonly counted?: readonly string[];
  /** The minor of Kubernetes whose modules it is built from: those of `1.35.mod` in the source folder. @default - those of `go.mod` */
  readonly kubernetesMinor?: number;
  /** Build tags. @default none */
  readonly tags?: readonly string[];
  /** Holds no paths of this machine, as the scanners do not, so that Go compiles the packages of both once. @default false */
  readonly isTrimmed?: boolean;
}

/** Builds the Go program of a folder, unless it is there already; where it is. */
export function build(source: string, options: BuildOptions = {}): string {
  const { mainPackage = '.', linkerFlags, isStatic = false, isTrimmed = false, counted = [], tags = [], kubernetesMinor } = options;
  const minor = kubernetesMinor === undefined ? '' : `1.${kubernetesMinor}`;
  const { program = join(PROGRAMS, minor === '' ? basename(source) : `${basename(source)}-${minor}`) } = options;
  const allTags = [...tags, ...(minor === '' ? [] : [`kubernetes_${minor.replace('.', '_')}`])];
  const flags = [
    ...(linkerFlags === undefined ? [] : [`-ldflags=${linkerFlags}`]),
    ...(isTrimmed ? ['-trimpath'] : []),
    ...(counted.length === 0 ? [] : ['-cover', `-coverpkg=${[mainPackage, ...counted].join(',')}`]),
    ...(minor === '' ? [] : [`-modfile=${minor}.mod`]),
    ...(allTags.length === 0 ? [] : [`-tags=${allTags.join(',')}`]),
  ];
  go(['build', ...flags, '-o', program, mainPackage], source, isStatic ? STATIC : {});
  return program;
}

/** How many packages a build would have to compile first. */
export function packagesToCompile(source: string, { mainPackage = '.', isStatic = false }: BuildOptions): number {
  const commands = go(['build', '-n', '-o', '/dev/null', mainPackage], source, isStatic ? STATIC : {});
  // the main package is compiled whenever it is linked
  return Math.max(0, commands.split('\n').filter((line) => line.includes('/compile -o ')).length - 1);
}

/** Where programs of a suite that needs several of them go. */
export const programsOf = (suite: string): string => join(PROGRAMS, suite);
