import { calicoManifests, ciliumManifests } from './cluster-policies';
import { GuardedPort, guardedPorts, rejectBadSources, Sources } from './guarded-ports';
import { nftables } from './nftables';
import { Manifest } from '../../objects/manifest';

/** Who may reach the ports of Kubernetes on a host. Addresses are blocks in canonical form: `10.0.0.10/32`, `fd00::/64`. */
export interface HostFirewallProps {
  /** The hosts of the control plane. */
  readonly controlPlane: string[];

  /** The nodes. */
  readonly nodes: string[];

  /**
   * Clients of the API server outside the cluster: administrators, pipelines, load balancers.
   *
   * @default - none beside the hosts and the pods
   */
  readonly apiClients?: string[];

  /**
   * The pods, which reach the API server by its service.
   *
   * @default - those of the control plane of the baseline
   */
  readonly pods?: string[];

  /**
   * Who may reach the kubelets beside the control plane, such as the nodes or pods that metrics-server runs on.
   *
   * @default - nobody
   */
  readonly kubeletClients?: string[];

  /**
   * Who may reach SSH. By default this firewall leaves port 22 alone.
   *
   * @default - port 22 is left alone
   */
  readonly sshClients?: string[];
}

/**
 * The ports of Kubernetes, closed to all but those who need them. It holds for a host itself: NetworkPolicies do not reach what listens there. Other ports
 * are left alone, so that no network plugin breaks.
 *
 * @see https://kubernetes.io/docs/reference/networking/ports-and-protocols/
 */
export class HostFirewall {
  /**
   * A firewall for every host of a cluster.
   *
   * @param props who may reach what
   * @throws for an address that is no block, and for no host
   */
  public static of(props: HostFirewallProps): HostFirewall {
    rejectBadSources(props as unknown as Record<string, readonly string[] | undefined>);
    return new HostFirewall(props);
  }

  private constructor(private readonly props: HostFirewallProps) {}

  /** A firewall for the same hosts, with the pods of a cluster where none are set. @internal */
  public _withPods(pods: readonly string[]): HostFirewall {
    return this.props.pods ? this : new HostFirewall({ ...this.props, pods: [...pods] });
  }

  /** The rule set, for `nft -f`. It replaces its own table alone, and keeps those of kube-proxy and of network plugins. */
  public toNftables(): string {
    return nftables(this.ports());
  }

  /**
   * The same as a policy of Cilium, for where its host firewall is switched on (`hostFirewall.enabled`) with `policy-cidr-match-mode=nodes`.
   *
   * @param hostLabels labels of the hosts of the control plane; not below kubernetes.io, which Cilium removes from hosts: a selector by one of these selects nothing
   * @throws for no label, and for one below kubernetes.io
   */
  public toCiliumManifests(hostLabels: { [key: string]: string }): any[] {
    const ofKubernetes = Object.keys(hostLabels).find((key) => /(^|\.)kubernetes\.io\//.test(key));
    if (ofKubernetes !== undefined) throw new Error(`cannot select hosts by "${ofKubernetes}": Cilium removes labels of kubernetes.io from hosts, so that the policy would select nothing; label the hosts otherwise`);
    if (Object.keys(hostLabels).length === 0) throw new Error('cannot select hosts without a label: the policy would apply to every node; pass a label of the hosts of the control plane');
    return ciliumManifests(this.ports(), hostLabels) as Manifest[];
  }

  /**
   * The same as policies of Calico, for where hosts have host endpoints. They come with the failsafe ports of Felix, which would keep etcd open to everybody.
   *
   * @param hostSelector the hosts of the control plane, as a selector of Calico; by default `has(node-role.kubernetes.io/control-plane)`
   * @throws for an empty selector
   */
  public toCalicoManifests(hostSelector?: string): any[] {
    if (hostSelector?.trim() === '') throw new Error('cannot select hosts by an empty selector: the policy would apply to every pod as well; pass hostSelector such as "has(node-role.kubernetes.io/control-plane)", or leave it out');
    return calicoManifests(this.ports(), hostSelector ?? 'has(node-role.kubernetes.io/control-plane)', this.sources()) as Manifest[];
  }

  private sources(): Sources {
    const { controlPlane, nodes, apiClients = [], pods = [], kubeletClients = [], sshClients } = this.props;
    return { controlPlane, nodes, apiClients, pods, kubeletClients, sshClients };
  }

  private ports(): readonly GuardedPort[] {
    return guardedPorts(this.sources());
  }
}
