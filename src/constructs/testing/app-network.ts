import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { manifestsBelow, templateOf } from './rendered-app';
import { cidrProblem } from '../../objects/cidr';
import { keyOf, Manifest, titleOf } from '../../objects/manifest';
import { hasPort, isProtocol, PortSet, Protocol } from '../../objects/network/port-set';
import { ConnectionEnd, podEnd, PodEnd, Reachability } from '../../objects/network/reachability';
import { PolicyType } from '../../objects/network/traffic-rule';
import { podsOf } from '../../objects/pod-template';
import { Port } from '../network/port';

/** One end of a connection, as a test names it: a workload, or addresses outside of the cluster. */
export type NamedEnd = IConstruct | string;

/** Who reaches whom in an app. */
export class AppNetwork {
  private readonly manifests: ReadonlyMap<ApiObject, Manifest>;
  private readonly ends = new Map<Manifest, PodEnd>();
  private readonly reachability: Reachability;

  constructor({ node }: IConstruct) {
    this.manifests = manifestsBelow(node.root);
    for (const manifest of this.manifests.values()) {
      const [pod] = podsOf(manifest);
      if (pod) this.ends.set(manifest, podEnd(keyOf(manifest).namespace, pod.metadata, pod.spec));
    }
    this.reachability = new Reachability([...this.manifests.values()], [...this.ends.values()]);
  }

  /** Whether one end may connect to the other. */
  public allows(from: NamedEnd, to: NamedEnd, port: Port): boolean {
    return has(this.reachability.ports(this.endOf(from), this.endOf(to)), port);
  }

  /** What decides about a connection at both ends, and what opens it where it is closed. */
  public explain(from: NamedEnd, to: NamedEnd, port: Port): string {
    const [source, target] = [this.endOf(from), this.endOf(to)];
    const leaves = source === target || has(this.reachability.leaving(source, target), port);
    const enters = source === target || has(this.reachability.entering(source, target), port);
    const lines = [
      `${nameOf(from)} ${leaves && enters ? 'may' : 'cannot'} connect to ${nameOf(to)} on ${portText(port)}`,
      ...this.sideText('egress', from, source, leaves),
      ...this.sideText('ingress', to, target, enters),
    ];
    return [...lines, ...(leaves && enters ? [] : [`  fix      ${fix(from, to, port)}`])].join('\n');
  }

  private sideText(side: 'egress' | 'ingress', named: NamedEnd, end: ConnectionEnd, isOpen: boolean): string[] {
    if (typeof named === 'string') return [];
    const policies = this.reachability.isolating(end as PodEnd, DIRECTIONS[side]).map(titleOf);
    const verdict = `  ${side.padEnd(8)} of ${named.node.path} is`;
    if (policies.length === 0) return [`${verdict} ${isOpen ? 'restricted by no NetworkPolicy' : 'closed by a policy of the cluster'}`];
    return [`${verdict} ${isOpen ? 'opened' : 'closed'} by ${policies.join(', ')}`];
  }

  private endOf(named: NamedEnd): ConnectionEnd {
    return typeof named === 'string' ? addressEnd(named) : this.ends.get(templateOf(named, this.manifests).manifest)!;
  }
}

const DIRECTIONS: Readonly<Record<'egress' | 'ingress', PolicyType>> = { egress: 'Egress', ingress: 'Ingress' };

const nameOf = (end: NamedEnd): string => (typeof end === 'string' ? end : end.node.path);

function has(ports: PortSet, port: Port): boolean {
  const { protocol, number } = numbered(port);
  return hasPort(ports, protocol, number);
}

function numbered({ _protocol: protocol, _port: number }: Port): { readonly protocol: Protocol; readonly number: number } {
  if (typeof number !== 'number' || !isProtocol(protocol)) throw new Error('cannot ask about a port without a number; pass one port, such as Port.tcp(8080)');
  return { protocol, number };
}

function portText(port: Port): string {
  const { protocol, number } = numbered(port);
  return `${protocol} ${number}`;
}

/** The call that opens a connection; `allowFrom` of the workload that listens opens both ends. */
function fix(from: NamedEnd, to: NamedEnd, port: Port): string {
  const { protocol, number } = numbered(port);
  const at = `Port.${protocol.toLowerCase()}(${number})`;
  if (typeof to === 'string') return `call \`allowTo(Peer.cidr('${to}'), ${at})\` of "${nameOf(from)}"`;
  const peer = typeof from === 'string' ? `Peer.cidr('${from}')` : from.node.id;
  return `call \`allowFrom(${peer}, ${at})\` of "${nameOf(to)}"${typeof from === 'string' ? '' : ', which opens both ends'}`;
}

function addressEnd(cidr: string): ConnectionEnd {
  const problem = cidrProblem(cidr);
  if (problem) throw new Error(`cannot ask about "${cidr}": it ${problem}`);
  return { cidr };
}
