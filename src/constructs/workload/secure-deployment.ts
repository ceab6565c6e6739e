import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { completeDeployment } from './availability';
import { ISecureWorkload, MountSecretOptions, WritableOptions } from './secure-workload';
import { WorkloadHardening } from './workload-hardening';
import { IPeer, Peer } from '../network/peer';
import { Port } from '../network/port';

/** The props of a Deployment, all of cdk8s-plus. What is left unset is hardened, what is given is kept and judged. */
export interface SecureDeploymentProps extends kplus.DeploymentProps {}

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
   * @throws where the namespace of the scope and of the props differ, and for containers that no API server would take
   */
  constructor(scope: Construct, id: string, props: SecureDeploymentProps = {}) {
    super(scope, id, WorkloadHardening.propsIn(scope, id, props));
    WorkloadHardening.of(this).complete(this.apiObject, props, {
      replicated: true,
      replicas: props.replicas,
      complete: (manifest) => completeDeployment(manifest, { replicas: props.replicas === undefined, strategy: props.strategy === undefined }),
    });
  }

  public addContainer(container: kplus.ContainerProps): kplus.Container {
    return WorkloadHardening.of(this).addContainer(container, () => super.addContainer(container));
  }

  public addInitContainer(container: kplus.ContainerProps): kplus.Container {
    return WorkloadHardening.of(this).addContainer({ ...container, name: container.name ?? `init-${this.initContainers.length}` },
      () => super.addInitContainer(container));
  }

  public writable(path: string, size: Size, options: WritableOptions = {}): void {
    WorkloadHardening.of(this).writable(path, size, options);
  }

  public mountSecret(secret: kplus.ISecret, path: string, options: MountSecretOptions = {}): void {
    WorkloadHardening.of(this).mountSecret(secret, path, options);
  }

  public allowFrom(peer: IPeer, ...ports: Port[]): void {
    WorkloadHardening.of(this).connect('ingress', peer, ports);
  }

  public allowTo(peer: IPeer, ...ports: Port[]): void {
    WorkloadHardening.of(this).connect('egress', peer, ports);
  }

  public toPeer(): Peer {
    return WorkloadHardening.of(this).toPeer();
  }

  public toSubjectConfiguration(): kplus.SubjectConfiguration {
    return WorkloadHardening.of(this).toSubject(super.toSubjectConfiguration());
  }
}
