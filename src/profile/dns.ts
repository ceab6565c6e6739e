import { blockPeer, EgressRule, PlatformPeer, podsPeer } from './platform-peer';
import { singleAddressCidr } from '../objects/cidr';
import { dnsLabelProblem, labelKeyProblem, labelValueProblem, portNumberProblem } from '../objects/names';

/** Where a node-local DNS resolver listens. */
export interface NodeLocalDnsOptions {
  /**
   * The address that pods find in their resolv.conf.
   *
   * @default '169.254.20.10'
   */
  readonly address?: string;
}

/** Where DNS servers run. */
export interface CustomDnsOptions {
  /** The namespace of the DNS pods. */
  readonly namespace: string;

  /** Labels that all DNS pods carry; at least one. */
  readonly podLabels: { readonly [key: string]: string };

  /**
   * The port that the pods listen on, which may differ from that of their service: network policies see the pod's port.
   *
   * @default 53
   */
  readonly port?: number;
}

const KUBE_DNS_PEER = podsPeer('kube-system', { 'k8s-app': 'kube-dns' });

/**
 * How pods resolve names. Namespaces that deny egress by default allow this, over UDP and TCP.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export class Dns {
  /** CoreDNS or kube-dns in `kube-system` with the label `k8s-app: kube-dns`, as most distributions run it. */
  public static kubeDns(): Dns {
    return new Dns([KUBE_DNS_PEER], 53);
  }

  /**
   * A resolver on each node, with CoreDNS or kube-dns behind it.
   *
   * It runs in the network of its node, where no pod selector matches. In iptables mode it listens on the cluster IP of kube-dns as well,
   * and some network plugins judge that address: pass it as `address` if names do not resolve.
   *
   * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
   * @param options where it listens.
   */
  public static nodeLocal(options: NodeLocalDnsOptions = {}): Dns {
    const address = options.address ?? '169.254.20.10';
    const cidr = singleAddressCidr(address);
    if (!cidr) throw new Error(`cannot reach node-local DNS at "${address}": it is no IP address; pass address such as "169.254.20.10"`);
    return new Dns([KUBE_DNS_PEER, blockPeer(cidr)], 53);
  }

  /**
   * The DNS operator of OpenShift: `openshift-dns`, whose pods listen on port 5353.
   *
   * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/networking/dns-operator
   */
  public static openshift(): Dns {
    return new Dns([podsPeer('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' })], 5353);
  }

  /**
   * Google Kubernetes Engine, whichever resolver the cluster uses: kube-dns, NodeLocal DNSCache or Cloud DNS.
   *
   * Dataplane V2 redirects the first to the `node-local-dns` pods and judges those. Cloud DNS answers at the address of the metadata server,
   * 169.254.169.254, which is therefore allowed on port 53, and on no other port.
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns
   */
  public static gke(): Dns {
    return new Dns([
      KUBE_DNS_PEER,
      podsPeer('kube-system', { 'k8s-app': 'node-local-dns' }),
      blockPeer('169.254.20.10/32'),
      blockPeer('169.254.169.254/32'),
    ], 53);
  }

  /**
   * DNS servers of another kind.
   *
   * @param options where they run.
   */
  public static custom(options: CustomDnsOptions): Dns {
    const port = options.port ?? 53;
    rejectBadNamespace(options.namespace);
    rejectBadLabels(options.podLabels);
    const portProblem = portNumberProblem(port);
    if (portProblem) throw new Error(`cannot reach DNS on port ${port}: it ${portProblem}; pass the port of the DNS pods as port`);
    return new Dns([podsPeer(options.namespace, options.podLabels)], port);
  }

  private constructor(private readonly peers: readonly PlatformPeer[], private readonly port: number) {}

  /**
   * Egress rules that allow name resolution; each call returns data of its own.
   *
   * @internal
   */
  public _egressRules(): EgressRule[] {
    const ports = [{ protocol: 'UDP' as const, port: this.port }, { protocol: 'TCP' as const, port: this.port }];
    return [{ to: structuredClone([...this.peers]), ports }];
  }
}

function rejectBadNamespace(namespace: string): void {
  const problem = dnsLabelProblem(namespace);
  if (problem) throw new Error(`cannot reach DNS in namespace "${namespace}": it ${problem}; pass the namespace of the DNS pods as namespace`);
}

function rejectBadLabels(podLabels: Readonly<Record<string, string>>): void {
  const labels = Object.entries(podLabels);
  if (labels.length === 0) {
    throw new Error('cannot select the DNS pods: podLabels is empty and would select every pod of the namespace; pass a label of the DNS pods as podLabels');
  }
  for (const [key, value] of labels) {
    const problem = labelKeyProblem(key) ?? labelValueProblem(value);
    if (problem) throw new Error(`cannot select the DNS pods by "${key}: ${value}": it ${problem}; correct it in podLabels`);
  }
}
