import type { Called } from '../cli/embedded';

/** The command line, which the package holds as one bundle: it needs packages that ours does not bring. */
export const commandLineFile = (): string => require.resolve('../cdk8s-hardened.js');

/** Calls the command line from within another program. */
export function callCommandLine(argv: readonly string[]): Promise<Called> {
  const { call } = require('../cdk8s-hardened.js') as { call(argv: readonly string[]): Promise<Called> };
  return call(argv);
}
