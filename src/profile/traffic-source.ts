import { blockPeer, namespacePeer, PlatformPeer, podsPeer } from './platform-peer';
import { cidrProblem } from '../objects/cidr';
import { dnsLabelProblem, labelKeyProblem, labelValueProblem } from '../objects/names';

/** Pods of the platform. */
export interface TrafficSourcePodsOptions {
  /** The namespace of the pods, such as `ingress-nginx` or `monitoring`. */
  readonly namespace: string;

  /**
   * Labels that the pods carry.
   *
   * @default - every pod of the namespace
   */
  readonly podLabels?: { readonly [key: string]: string };
}

/** Where the platform connects to workloads from: the pods of an ingress controller or of a scraper of metrics, or the addresses of a load balancer. */
export class TrafficSource {
  /**
   * Pods of a namespace.
   *
   * @param options the namespace, and labels where not all of its pods are meant
   * @throws for a namespace or a label that cannot exist
   */
  public static pods(options: TrafficSourcePodsOptions): TrafficSource {
    const { namespace, podLabels = {} } = options;
    const problem = dnsLabelProblem(namespace);
    if (problem) throw new Error(`cannot name traffic from namespace "${namespace}": it ${problem}; pass the namespace of the pods as namespace`);
    for (const [key, value] of Object.entries(podLabels)) {
      const wrong = labelKeyProblem(key) ?? labelValueProblem(value);
      if (wrong) throw new Error(`cannot name traffic from pods with label "${key}: ${value}": it ${wrong}; correct it in podLabels`);
    }
    return new TrafficSource(Object.keys(podLabels).length === 0 ? namespacePeer(namespace) : podsPeer(namespace, podLabels));
  }

  /**
   * A block of addresses, for what runs in the network of the nodes or outside of the cluster: load balancers that connect to pods, their health checks,
   * ingress controllers with `hostNetwork`.
   *
   * @param cidr in canonical form, such as `10.0.0.0/16`
   * @throws for what is no block
   */
  public static cidr(cidr: string): TrafficSource {
    const problem = cidrProblem(cidr);
    if (problem) throw new Error(`cannot name traffic from "${cidr}": it ${problem}; pass a block such as "10.0.0.0/16"`);
    return new TrafficSource(blockPeer(cidr));
  }

  private constructor(private readonly peer: PlatformPeer) {}

  /**
   * The peer of a NetworkPolicy; each call returns data of its own.
   *
   * @internal
   */
  public _peer(): PlatformPeer {
    return structuredClone(this.peer);
  }

  /**
   * The labels and the namespace of the pods, or the addresses.
   *
   * @internal
   */
  public _end(): { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } | { readonly cidr: string } {
    const { ipBlock, namespaceSelector, podSelector } = this.peer;
    return ipBlock ? { cidr: ipBlock.cidr } : { namespace: Object.values(namespaceSelector!.matchLabels)[0], labels: podSelector?.matchLabels ?? {} };
  }
}
