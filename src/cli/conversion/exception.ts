import { ObjectSelector } from '../../engine/waiver-file';

/** The tools whose exceptions are read, by the names that the `frameworks` of controls use. */
export type OtherTool = 'kube-linter' | 'kube-score' | 'checkov' | 'trivy' | 'polaris' | 'kubescape' | 'kyverno' | 'pss' | 'cdk-nag';

/** One exception from one check of another tool. */
export interface ToolException {
  readonly tool: OtherTool;
  /** The check as that tool calls it. */
  readonly check: string;
  /** Where it was written, as `.kube-linter.yaml, checks.exclude`. */
  readonly from: string;
  readonly object: ObjectSelector;
  readonly reason?: string;
  /** The last day on which it holds. */
  readonly expires?: string;
}

/** An exception, or a part of one, that no waiver can say. */
export interface NotCarried {
  /** What it is, as `checkov CKV_AWS_20`. */
  readonly what: string;
  readonly from: string;
  /** Why, and what to do instead. */
  readonly because: string;
}

/** What a file or an object has. */
export type Read = ToolException | NotCarried;

/** Any object: an exception of a whole run. */
export const ANY_OBJECT: ObjectSelector = { name: '*' };

export const isNotCarried = (read: Read): read is NotCarried => 'because' in read;

const DAY = 86_400_000;

/** Milliseconds since 1970; a day stands for its first moment in UTC, and what is no instant is NaN. */
function instantOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'string') return NaN;
  return Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value);
}

/** The last day on which something holds that ends at an instant, so that it never holds for longer; undefined for what is no instant. */
export function lastDayBefore(end: unknown): string | undefined {
  const milliseconds = instantOf(end);
  if (Number.isNaN(milliseconds)) return undefined;
  // the last second of a day stands for its end
  return new Date(Math.floor((milliseconds + 1000) / DAY) * DAY - DAY).toISOString().slice(0, 10);
}
