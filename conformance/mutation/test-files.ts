import { readdirSync } from 'fs';
import { join, sep } from 'path';

/** The test that compares the generated pages with the controls. */
export const DOCS_TEST = 'test/reports/docs.test.ts';

/** Tests that notice no mutant, since they read the sources as text or start processes, which load sources without a mutant. */
const EXCLUDED = [
  'test/conformance/', 'test/constructs/workload/shared-members.test.ts', 'test/layers.test.ts', 'test/readme.test.ts', 'test/words.test.ts',
];

/** What takes longer than a mutant may take, and much that starts processes too. */
const SLOW = '.slow.test.ts';

/** The test files of a copy of the project that may kill a mutant, relative to it and in the order of their names. */
export const testFilesIn = (sandbox: string): string[] => (readdirSync(join(sandbox, 'test'), { recursive: true }) as string[])
  .map((file) => `test/${file.split(sep).join('/')}`)
  .filter((file) => file.endsWith('.test.ts') && !file.endsWith(SLOW) && !EXCLUDED.some((path) => file.startsWith(path)))
  .sort();
