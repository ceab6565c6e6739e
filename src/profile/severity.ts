/** What a violation of a control means. */
export enum Severity {
  /** A reviewer would block the change: synthesis stops and no file is written. */
  ERROR = 'error',

  /** A reviewer would comment: the finding is printed, the files are written. */
  WARNING = 'warning',
}
