import { Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { deploymentTraits } from './availability';
import { SERVICE_PORT_KEYS } from './container-keys';
import { DisruptionBudget } from './disruption-budget';
import { limitSources, rejectBadExposure, targetPorts } from './load-balancer';
import { SecretMount, SecretMountOptions } from './mounts/secret-mount';
import { WorkloadMounts } from './mounts/workload-mounts';
import { WritableMount, WritableMountOptions } from './mounts/writable-mount';
import { servicePorts } from './rendered-container';
import { ISecureWorkload } from './secure-workload';
import { SecureServingProps } from './secure-workload-props';
import { overrideShared } from './shared-overrides';
import { shutdownDelayOf } from './shutdown';
import { WorkloadHardening } from './workload-hardening';
import { rejectUnknownKeys } from '../../objects/known-keys';
import { kplus } from '../cdk8s-plus';
import { IPeer, Peer } from '../network/peer';
import { Port } from '../network/port';

/** The props of a Deployment, all of cdk8s-plus. What is left unset is hardened, what is given is kept and judged. */
export interface SecureDeploymentProps extends SecureServingProps {
  /**
   * How many pods run.
   *
   * @default - 3; with an autoscaler it decides
   */
  readonly replicas?: number;

  /**
   * How old pods are replaced by new ones.
   *
   * @default - rolling update with one pod more and none less (maxSurge 1, maxUnavailable 0)
   */
  readonly strategy?: kplus.DeploymentStrategy;

  /**
   * How many pods may be evicted at a time.
   *
   * @default - one; no budget with a single replica
   */
  readonly disruptionBudget?: DisruptionBudget;

  /**
   * How long a new pod must be ready before it counts as available.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * How long a rollout may make no progress before it is reported as failed.
   *
   * @default Duration.seconds(600)
   */
  readonly progressDeadline?: Duration;

  /**
   * How many old ReplicaSets are kept, for a rollback.
   *
   * @default 5
   */
  readonly revisionHistoryLimit?: number;
}

/**
 * A Deployment whose default output passes the restricted Pod Security Standard, with its own ServiceAccount (without token), its one
 * NetworkPolicy (deny unless declared, DNS allowed) and, above one replica, a PodDisruptionBudget.
 *
 * It takes the place of `kplus.Deployment`: name and selector stay the same.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class SecureDeployment extends kplus.Deployment implements ISecureWorkload {
  /**
   * @param scope a HardenedNamespace, a chart or any construct in it
   * @param id the name of the construct, from which cdk8s makes the name of the object
   * @param props what differs from the defaults
   * @throws where the namespace of the scope and of the props differ, for containers that no API server would take, for what the version of the profile does
   * not have, for `hostAccess` that the namespace does not admit, and for a `shutdownDelay` that is no shorter than the grace period
   */
  constructor(scope: Construct, id: string, props: SecureDeploymentProps = {}) {
    super(scope, id, WorkloadHardening.propsIn(scope, id, props));
    WorkloadHardening.of(this).complete(this.apiObject, props, deploymentTraits(props), shutdownDelayOf(this, props));
  }

  /** What is mounted into the containers. */
  public get mounts(): WorkloadMounts {
    return WorkloadHardening.of(this).mounts;
  }

  /**
   * Makes a path writable: an emptyDir with a size limit, while the root filesystem stays read-only.
   *
   * @param path absolute, as the process sees it
   * @param size what may be stored there, at most
   * @param options which container, and where the files are kept
   */
  public writable(path: string, size: Size, options: WritableMountOptions = {}): void {
    this.mounts.add(WritableMount.of(path, size, options));
  }

  /**
   * Mounts a secret as read-only files.
   *
   * @param secret the Secret
   * @param path the folder of the files, absolute
   * @param options which container, and which keys
   */
  public mountSecret(secret: kplus.ISecret, path: string, options: SecretMountOptions = {}): void {
    this.mounts.add(SecretMount.of(secret, path, options));
  }

  /**
   * Adds a container that starts before the others, in the order of the init containers, and goes on running beside them.
   *
   * @param props as of any container, probes included
   * @returns the container
   * @throws where the profile is for Kubernetes below 1.29, and for a container that no API server would take
   */
  public addSidecar(props: kplus.ContainerProps): kplus.Container {
    return WorkloadHardening.of(this).addSidecar(props);
  }

  /**
   * Lets a peer connect to this workload.
   *
   * @param peer a secure workload, or a `Peer`
   * @param ports by default the ports of this workload's containers
   */
  public allowFrom(peer: IPeer, ...ports: Port[]): void {
    WorkloadHardening.of(this).connect('ingress', peer, ports);
  }

  /**
   * Lets this workload connect to a peer.
   *
   * @param peer a secure workload, or a `Peer`
   * @param ports by default the ports of the peer's containers
   */
  public allowTo(peer: IPeer, ...ports: Port[]): void {
    WorkloadHardening.of(this).connect('egress', peer, ports);
  }

  /**
   * Exposes the pods by a Service, whose ports lead to those of the containers by name.
   *
   * @param options name, type and ports of the Service
   */
  public exposeViaService(options: kplus.DeploymentExposeViaServiceOptions = {}): kplus.Service {
    rejectUnknownKeys(`cannot expose "${this.node.path}"`, options.ports, SERVICE_PORT_KEYS, 'ports');
    return WorkloadHardening.of(this).exposed(super.exposeViaService(withNamedPorts(options, this.containers)));
  }

  /**
   * Exposes the pods by a load balancer to the addresses that are named, and opens the workload to them. The load balancer passes on the address of the
   * client (`externalTrafficPolicy: Local`), which the network policy needs to see. That it is a way into the cluster of its own stays a finding
   * (`no-load-balancer`), to be waived where it is meant.
   *
   * @param sourceRanges the address blocks of those who may connect, such as `198.51.100.0/24`; at least one
   * @param options name and ports of the Service
   * @throws without source ranges, for what is no block, for all addresses, and for a service type other than LOAD_BALANCER
   */
  public exposeViaLoadBalancer(sourceRanges: string[], options: kplus.DeploymentExposeViaServiceOptions = {}): kplus.Service {
    rejectBadExposure(this, sourceRanges, options);
    const service = this.exposeViaService({ ...options, serviceType: kplus.ServiceType.LOAD_BALANCER });
    limitSources(service, sourceRanges);
    sourceRanges.forEach((range) => this.allowFrom(Peer.cidr(range), ...targetPorts(service)));
    return service;
  }

  /** This workload, as the other end of a connection. */
  public toPeer(): Peer {
    return WorkloadHardening.of(this).toPeer();
  }
}

/** cdk8s-plus refuses several ports without names. A single one stays without, as it always was. */
function withNamedPorts(
  options: kplus.DeploymentExposeViaServiceOptions, containers: readonly kplus.Container[],
): kplus.DeploymentExposeViaServiceOptions {
  const ports = servicePorts(containers);
  return options.ports !== undefined || ports.length < 2 ? options : { ...options, ports };
}

overrideShared(SecureDeployment);
