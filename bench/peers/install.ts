/** `npx tsx bench/peers/install.ts`: installs, once, the peers of `check` that are no scanners of the conformance suite. Kyverno takes long to build. */
import { installMonokle } from './monokle';
import { GO_PEERS } from './pinned';
import { builtProgram } from '../../conformance/scanners/installed';

const INSTALLS: Readonly<Record<string, () => void>> = {
  '@monokle/validation': installMonokle,
  ...Object.fromEntries(Object.entries(GO_PEERS).map(([name, peer]) => [name, () => void builtProgram(name, peer)])),
};

for (const [name, install] of Object.entries(INSTALLS)) {
  try {
    install();
    process.stdout.write(`${name} is installed\n`);
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
