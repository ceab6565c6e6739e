import { Size } from 'cdk8s';
import { IConstruct } from 'constructs';
import { kplus } from '../cdk8s-plus';
import { SecretMountOptions } from './mounts/secret-mount';
import { WorkloadMounts } from './mounts/workload-mounts';
import { WritableMountOptions } from './mounts/writable-mount';
import { IPeer } from '../network/peer';
import { Port } from '../network/port';

/** What all secure workloads can do. */
export interface ISecureWorkload extends IConstruct, IPeer {
  /** The workload's own identity towards the API server; it carries no token until a `ScopedRole` is bound. */
  readonly serviceAccount?: kplus.IServiceAccount;

  /** What is mounted into the containers. Further kinds of mounts are added here, such as `mounts.add(ConfigMapMount.of(configMap, '/etc/app'))`. */
  readonly mounts: WorkloadMounts;

  /**
   * Makes a path writable: an emptyDir with a size limit, while the root filesystem stays read-only.
   *
   * @param path absolute, as the process sees it
   * @param size what may be stored there, at most; the kubelet evicts the pod above it
   * @param options which container, and where the files are kept
   */
  writable(path: string, size: Size, options?: WritableMountOptions): void;

  /**
   * Mounts a secret as read-only files. There is no verb that puts one into the environment, where child processes and crash dumps would see it.
   *
   * @param secret the Secret, as from `kplus.Secret.fromSecretName`
   * @param path the folder of the files, absolute
   * @param options which container, and which keys
   */
  mountSecret(secret: kplus.ISecret, path: string, options?: SecretMountOptions): void;

  /**
   * Adds a container that starts before the others, in the order of the init containers, and goes on running beside them.
   *
   * @param props as of any container, probes included
   * @returns the container
   */
  addSidecar(props: kplus.ContainerProps): kplus.Container;

  /**
   * Lets a peer connect to this workload. Where the peer is a secure workload, its egress is opened too.
   *
   * @param peer a secure workload, or a `Peer`
   * @param ports by default the ports of this workload's containers
   */
  allowFrom(peer: IPeer, ...ports: Port[]): void;

  /**
   * Lets this workload connect to a peer. Where the peer is a secure workload, its ingress is opened too.
   *
   * @param peer a secure workload, or a `Peer`
   * @param ports by default the ports of the peer's containers
   */
  allowTo(peer: IPeer, ...ports: Port[]): void;
}
