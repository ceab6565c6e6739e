/** One minor release of Kubernetes. */
export interface KubernetesRelease {
  /** As `1.37`. */
  readonly minor: string;
  /** The day from which it gets no fixes any more, as `2027-10-28`. */
  readonly endOfLife: string;
}

/**
 * The releases of Kubernetes, the oldest first. Older ones ended before these.
 *
 * @see https://kubernetes.io/releases/patch-releases/
 */
export const KUBERNETES_RELEASES: readonly KubernetesRelease[] = [
  { minor: '1.30', endOfLife: '2025-07-15' },
  { minor: '1.31', endOfLife: '2025-11-11' },
  { minor: '1.32', endOfLife: '2026-02-28' },
  { minor: '1.33', endOfLife: '2026-06-28' },
  { minor: '1.34', endOfLife: '2026-10-27' },
  { minor: '1.35', endOfLife: '2027-02-28' },
  { minor: '1.36', endOfLife: '2027-06-28' },
  { minor: '1.37', endOfLife: '2027-10-28' },
];

/** The releases that get fixes on a day, such as `2027-03-31`, of those that are known. */
export const supportedReleases = (day: string): readonly KubernetesRelease[] => KUBERNETES_RELEASES.filter(({ endOfLife }) => day < endOfLife);
