import { ApiObjectMetadata, Duration } from 'cdk8s';
import { CloudIdentity } from './cloud-identity';
import { HostAccess } from './host-access';
import { AppArmorProfile } from '../../profile/app-armor-profile';
import { kplus } from '../cdk8s-plus';

// The members are those of cdk8s-plus, and ours, which props.test.ts checks. jsii does not allow an inherited member to be declared again, so props that extend
// those of cdk8s-plus would document its defaults instead of ours.

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
   * What a container leaves unset is hardened, whatever cdk8s-plus documents as its default: it runs without privileges, with a read-only root filesystem, and
   * with the `ResourceDefaults` of the profile. Where that names none, these are a request of 100 millicores with a limit of 500, 256 MiB of memory as
   * request and limit, and a request of 64 MiB of ephemeral storage with a limit of 256 MiB.
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
   * When the kubelet restarts the containers. Jobs may have `ON_FAILURE`, which restarts them in the same pod until `backoffLimit` is reached and the pod is
   * removed with its logs, or `NEVER`, which starts another pod and keeps the failed one.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
   * @default - RestartPolicy.ALWAYS; RestartPolicy.ON_FAILURE for jobs and cron jobs, where cdk8s-plus has NEVER
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
   * Set environment variables with the address of every Service of the namespace. Raises `no-service-links`.
   *
   * @see https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables
   * @default false
   */
  readonly enableServiceLinks?: boolean;

  /**
   * Let the containers of the pod see each other's processes, and reach the files of those that run as the same user.
   *
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/
   * @default false
   */
  readonly shareProcessNamespace?: boolean;

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

  /**
   * The PriorityClass of the pods: what the scheduler and the kubelet sacrifice last.
   *
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
   * @default - the default class of the cluster
   */
  readonly priorityClassName?: string;

  /**
   * Run the pods in a user namespace of their own (`hostUsers: false`), in which root is nobody on the node. All nodes have to support it, and the profile has to
   * be for Kubernetes 1.33 or later.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
   * @default false
   */
  readonly userNamespace?: boolean;

  /**
   * The AppArmor profile of the containers. Nodes without AppArmor turn such pods away.
   *
   * @default - that of the container runtime, on nodes that have AppArmor
   */
  readonly appArmorProfile?: AppArmorProfile;

  /**
   * The identity of the pods towards their cloud. Not with `serviceAccount`.
   *
   * @default - none
   */
  readonly cloudIdentity?: CloudIdentity;

  /**
   * What the pods need of their node, each with its reason. The namespace has to admit it.
   *
   * @default - nothing: pods that need nothing of their node pass the restricted Pod Security Standard
   */
  readonly hostAccess?: HostAccess[];
}
