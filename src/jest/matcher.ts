import { Construct, IConstruct } from 'constructs';

/** What a matcher answers. */
export interface MatcherResult { readonly pass: boolean; readonly message: () => string }

/** What Jest and Vitest count of snapshots, and whether they may be written. */
export interface SnapshotState {
  readonly _updateSnapshot: 'all' | 'new' | 'none';
  added: unknown;
  updated: unknown;
  unmatched: unknown;
  matched: unknown;
}

/** What Jest and Vitest tell a matcher of the test that calls it. */
export interface MatcherContext {
  readonly isNot?: boolean;
  readonly testPath?: string;
  readonly currentTestName?: string;
  readonly snapshotState?: SnapshotState;
  readonly utils: { diff(expected: string, received: string, options?: object): string | null };
}

/** What was passed to `expect`; throws where it is no construct. */
export function constructOf(received: unknown, matcher: string): IConstruct {
  if (Construct.isConstruct(received)) return received;
  throw new Error(`${matcher} judges a construct, and was given ${inWords(received)}; pass the chart itself, not the result of \`Testing.synth\``);
}

function inWords(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
