import { rmSync } from 'fs';

/** Removes what the tests left in the temporary folder of the run. */
export default function remove(): void {
  rmSync(process.env.TMPDIR!, { recursive: true, force: true });
}
