import { ApiObjectMetadata, Duration } from 'cdk8s';
import { SecurePodProps } from './secure-pod-props';

/** What workloads have that manage pods: the props of cdk8s-plus, with our defaults. */
export interface SecureWorkloadProps extends SecurePodProps {
  /**
   * Labels and annotations of the pods.
   *
   * @default - the recommended labels, those that the profile requires, and one that selects the pods
   */
  readonly podMetadata?: ApiObjectMetadata;

  /**
   * Select the pods by a label that only they carry.
   *
   * @default true
   */
  readonly select?: boolean;

  /**
   * Has no effect: replicas prefer other nodes and zones wherever a kind has replicas.
   *
   * @default - replicas are spread
   */
  readonly spread?: boolean;
}

/** What workloads have whose pods serve until they are told to stop. */
export interface SecureServingProps extends SecureWorkloadProps {
  /**
   * How long containers with ports serve on once they are told to stop: a pod gets its signal to stop at the moment at which Services begin to take it out,
   * so that requests still arrive for a while. Rendered as `preStop.sleep`, which is part of the grace period; a container that has a `preStop` of its own
   * keeps it.
   *
   * Whole seconds. An error where it is not shorter than `terminationGracePeriod`, or where the Kubernetes version of the profile is below 1.30, which has
   * no `preStop.sleep`. `Duration.seconds(0)` renders none.
   *
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
   * @default - Duration.seconds(5); none below Kubernetes 1.30, and none with a grace period of 5 seconds or less
   */
  readonly shutdownDelay?: Duration;
}
