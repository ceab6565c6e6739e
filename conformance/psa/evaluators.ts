import { evaluatePodSecurity } from '../../src/engine/pod-security';
import { Manifest } from '../../src/objects/manifest';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';
import { Disagreement, Tool } from '../suite';
import { RELEASE } from './upstream-fixtures';

/** The other side. */
export const UPSTREAM: Tool = { tool: 'k8s.io/pod-security-admission', version: RELEASE };

/** What both evaluators are asked. */
export interface Request {
  readonly level: string;
  readonly version: string;
  readonly object: Manifest;
}

/** What an evaluator says. */
export interface Answer {
  /** Why the object could not be decoded. */
  readonly error?: string;
  readonly allowed: boolean;
  /** The ids of the checks that forbid the object, in their order. */
  readonly checks: readonly string[];
  /** All reasons, in the words of the API server. */
  readonly aggregate: string;
}

/** A request, with what Kubernetes answers. */
export interface Answered {
  readonly request: Request;
  readonly answer: Answer;
}

/** What our evaluator says. */
export function ours({ level, version, object }: Request): Answer {
  const { allowed, checks, undecided, aggregate } = evaluatePodSecurity(object, { level: level as PodSecurityLevel, version });
  return { ...(undecided.length > 0 ? { error: undecided[0].message } : {}), allowed, checks: checks.map(({ id }) => id), aggregate };
}

/** What cannot be decoded has no verdict that could be compared, but must not be allowed. */
export function agrees(theirs: Answer, own: Answer): boolean {
  if (theirs.error !== undefined) return !own.allowed;
  const said = ({ allowed, aggregate, checks }: Answer): string => JSON.stringify([allowed, aggregate, checks]);
  return own.error === undefined && said(own) === said(theirs);
}

/** A disagreement about a request, in nothing but what it takes to see it again. */
export function disagreementOn({ request, answer }: Answered, object: string): Disagreement | undefined {
  const own = ours(request);
  if (agrees(answer, own)) return undefined;
  const said = ({ error, allowed, checks, aggregate }: Answer): string => error ?? (allowed ? 'allowed' : `${checks.join(' ')} "${aggregate}"`);
  const check = [...answer.checks, ...own.checks].find((id) => !answer.checks.includes(id) || !own.checks.includes(id)) ?? 'text';
  return { ...UPSTREAM, check, object, detail: `ours: ${said(own)}; theirs: ${said(answer)}; ${JSON.stringify(request)}` };
}
