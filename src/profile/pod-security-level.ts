/**
 * How much of the Pod Security Standards a namespace enforces.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export enum PodSecurityLevel {
  /** Nothing is refused. For namespaces of the platform itself, such as those of network and storage plugins. */
  PRIVILEGED = 'privileged',

  /** Known privilege escalations are refused; processes may still run as root. */
  BASELINE = 'baseline',

  /** Processes run as an ordinary user, without capabilities and under the runtime's seccomp profile. */
  RESTRICTED = 'restricted',
}

const FROM_WEAKEST = [PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];

/** The levels that refuse less than this one. */
export const levelsBelow = (level: PodSecurityLevel): readonly PodSecurityLevel[] => FROM_WEAKEST.slice(0, FROM_WEAKEST.indexOf(level));

/** Whether a level refuses less than another one. */
export const isLowerLevel = (one: PodSecurityLevel, other: PodSecurityLevel): boolean => levelsBelow(other).includes(one);
