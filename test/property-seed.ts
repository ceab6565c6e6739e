import * as fc from 'fast-check';

/**
 * Property tests try the same values in every run, so that a commit is green or red whoever runs it. `PROPERTY_SEED=random npm test` looks further;
 * a failure prints its seed.
 */
const { PROPERTY_SEED = '20261123' } = process.env;
if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });

/**
 * How many values a property of a `*.property.test.ts` tries. `npm test` tries a tenth of them, so that it stays quick; `npm run test:slow` tries all, with
 * the same seed.
 */
export const runs = (all: number): number => (process.env.PROPERTY_RUNS === 'all' ? all : Math.ceil(all / 10));

/** Of many examples every tenth in `npm test`, and all in `npm run test:slow`. */
export const someOf = <T>(all: readonly T[]): readonly T[] => (process.env.PROPERTY_RUNS === 'all' ? all : all.filter((_, i) => i % 10 === 0));
