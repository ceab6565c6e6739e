import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** Gives the run a temporary folder of its own, which `os.tmpdir()` names from here on, also in the workers and in the processes that tests start. */
export default function make(): void {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-tests-'));
}
