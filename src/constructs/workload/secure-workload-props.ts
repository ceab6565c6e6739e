import { ApiObjectMetadata, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

// The members are those of cdk8s-plus, which props.test.ts checks. jsii does not allow an inherited member to be declared again, so props that extend those
// of cdk8s-plus would document its defaults instead of ours.

/** What pods of all kinds of workloads have: the props of cdk8s-plus, with our defaults. */
export interface SecurePodProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - a name made from the path of the construct, in the namespace of the scope, with the recommended labels
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The containers of the pod; more can be added by `addContainer`.
   *
   * @default - none; one must be added before synth
   */
  readonly containers?: kplus.ContainerProps[];

  /**
   * Containers that run to their end, one after the other, before the others start.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
   * @default - none
   */
  readonly initContainers?: kplus.ContainerProps[];

  /**
   * Volumes of the pod. `mounts`, `mountSecret` and `writable` add theirs by themselves.
   *
   * @see https://kubernetes.io/docs/concepts/storage/volumes
   * @default - none
   */
  readonly volumes?: kplus.Volume[];

  /**
   * When the kubelet restarts the containers.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
   * @default - RestartPolicy.ALWAYS; RestartPolicy.NEVER for jobs and cron jobs
   */
  readonly restartPolicy?: kplus.RestartPolicy;

  /**
   * The identity of the pods towards the API server.
   *
   * @default - a ServiceAccount of their own, without token and without rights
   */
  readonly serviceAccount?: kplus.IServiceAccount;

  /**
   * The security context of the pod.
   *
   * @default - user, group and volume group of the profile, no root, the seccomp profile of the runtime
   */
  readonly securityContext?: kplus.PodSecurityContextProps;

  /**
   * Entries for the hosts file of the pod.
   *
   * @default - none
   */
  readonly hostAliases?: kplus.HostAlias[];

  /**
   * How the pod resolves names.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
   * @default - the DNS of the cluster
   */
  readonly dns?: kplus.PodDnsProps;

  /**
   * The secret with the credentials for pulling images.
   *
   * @default - images are pulled without credentials
   */
  readonly dockerRegistryAuth?: kplus.ISecret;

  /**
   * Mount the token of the ServiceAccount into every container. `ScopedRole.bindTo` mounts a short-lived one into the first container instead.
   *
   * @default false
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Has no effect: the NetworkPolicy of the workload denies whatever is not declared.
   *
   * @default - pods are isolated
   */
  readonly isolate?: boolean;

  /**
   * Use the network of the node. Raises `no-host-namespaces`.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * How long the containers have to end before they are killed.
   *
   * @default Duration.seconds(30)
   */
  readonly terminationGracePeriod?: Duration;
}

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
