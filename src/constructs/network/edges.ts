import { openedException } from './cidr-overlap';
import { BlockSelection, Direction, DomainName, PeerEnd, PolicySite } from './peer-source';
import { Port } from './port';
import { Fields } from '../../objects/pointer';
import { getOrInsert } from '../../objects/remembered';

/** A connection that is allowed. */
export interface Edge { readonly direction: Direction; readonly peer: PeerEnd; readonly ports: readonly Port[] }

const PEERS_KEY = { ingress: 'from', egress: 'to' } as const;

interface Rule { readonly peers: readonly Fields[]; readonly ports: Map<string, Fields>; readonly mayOverlap: boolean; all: boolean }

/** The connections that one NetworkPolicy allows. */
export class Edges {
  private readonly edges: Edge[] = [];

  public add(direction: Direction, peer: PeerEnd, ports: readonly Port[]): void {
    this.edges.push({ direction, peer, ports });
  }

  /** One rule for each peer, in the order of the first edge to it, so that an edge which was declared from both ends is one rule; `added` comes last. */
  public rules(direction: Direction, site: PolicySite, added: readonly Edge[] = []): Fields[] {
    const rules = new Map<string, Rule>();
    for (const { peer, ports } of [...this.edges, ...added].filter((edge) => edge.direction === direction && !edge.peer._domainName)) {
      const peers = peer._toManifests(site);
      const rule = getOrInsert(rules, JSON.stringify(peers), () => (
        { peers, ports: new Map<string, Fields>(), mayOverlap: peer._mayOverlap === true, all: false }));
      for (const port of ports.map((one) => one._toManifest())) {
        if (port) rule.ports.set(JSON.stringify(port), port); else rule.all = true;
      }
    }
    rejectOpenedExceptions([...rules.values()], site);
    return [...rules.values()].map(({ peers, ports, all }) => ({ [PEERS_KEY[direction]]: peers, ...(all ? {} : { ports: [...ports.values()] }) }));
  }

  /** The domain names that are reached, each with its ports. */
  public domainNames(): { readonly domainName: DomainName; readonly ports: readonly Port[] }[] {
    return this.edges.flatMap(({ peer: { _domainName: domainName }, ports }) => (domainName ? [{ domainName, ports }] : []));
  }

  /** The edges whose listening side is a workload: which one, and the ports by name. */
  public namedPorts(own: PeerEnd): { readonly listener: PeerEnd; readonly port: Port }[] {
    return this.edges.flatMap(({ direction, peer, ports }) => ports
      .filter(({ _port }) => typeof _port === 'string')
      .map((port) => ({ listener: direction === 'ingress' ? own : peer, port })));
  }
}

/** Rules add up, so that a block which another rule opens on the same port is no exception any more. */
function rejectOpenedExceptions(rules: readonly Rule[], { path }: PolicySite): void {
  const blocks = rules.filter(({ mayOverlap }) => !mayOverlap).flatMap(({ peers, ports, all }) => peers.flatMap(({ ipBlock }) => (
    ipBlock ? [{ block: ipBlock as BlockSelection['ipBlock'], ports: all ? undefined : new Set(ports.keys()) }] : [])));
  blocks.forEach((one, i) => blocks.slice(i + 1).forEach((other) => {
    const share = !one.ports || !other.ports || [...one.ports].some((port) => other.ports!.has(port));
    const opened = share ? openedException(one.block, other.block) : undefined;
    if (opened === undefined) return;
    throw new Error(`cannot connect "${path}" with "${one.block.cidr}" and "${other.block.cidr}": the exception "${opened}" of one is open by the other, `
      + 'since rules add up; pass it as exceptCidrs of both, or of neither');
  }));
}
