/**
 * Says by its exit code whether suites can start soon, since Go has compiled their programs before: `npx tsx conformance/compiled.ts rbac apiserver`.
 * Kubernetes is two thousand packages, which take a cold machine longer than `.ci/run` may.
 */
import { join } from 'path';
import { packagesToCompile } from './go-module';
import { Missing } from './suite';

/** The folders of the programs that each suite builds. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  apiserver: ['apiserver'], components: ['apiserver', 'components'], fields: ['apiserver', 'fields/components'], kubeadm: ['kubeadm'], rbac: ['apiserver'],
};

for (const suite of process.argv.slice(2)) {
  try {
    if (!Object.hasOwn(SOURCES, suite)) throw new Missing(`no programs of "${suite}" are known; it can be ${Object.keys(SOURCES).join(', ')}`);
    const packages = SOURCES[suite].reduce((sum, source) => sum + packagesToCompile(join(__dirname, source), {}), 0);
    if (packages > 0) throw new Missing(`${packages} packages of the programs of ${suite} are not compiled yet`);
  } catch (error) {
    process.exitCode = 1;
    process.stdout.write(`${error instanceof Missing ? error.message : (error as Error).stack}\n`);
  }
}
