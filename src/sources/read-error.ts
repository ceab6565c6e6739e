/** Why a document cannot be read. Thrown inside `sources` only; readers turn it into a `SourceProblem`. */
export class ReadError extends Error {
  /**
   * @param message what is wrong, as in "is not YAML: …".
   * @param fix what to do.
   * @param offset where, in the text of the document.
   */
  constructor(message: string, readonly fix: string, readonly offset = 0) {
    super(message);
  }
}

const REPORT = 'write it in a simpler way; if it is a manifest that kubectl accepts, report it to the makers of cdk8s-hardened';

/**
 * What `read` gives, or why it failed. Any other error than a `ReadError` is a limit of a parser, such as its stack, and concerns this document alone:
 * the others must still be judged.
 */
export function orReadError<T>(read: () => T): T | ReadError {
  try {
    return read();
  } catch (error) {
    return error instanceof ReadError ? error : new ReadError(`cannot be read: the parser gave up with "${error instanceof Error ? error.message : String(error)}"`, REPORT);
  }
}
