import { StatefulSet } from 'cdk8s-plus-27';

/**
 * The one import of cdk8s-plus by the constructs, and what is done for some of its minors only. `scripts/plus` makes a copy of the sources for each other
 * minor, by replacing the name of the package; code has to fit all of 27 to 34.
 */
export * as kplus from 'cdk8s-plus-27';

/**
 * Since 31, a StatefulSet without claim templates of cdk8s-plus renders no volumes at all, while its containers keep the mounts, which the API server
 * refuses. An empty list of templates keeps the volumes; before 31 nothing reads it.
 *
 * @see https://github.com/cdk8s-team/cdk8s-plus/blob/k8s-34/main/src/stateful-set.ts `_filterPodSpecVolumes`
 */
export function keepVolumes(statefulSet: StatefulSet): void {
  const set = statefulSet as { volumeClaimTemplates?: unknown[] };
  set.volumeClaimTemplates ??= [];
}
