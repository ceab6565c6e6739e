import * as fc from 'fast-check';

/**
 * Property tests try the same values in every run, so that a commit is green or red whoever runs it. `PROPERTY_SEED=random npm test` looks further;
 * a failure prints its seed.
 */
const { PROPERTY_SEED = '20261123' } = process.env;
if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });
