/** Something that the API server would refuse. */
export interface Problem {
  readonly pointer: string;
  /** What is wrong and what to do, in words. */
  readonly message: string;
  /** True where it cannot be told whether the API server would. */
  readonly undecided?: true;
}
