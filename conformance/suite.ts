import { parseArgs } from 'util';

/** Something that a suite needs is not there. The run ends with exit code 2 and says how to get it. */
export class Missing extends Error {}

/** A tool that ours is compared with. */
export interface Tool {
  /** Its name, as the headings of KNOWN.md have it: `kube-linter`. */
  readonly tool: string;
  readonly version: string;
}

/** A case that another tool decides differently. */
export interface Disagreement extends Tool {
  /** What the tool calls its check, or the kind of difference. */
  readonly check: string;
  /** What was judged, always written the same: `apps/Deployment shop/web`. */
  readonly object: string;
  /** What each side says, in one line. */
  readonly detail: string;
  /** For how many cases it stands. @default 1 */
  readonly count?: number;
}

/** One part of a suite: a line of the table. */
export interface Row {
  readonly part: string;
  readonly cases: number;
  readonly disagreements: readonly Disagreement[];
}

/** What came of a suite. */
export interface SuiteResult {
  /** Every tool that took part, be there a disagreement or not: its entries of KNOWN.md must then be in use. */
  readonly tools: readonly Tool[];
  readonly rows: readonly Row[];
  /** What to print below the table: counts, versions, the seed. */
  readonly notes: readonly string[];
  /** What the suite itself owes, such as a check with too few cases. Anything here fails the run. */
  readonly shortfalls: readonly string[];
}

/** What the command line sets. */
export interface SuiteOptions {
  /** Where the generators start. */
  readonly seed: number;
  /** How many random pods to judge. */
  readonly pods: number;
  /** How many random texts to read. */
  readonly texts: number;
  /** How many random sets of pods and network policies to decide. */
  readonly worlds: number;
  /** A folder with further kustomizations to build. */
  readonly kustomizations?: string;
  /** How many objects to change. */
  readonly mutants: number;
  /** How many changed objects to have validated. */
  readonly changes: number;
  /** How often each example is applied to a node, in each way. */
  readonly applies: number;
  /** A folder with the data of kube-bench for one benchmark. */
  readonly benchmark?: string;
  /** A folder with the upstream rules of Falco. */
  readonly falco?: string;
  /** A folder with example policies of Tetragon. */
  readonly tetragon?: string;
  /** A folder with CustomResourceDefinitions. */
  readonly definitions?: string;
}

/** A comparison of ours with the real thing. */
export interface Suite {
  readonly name: string;
  /** Throws `Missing` where a toolchain is not there. */
  readonly run: (options: SuiteOptions) => SuiteResult | Promise<SuiteResult>;
}

const FOLDERS = ['kustomizations', 'benchmark', 'falco', 'tetragon', 'definitions'] as const;

/** The flags, and the words between them. Throws what is wrong with them. */
export function readOptions(args: readonly string[]): { readonly options: SuiteOptions; readonly words: readonly string[] } {
  const { values, positionals: words } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' }, pods: { type: 'string' }, texts: { type: 'string' }, worlds: { type: 'string' }, mutants: { type: 'string' }, changes: { type: 'string' },
      applies: { type: 'string' },
      kustomizations: { type: 'string' }, benchmark: { type: 'string' }, falco: { type: 'string' }, tetragon: { type: 'string' }, definitions: { type: 'string' },
    },
    allowPositionals: true,
  });
  const count = (name: keyof SuiteOptions, byDefault: number): number => {
    const text = values[name] ?? String(byDefault);
    if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} "${text}" is not a whole number below a billion`);
    return Number(text);
  };
  const options = {
    seed: count('seed', 1 + Date.now() % 1_000_000), pods: count('pods', 100_000), texts: count('texts', 100_000), worlds: count('worlds', 100_000),
    mutants: count('mutants', 20_000), changes: count('changes', 50_000), applies: count('applies', 20),
    ...Object.fromEntries(FOLDERS.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]))),
  };
  return { options, words };
}

/** Runs a suite as the process that it is in: the result is the last line on standard output. Exit code 2 where something is missing. */
export async function main(suite: Suite): Promise<void> {
  try {
    const result = await suite.run(readOptions(process.argv.slice(2)).options);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } catch (error) {
    process.exitCode = error instanceof Missing ? 2 : 1;
    process.stderr.write(`${suite.name}: ${error instanceof Missing ? error.message : (error as Error).stack}\n`);
  }
}
