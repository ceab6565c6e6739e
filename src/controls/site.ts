interface Place {
  readonly pointer: string;
  /** True where it cannot be told whether there is a fault. */
  readonly undecided?: true;
}

/** A place whose value says what is wrong. */
export interface WrongValue extends Place {
  /** What is there; undefined where the field is missing. */
  readonly actual: unknown;
  /** What would be right, as in `must be true`. */
  readonly expected: string;
  /** True where the key is at fault, which then is the value. */
  readonly isKey?: true;
  readonly message?: never;
}

/** A place of which words say what is wrong, since the value does not or must not be shown. */
interface WrongInWords extends Place {
  readonly message: string;
  readonly actual?: never;
  readonly expected?: never;
}

/** One place that is at fault. */
export type Site = WrongValue | WrongInWords;
