import { ReadError } from './read-error';

/**
 * How deep a document may nest. The deepest schemas of custom resources reach about 60. The parser recurses, and far deeper it does not throw but
 * takes the process down.
 */
export const DEEPEST_NESTING = 200;

/** The fault of a document that nests too deep. */
export function tooDeep(offset: number): ReadError {
  return new ReadError(`nests deeper than ${DEEPEST_NESTING} levels`, 'flatten it; no object of Kubernetes nests that deep', offset);
}
