/** Why a document cannot be read. Thrown inside `sources` only; readers turn it into a `SourceProblem`. */
export class Fault extends Error {
  /**
   * @param message what is wrong, as in "is not YAML: …".
   * @param fix what to do.
   * @param offset where, in the text of the document.
   */
  constructor(message: string, readonly fix: string, readonly offset = 0) {
    super(message);
  }
}

/** What `read` gives, or the fault that it met. Any other error is a mistake of ours and passes. */
export function orFault<T>(read: () => T): T | Fault {
  try {
    return read();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
