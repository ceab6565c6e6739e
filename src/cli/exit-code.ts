import { SeverityName } from '../controls/vocabulary';
import { Finding } from '../engine/finding';

export const CLEAN = 0;
export const FINDINGS = 1;
export const INCONCLUSIVE = 2;

/** 0 clean, 1 findings at or above the severity, 2 where something could not be decided; 2 wins, since nothing may be concluded then. */
export function exitCode(findings: readonly Finding[], failOn: SeverityName): number {
  if (findings.some(({ outcome }) => outcome === 'inconclusive')) return INCONCLUSIVE;
  const fails = findings.some(({ outcome, severity }) => outcome === 'violation' && (severity === 'error' || failOn === 'warning'));
  return fails ? FINDINGS : CLEAN;
}
