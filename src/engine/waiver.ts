import { Finding } from './finding';
import { ControlId } from '../controls/vocabulary';

/** Why a control does not apply here, and who answers for it. */
export interface Waiver {
  readonly control: ControlId;
  readonly reason: string;
  /** The last day on which it holds, as `2027-03-31` in UTC. Judged by the command line, never at synth. */
  readonly expires?: string;
  readonly owner?: string;
  readonly ticket?: string;
  /** Only this container; the whole object otherwise. */
  readonly container?: string;
}

/** True where the waiver speaks about this finding. */
export function covers(waiver: Waiver, finding: Pick<Finding, 'control' | 'container'>): boolean {
  return waiver.control === finding.control && (waiver.container === undefined || waiver.container === finding.container);
}

const SHORTEST_REASON = 10;
// checkov splits annotation values at "=", and "|" separates our own segments
const RESERVED = /[|=\r\n]/;

/** What keeps a waiver from being well formed; undefined where nothing does. */
export function waiverProblem(waiver: Omit<Waiver, 'control'>): string | undefined {
  const { reason, expires, owner, ticket, container } = waiver;
  if (reason.trim().length < SHORTEST_REASON) return `reason "${reason}" is shorter than ${SHORTEST_REASON} characters, so a reviewer cannot judge it`;
  const reserved = Object.entries({ reason, owner, ticket, container }).find(([, text]) => text !== undefined && RESERVED.test(text));
  if (reserved) return `${reserved[0]} "${reserved[1]}" holds one of | = or a line break, which the annotation format reserves`;
  if (expires !== undefined && !isDate(expires)) return `expires "${expires}" is not a date such as 2027-03-31`;
  return undefined;
}

function isDate(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The value of a waiver's annotation: `reason | expires 2027-03-31 | by team-x | ref SEC-1 | for container/sidecar`. */
export function formatWaiver({ reason, expires, owner, ticket, container }: Omit<Waiver, 'control'>): string {
  const segments = [['expires', expires], ['by', owner], ['ref', ticket], ['for', container === undefined ? undefined : `container/${container}`]];
  return [reason.trim(), ...segments.filter(([, text]) => text !== undefined).map(([keyword, text]) => `${keyword} ${text}`)].join(' | ');
}
