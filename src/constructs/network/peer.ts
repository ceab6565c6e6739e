import { PeerSource, Selection } from './peer-source';
import { cidrContains, cidrProblem } from '../../objects/cidr';
import { dnsLabelProblem, labelKeyProblem, labelValueProblem } from '../../objects/names';

/** What a workload may be connected with: another workload, or a `Peer`. */
export interface IPeer {
  /** The peer, as network policies select it. */
  toPeer(): Peer;
}

/** Addresses inside a block that stay closed. */
export interface CidrPeerOptions {
  /**
   * Blocks inside the block that stay closed.
   *
   * @default - the whole block is open
   */
  readonly exceptCidrs?: string[];
}

/** Pods by their labels. */
export interface PodsPeerOptions {
  /** The labels that the pods carry; at least one. */
  readonly labels: { readonly [key: string]: string };

  /**
   * The namespace of the pods, by name.
   *
   * @default - the namespace of the workload that the peer is allowed to
   */
  readonly namespace?: string;
}

/**
 * The other end of a connection that is not one of our workloads.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class Peer implements IPeer {
  /**
   * A block of addresses, IPv4 or IPv6.
   *
   * @param cidr as `10.20.0.0/16`
   * @param options what stays closed inside it
   */
  public static cidr(cidr: string, options: CidrPeerOptions = {}): Peer {
    const except = options.exceptCidrs ?? [];
    [cidr, ...except].forEach((block) => reject(`cannot use "${block}" as an address block`, cidrProblem(block), 'pass a block such as "10.20.0.0/16"'));
    const outside = except.find((block) => !cidrContains(cidr, block));
    if (outside) throw new Error(`cannot except "${outside}" from "${cidr}": it is not inside the block; pass blocks inside "${cidr}" as exceptCidrs`);
    const ipBlock = { cidr, ...(except.length > 0 ? { except: [...except] } : {}) };
    return new Peer(() => ({ ipBlock }));
  }

  /**
   * All pods of a namespace.
   *
   * @param name the namespace
   */
  public static namespace(name: string): Peer {
    reject(`cannot use "${name}" as a namespace`, dnsLabelProblem(name), 'pass the name of a namespace');
    return new Peer(() => ({ namespace: name, podSelector: {} }));
  }

  /**
   * Pods by label, in one namespace.
   *
   * @param options the labels, and the namespace where it is another one
   */
  public static pods(options: PodsPeerOptions): Peer {
    const { labels, namespace } = options;
    if (Object.keys(labels).length === 0) throw new Error('cannot select pods by no label: that would be all pods; pass labels, or use Peer.namespace(name)');
    for (const [key, value] of Object.entries(labels)) {
      reject(`cannot select pods by label "${key}"`, labelKeyProblem(key), 'pass a valid label key');
      reject(`cannot select pods by label "${key}: ${value}"`, labelValueProblem(value), 'pass a valid label value');
    }
    if (namespace !== undefined) reject(`cannot use "${namespace}" as a namespace`, dnsLabelProblem(namespace), 'pass the name of a namespace');
    const podSelector = { matchLabels: { ...labels } };
    return new Peer(() => ({ namespace, podSelector }));
  }

  /**
   * A workload, with its side of the connection.
   * @internal
   */
  public static _of(source: PeerSource): Peer {
    return new Peer(() => source.selection(), source);
  }

  private constructor(
    private readonly selection: () => Selection,
    /** @internal */
    public readonly _source?: PeerSource,
  ) {}

  /** The peer itself. */
  public toPeer(): Peer {
    return this;
  }

  /**
   * The `from` or `to` element of a NetworkPolicy in the given namespace.
   * @internal
   */
  public _toManifest(policyNamespace: string | undefined): Record<string, unknown> {
    const selection = this.selection();
    if ('ipBlock' in selection) return { ...selection };
    const { namespace, namespaceSelector, podSelector } = selection;
    const elsewhere = namespaceSelector
      ?? (namespace === undefined || namespace === policyNamespace ? undefined : { matchLabels: { 'kubernetes.io/metadata.name': namespace } });
    return { ...(elsewhere === undefined ? {} : { namespaceSelector: elsewhere }), podSelector };
  }
}

function reject(what: string, problem: string | undefined, fix: string): void {
  if (problem) throw new Error(`${what}: it ${problem}; ${fix}`);
}
