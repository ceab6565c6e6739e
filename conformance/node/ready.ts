/** Says by its exit code whether the suite `node` can start soon: all that it needs is there, and Go has compiled its programs before. */
import { Missing } from '../suite';
import { uncompiledPackages } from './programs';
import { requireNodePrograms } from './requirements';

try {
  requireNodePrograms();
  const packages = uncompiledPackages();
  if (packages > 0) throw new Missing(`${packages} packages of its programs are not compiled yet`);
} catch (error) {
  process.exitCode = 1;
  process.stdout.write(`${error instanceof Missing ? error.message : (error as Error).stack}\n`);
}
