import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { POD_TRAITS } from './availability';
import { SecretMount, SecretMountOptions } from './mounts/secret-mount';
import { WorkloadMounts } from './mounts/workload-mounts';
import { WritableMount, WritableMountOptions } from './mounts/writable-mount';
import { SecurePodProps } from './secure-pod-props';
import { ISecureWorkload } from './secure-workload';
import { overrideShared } from './shared-overrides';
import { WorkloadHardening } from './workload-hardening';
import { kplus } from '../cdk8s-plus';
import { IPeer, Peer } from '../network/peer';
import { Port } from '../network/port';

/**
 * A Pod whose default output passes the restricted Pod Security Standard, with its own ServiceAccount (without token) and its one
 * NetworkPolicy (deny unless declared, DNS allowed).
 *
 * It takes the place of `kplus.Pod`: the name stays the same.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class SecurePod extends kplus.Pod implements ISecureWorkload {
  /**
   * @param scope a HardenedNamespace, a chart or any construct in it
   * @param id the name of the construct, from which cdk8s makes the name of the object
   * @param props what differs from the defaults
   * @throws where the namespace of the scope and of the props differ, for containers that no API server would take, for what the version of the profile does
   * not have, and for `hostAccess` that the namespace does not admit
   */
  constructor(scope: Construct, id: string, props: SecurePodProps = {}) {
    super(scope, id, WorkloadHardening.propsIn(scope, id, props));
    WorkloadHardening.of(this).complete(this.apiObject, props, POD_TRAITS);
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

  /** This workload, as the other end of a connection. */
  public toPeer(): Peer {
    return WorkloadHardening.of(this).toPeer();
  }
}

overrideShared(SecurePod);
