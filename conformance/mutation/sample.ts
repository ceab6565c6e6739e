/** How `mutation.ts` tells its workers which mutants to try: each so many. */
const VARIABLE = 'MUTATION_SAMPLE';

/** Tries only each so many of the mutants, in this process and those that it starts. */
export function sampleEach(count: number): void {
  process.env[VARIABLE] = String(count);
}

/** Whether a mutant is to be tried; Stryker numbers them file by file. */
export const isInSample = ({ id }: { readonly id: string }): boolean => Number(id) % Number(process.env[VARIABLE] ?? 1) === 0;
