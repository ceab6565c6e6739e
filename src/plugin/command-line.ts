import type { Called } from '../cli/embedded';

/** Calls the command line, which the package holds as one bundle: it needs packages that ours does not bring. */
export function callCommandLine(argv: readonly string[]): Promise<Called> {
  const { call } = require('../cdk8s-hardened.js') as { call(argv: readonly string[]): Promise<Called> };
  return call(argv);
}
