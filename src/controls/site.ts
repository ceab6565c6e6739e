interface SiteLocation {
  readonly pointer: string;
  /** True where it cannot be decided whether there is a fault. */
  readonly undecided?: true;
}

/** A place with a wrong value. */
export interface WrongValue extends SiteLocation {
  /** What is there; undefined where the field is missing. */
  readonly actual: unknown;
  /** What the place is called, where its pointer does not say so: `--profiling`. */
  readonly field?: string;
  /** What would be right, as in `must be true`. */
  readonly expected: string;
  /** True where the value is one of those that the control rules out: to list them would only repeat it. */
  readonly isForbidden?: true;
  /** True where the key is at fault, which then is the value. */
  readonly isKey?: true;
  readonly message?: never;
}

/** A place with a message, where the value does not show what is wrong or must not be shown. */
interface DescribedFault extends SiteLocation {
  readonly message: string;
  readonly actual?: never;
  readonly expected?: never;
}

/** One place that is at fault. */
export type Site = WrongValue | DescribedFault;
