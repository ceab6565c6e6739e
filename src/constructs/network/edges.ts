import { Direction, PeerEnd } from './peer-source';
import { Port } from './port';

type Json = Record<string, unknown>;

interface Edge { readonly direction: Direction; readonly peer: PeerEnd; readonly ports: readonly Port[] }

const PEERS_KEY = { ingress: 'from', egress: 'to' } as const;

/** The connections that one NetworkPolicy allows. */
export class Edges {
  private readonly edges: Edge[] = [];

  public add(direction: Direction, peer: PeerEnd, ports: readonly Port[]): void {
    this.edges.push({ direction, peer, ports });
  }

  /** One rule for each peer, in the order of the first edge to it, so that an edge which was declared from both ends is one rule. */
  public rules(direction: Direction, policyNamespace: string | undefined): Json[] {
    const rules = new Map<string, { peer: Json; ports: Map<string, Json>; all: boolean }>();
    for (const { peer, ports } of this.edges.filter((edge) => edge.direction === direction)) {
      const rendered = peer._toManifest(policyNamespace);
      const key = JSON.stringify(rendered);
      const rule = rules.get(key) ?? { peer: rendered, ports: new Map<string, Json>(), all: false };
      for (const port of ports.map((one) => one._toManifest())) {
        if (port) rule.ports.set(JSON.stringify(port), port); else rule.all = true;
      }
      rules.set(key, rule);
    }
    return [...rules.values()].map(({ peer, ports, all }) => ({ [PEERS_KEY[direction]]: [peer], ...(all ? {} : { ports: [...ports.values()] }) }));
  }
}
