import { Called, callEmbedded } from './embedded';
import { run } from './program';
import { processTerminal } from './terminal';
import { serve, supervise } from './threaded/serve';

const { name, version } = require('../package.json') as { name: string; version: string };

/** Runs the command line as the process that it is. */
export function main(): void {
  void run(process.argv.slice(2), { name, version }, processTerminal()).then((code) => { process.exitCode = code; });
}

/** Calls the command line from within another program, as the plugin of cdk8s-cli does. */
export const call = (argv: readonly string[]): Promise<Called> => callEmbedded(argv, { name, version });

/** Runs the command line in a thread below this one; for `CommandLine`. */
export const superviseThread = (code = `require(${JSON.stringify(__filename)}).serveThread()`): void => supervise(code);

/** Runs the command line in this thread. */
export const serveThread = (): Promise<void> => serve({ name, version });
