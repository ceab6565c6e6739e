import { SeverityName } from '../controls/vocabulary';
import { Summary } from '../reports/report';

export const CLEAN = 0;
export const FINDINGS = 1;
export const INCONCLUSIVE = 2;

type Judged = Pick<Summary, 'inconclusive' | 'errors' | 'warnings' | 'unjudged'>;

/** 0 clean, 1 findings at or above the severity, 2 where something could not be decided; 2 wins, since nothing may be concluded then. */
export function exitCode({ inconclusive, errors, warnings, unjudged }: Judged, failOn: SeverityName, failOnUnjudged = false): number {
  if (inconclusive > 0 || (failOnUnjudged && unjudged.length > 0)) return INCONCLUSIVE;
  return errors > 0 || (failOn === 'warning' && warnings > 0) ? FINDINGS : CLEAN;
}

/** A mistake in how the command was called or configured: told to the user without a stack trace, exit code 2. */
export class UsageError extends Error {}
