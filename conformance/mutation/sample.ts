/** How `mutation.ts` tells its workers which mutants to try, each so many, and with which tests. */
const [EACH, TESTS] = ['MUTATION_SAMPLE', 'MUTATION_TESTS'];

/** Tries only each so many of the mutants, with test files below these paths, in this process and those that it starts. */
export function sample(each: number, tests: readonly string[]): void {
  process.env[EACH] = String(each);
  process.env[TESTS] = tests.join();
}

/** Whether a mutant is to be tried; Stryker numbers them file by file. */
export const isInSample = ({ id }: { readonly id: string }): boolean => Number(id) % Number(process.env[EACH] ?? 1) === 0;

/** Whether a test file is to be run. */
export const isWanted = (file: string): boolean => (process.env[TESTS] ?? '').split(',').some((path) => file.startsWith(path));
