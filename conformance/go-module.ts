import { spawnSync } from 'child_process';

/** Something that a conformance run needs is not there. The run ends with exit code 2 and says how to get it. */
export class Missing extends Error {}

function go(args: readonly string[], directory?: string): string {
  const { error, status, stdout, stderr } = spawnSync('go', args, { cwd: directory, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw new Missing('the command "go" is missing; install Go 1.26 from https://go.dev/dl/ and put its bin folder in PATH');
  if (status !== 0) throw new Missing(`"go ${args.join(' ')}" failed; it needs the module proxy (GOPROXY=https://proxy.golang.org), or its cache:\n${stderr || stdout}`);
  return stdout;
}

/** The folder of a Go module, downloaded where it is not there yet. */
export function moduleFolder(module: string, version: string): string {
  return (JSON.parse(go(['mod', 'download', '-json', `${module}@${version}`])) as { Dir: string }).Dir;
}

/** Builds a Go program. */
export function build(source: string, program: string): void {
  go(['build', '-p', '1', '-o', program, '.'], source);
}

/** Runs a conformance test: 0 where it agrees, 1 where not, 2 where something is missing. */
export function main(run: () => boolean): void {
  try {
    process.exitCode = run() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
