/** How `mutation.ts` tells its workers which mutants to try and with which tests: they are processes that Stryker starts. */
const REQUEST = 'MUTATION_REQUEST';

/** What was asked for on the command line. */
export interface Request {
  /** Files and folders of sources to change. */
  readonly only: readonly string[];
  /** Paths of tests to run. */
  readonly tests: readonly string[];
  /** So many mutants of each stage. */
  readonly size: number;
  /** Which of them. */
  readonly seed: number;
  /** A mutant that survives so many milliseconds of tests counts as survived. */
  readonly budget: number;
}

/** For the workers that are started from now on. */
export function hand(request: Request): void { process.env[REQUEST] = JSON.stringify(request); }

export const handed = (): Request => JSON.parse(process.env[REQUEST]!) as Request;
