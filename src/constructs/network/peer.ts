import { rejectOverlaps } from './cidr-overlap';
import { peerManifest, selectionOf } from './peer-manifest';
import { DomainName, PeerFacts, PeerSource, PolicySite, Selection } from './peer-source';
import { Port } from './port';
import { cidrContains, cidrProblem } from '../../objects/cidr';
import { dnsLabelProblem, domainNameProblem, labelKeyProblem, labelValueProblem } from '../../objects/names';
import { INTERNET } from '../../objects/network/internet';
import { PlatformPeer } from '../../profile/platform-peer';
import { SecurityProfile } from '../../profile/security-profile';

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
   * @throws for what is no block in canonical form, and for exceptions that are not inside the block, are all of it, or overlap
   */
  public static cidr(cidr: string, options: CidrPeerOptions = {}): Peer {
    const except = options.exceptCidrs ?? [];
    [cidr, ...except].forEach((block) => reject(`cannot use "${block}" as an address block`, cidrProblem(block), 'pass a block such as "10.20.0.0/16"'));
    const outside = except.find((block) => !cidrContains(cidr, block));
    if (outside) throw new Error(`cannot except "${outside}" from "${cidr}": it is not inside the block; pass blocks inside "${cidr}" as exceptCidrs`);
    rejectOverlaps(cidr, except);
    const ipBlock = { cidr, ...(except.length > 0 ? { except: [...except] } : {}) };
    return new Peer(() => [{ ipBlock }]);
  }

  /**
   * The internet: every address but those of private networks, of the own machine and link, of metadata services of clouds, and multicast. Who must reach
   * one known service should name it, by `Peer.fqdn` or `Peer.cidr`. A private network that is to be reached as well is another `Peer.cidr`.
   */
  public static internet(): Peer {
    const blocks = INTERNET.map(({ cidr, except }) => ({ ipBlock: { cidr, ...(except ? { except: [...except] } : {}) } }));
    return new Peer(() => blocks, { mayOverlap: true });
  }

  /**
   * The addresses of a domain name, for egress alone. A NetworkPolicy cannot select domain names, so this renders a `CiliumNetworkPolicy` beside it, and needs
   * `networkPlugin: NetworkPlugin.CILIUM` in the profile.
   *
   * @param name as `api.example.com`, or `*.example.com` for all names one level below
   * @throws for what is no domain name; the verb that gets it throws for ingress, and where the profile names another network plugin
   * @see https://docs.cilium.io/en/stable/security/policy/language/#dns-based
   */
  public static fqdn(name: string): Peer {
    reject(`cannot use "${name}" as a domain name`, domainNameProblem(name), 'pass a name such as "api.example.com" or "*.example.com"');
    return new Peer(() => [], { domainName: name.includes('*') ? { matchPattern: name } : { matchName: name } });
  }

  /** The DNS servers that the profile names. Every workload may resolve names already; this is for others that must talk to them, at their ports. */
  public static dns(): Peer {
    return new Peer(({ dns }) => dns._egressRules().flatMap(({ to }) => to.map(selectionOf)), {
      isPlatform: true,
      ports: ({ dns }) => dns._egressRules().flatMap(({ ports }) => ports.map(({ protocol, port }) => Port._of(protocol, port))),
    });
  }

  /**
   * The API server that the profile names, at its port. A workload that is bound to a role reaches it already; this is for one that brings its own
   * credentials. The verb that gets it throws where the profile does not say where the API server is.
   */
  public static apiServer(): Peer {
    const rule = ({ apiServer }: SecurityProfile) => {
      if (apiServer) return apiServer._egressRule();
      throw new Error('cannot open the way to the API server: the profile does not say where it is; pass `apiServer` to the SecurityProfile, from ApiServer.of');
    };
    return new Peer((profile) => rule(profile).to.map(selectionOf), {
      ports: (profile) => rule(profile).ports.map(({ protocol, port }) => Port._of(protocol, port)),
    });
  }

  /**
   * All pods of a namespace.
   *
   * @param name the namespace
   */
  public static namespace(name: string): Peer {
    reject(`cannot use "${name}" as a namespace`, dnsLabelProblem(name), 'pass the name of a namespace');
    return new Peer(() => [{ namespace: name, podSelector: {} }]);
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
    return new Peer(() => [{ namespace, podSelector }]);
  }

  /**
   * A workload, with its side of the connection.
   * @internal
   */
  public static _of(source: PeerSource): Peer {
    return new Peer(() => [source.selection()], { source });
  }

  /**
   * What the platform names in the profile.
   * @internal
   */
  public static _ofPlatform(peer: PlatformPeer): Peer {
    return new Peer(() => [selectionOf(peer)], { isPlatform: true });
  }

  private constructor(private readonly selections: (profile: SecurityProfile) => Selection[], private readonly facts: PeerFacts = {}) {}

  /** The peer itself. */
  public toPeer(): Peer {
    return this;
  }

  /** @internal */
  public get _source(): PeerSource | undefined {
    return this.facts.source;
  }

  /** @internal */
  public get _isPlatform(): boolean {
    return this.facts.isPlatform ?? false;
  }

  /** @internal */
  public get _mayOverlap(): boolean {
    return this.facts.mayOverlap ?? false;
  }

  /** @internal */
  public get _domainName(): DomainName | undefined {
    return this.facts.domainName;
  }

  /**
   * The ports that are used where none are given; empty where they are not known.
   * @internal
   */
  public _ports(profile: SecurityProfile): readonly Port[] {
    return this.facts.source?.ports() ?? this.facts.ports?.(profile) ?? [];
  }

  /**
   * The `from` or `to` elements of a NetworkPolicy.
   * @internal
   */
  public _toManifests(site: PolicySite): Record<string, unknown>[] {
    return this.selections(site.profile).map((selection) => peerManifest(selection, site, this._source !== undefined));
  }
}

function reject(what: string, problem: string | undefined, fix: string): void {
  if (problem) throw new Error(`${what}: it ${problem}; ${fix}`);
}
