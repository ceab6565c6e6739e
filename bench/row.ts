/** One line of the table that `npm run bench` prints. */
export interface Row {
  /** What was measured, with its size: `synth, many charts: 1,600`. */
  readonly row: string;
  /** Whom it was compared with: `cdk8s`; a dash where a figure stands for itself. */
  readonly measured: string;
  /** The figure that the target is for: a ratio of medians unless `unit` says otherwise; undefined where there was none to compare. */
  readonly ratio?: number;
  /** The unit of the figure, where it is no ratio: `MiB`, `ms`, `objects/s`. */
  readonly unit?: string;
  readonly target?: Target;
  /** Absolute figures of this machine, for reading only. */
  readonly context: string;
}

/** What a figure must reach. */
export interface Target {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** A module of rows: `run.ts` lists them; a name on the command line runs only the modules whose name starts with it. */
export interface Benchmark {
  readonly name: string;
  /** Measures in child processes, as a user runs it: the compiled library and the bundled command line. */
  readonly rows: () => Row[] | Promise<Row[]>;
}

/** True or false where there is a target, undefined where the row is context. */
export function reached({ ratio, target }: Row): boolean | undefined {
  if (!target) return undefined;
  if (ratio === undefined) return false;
  return (target.atMost === undefined || ratio <= target.atMost) && (target.atLeast === undefined || ratio >= target.atLeast);
}
