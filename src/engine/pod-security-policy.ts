import { CATALOGUE } from '../controls';
import { Control } from '../controls/control';
import { CheckRevision, PodSecurityCheck } from '../controls/pod-security-check';
import { getOrInsert } from '../objects/remembered';
import { byCodeUnit } from '../objects/text-order';
import { PodSecurityLevel } from '../profile/pod-security-level';

/** How much of the Pod Security Standards to ask for, and of which Kubernetes minor. */
export interface PodSecurityPolicy {
  readonly level: PodSecurityLevel;
  /** `v1.36`, or `latest`. */
  readonly version: string;
}

/** A check in the revision that a policy selects, with the control that states it. */
export interface ActiveCheck {
  readonly check: PodSecurityCheck;
  readonly revision: CheckRevision;
  readonly control: Control;
}

const VERSION = /^v1\.(0|[1-9][0-9]*)$/;
const NEARLY = /^v?1\.0*(\d+)(\.\d+)?$/;
const LEVELS = Object.values(PodSecurityLevel);

const minorOf = (since: string): number => Number(since.split('.')[1]);

const CHECKS = CATALOGUE.flatMap((control) => (control.podSecurity ?? []).map((check) => ({ check, control })));
const NEWEST = Math.max(...CHECKS.flatMap(({ check }) => check.revisions.map(({ since }) => minorOf(since))));

/** The newest minor that changed a check; newer versions mean the same. */
export const NEWEST_POD_SECURITY_VERSION = `v1.${NEWEST}`;

function problemOf({ level, version }: { readonly level: string; readonly version: string }): string | undefined {
  if (!LEVELS.some((known) => known === level)) return `names the level "${level}", which does not exist; pass ${LEVELS.join(', ')}`;
  const [minor, meant] = [VERSION, NEARLY].map((form) => form.exec(version)?.[1])
    .map((digits) => (Number.isSafeInteger(Number(digits)) ? digits : undefined)); // as far as upstream can count
  if (version === 'latest' || minor !== undefined) return undefined;
  return `names the version "${version}", which must be "latest" or "v1.x"; pass "${level}:${meant === undefined ? 'latest' : `v1.${meant}`}"`;
}

/** Reads `restricted:v1.36` or `baseline:latest`; without a version the latest is meant. `checks` is how many it makes. */
export function parsePodSecurity(notation: string): (PodSecurityPolicy & { readonly checks: number }) | { readonly problem: string } {
  const [level, ...rest] = notation.split(':');
  const version = rest.length === 0 ? 'latest' : rest.join(':');
  const problem = problemOf({ level, version });
  if (problem !== undefined) return { problem };
  const policy = { level: level as PodSecurityLevel, version };
  return { ...policy, checks: activeChecks(policy).length };
}

/** The minor whose checks are made: of the newest one known for `latest` and for any that is newer still. */
export function effectiveMinor(policy: PodSecurityPolicy): number {
  const { level, version } = policy;
  const problem = problemOf(policy);
  if (problem !== undefined) throw new Error(`the Pod Security policy "${level}:${version}" ${problem}`);
  return version === 'latest' ? NEWEST : Math.min(minorOf(version), NEWEST);
}

function activeAt(level: PodSecurityCheck['level'], minor: number): ActiveCheck[] {
  return CHECKS.filter(({ check }) => check.level === level).flatMap(({ check, control }) => {
    const revision = [...check.revisions].reverse().find(({ since }) => minorOf(since) <= minor);
    return revision ? [{ check, revision, control }] : [];
  }).sort((a, b) => byCodeUnit(a.check.id, b.check.id));
}

const known = new Map<string, readonly ActiveCheck[]>();

/** The checks of a policy in the order of the API server: of baseline, then of restricted, each by id. */
export function activeChecks(policy: PodSecurityPolicy): readonly ActiveCheck[] {
  const minor = effectiveMinor(policy);
  const key = `${policy.level}:${minor}`;
  return getOrInsert(known, key, () => find(policy.level, minor));
}

function find(level: PodSecurityLevel, minor: number): readonly ActiveCheck[] {
  if (level === PodSecurityLevel.PRIVILEGED) return [];
  const baseline = activeAt('baseline', minor);
  if (level === PodSecurityLevel.BASELINE) return baseline;
  const restricted = activeAt('restricted', minor);
  const overridden = new Set(restricted.flatMap(({ check }) => check.overrides ?? []));
  return [...baseline.filter(({ check }) => !overridden.has(check.id)), ...restricted];
}
