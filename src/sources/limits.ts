import { ReadError } from './read-error';

/**
 * How deep a document may nest. The deepest schemas of custom resources reach about 60. The parser recurses, and far deeper it does not throw but
 * takes the process down.
 */
export const DEEPEST_NESTING = 200;

/** The error of a document that nests too deep. */
export function tooDeep(offset: number): ReadError {
  return new ReadError(`nests deeper than ${DEEPEST_NESTING} levels`, 'flatten it; no object of Kubernetes nests that deep', offset);
}

/** How many tokens of a document are read. A parsed document takes up to a kilobyte for each; where memory ends, nothing can be caught. */
export const MOST_YAML_TOKENS = 1_500_000;
/** JSON takes less room. */
export const MOST_JSON_TOKENS = 6_000_000;

/** The error of a document that has too many tokens. */
export function tooManyTokens(most: number, offset: number): ReadError {
  return new ReadError(`has more than ${most} tokens, which take too much memory to read`, 'split it', offset);
}
