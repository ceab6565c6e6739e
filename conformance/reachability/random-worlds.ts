import { AddressedPod, Connection, End, World } from './world';
import { Manifest } from '../../src/objects/manifest';
import { PROTOCOLS } from '../../src/objects/network/port-set';
import { Chance } from '../chance';

type Json = Record<string, unknown>;
type Family = 'ipv4' | 'ipv6';

const NAMESPACES = ['a', 'b', 'c'];
const KEYS = ['app', 'tier', 'team', 'kubernetes.io/metadata.name'];
const VALUES = ['web', 'api', 'db', 'a', 'b', ''];
const PORT_NAMES = ['http', 'metrics', 'dns'];
const NUMBERS = [1, 53, 79, 80, 81, 443, 8079, 8080, 8081, 9090, 65534, 65535];
const POD_PORTS = [53, 80, 81, 8080, 9090];

/** Blocks of which each one contains some of the following, as exceptions must. */
const BLOCKS: Readonly<Record<Family, readonly string[]>> = {
  ipv4: ['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8', '10.0.0.0/16', '10.0.0.0/24', '10.0.0.2/31', '10.0.0.3/32', '10.0.1.0/24', '192.0.2.0/24', '192.0.2.128/25'],
  ipv6: ['::/0', '::/1', '8000::/1', '2001:db8::/32', '2001:db8::/48', '2001:db8::/64', '2001:db8::2/127', '2001:db8::3/128', '2001:db8:0:1::/64', 'fd00::/8', '64:ff9b::/96'],
};
/** Which blocks are inside of each, by place. */
const INSIDE = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [3, 4, 5, 6, 7, 8], [9, 10], [4, 5, 6, 7, 8], [5, 6, 7, 8], [6, 7], [7], [], [], [10], []];
const POD_ADDRESSES: Readonly<Record<Family, (i: number) => string>> = {
  ipv4: (i) => `10.0.${i % 2}.${i + 1}`, ipv6: (i) => `2001:db8:0:${i % 2}::${i + 1}`,
};
const OUTSIDE: Readonly<Record<Family, readonly string[]>> = {
  ipv4: ['192.0.2.7', '192.0.2.200', '10.0.0.9', '203.0.113.1', '1.1.1.1'], ipv6: ['2001:db8::9', 'fd00::1', '2606:4700::1111', '64:ff9b::1', '::2'],
};

/** Makes worlds of random namespaces, pods and policies, as the API server takes them, and random connections in them. */
export class RandomWorlds {
  constructor(private readonly chance: Chance) {}

  public world(connections: number): World {
    const { chance } = this;
    const families = chance.one<readonly Family[]>([['ipv4'], ['ipv4'], ['ipv6'], ['ipv4', 'ipv6']]);
    const pods = Array.from({ length: 2 + chance.below(4) }, (_, i) => this.pod(i, families));
    return {
      namespaces: NAMESPACES.map((name) => this.object('v1', 'Namespace', { name, labels: this.labels(KEYS.slice(0, 3)) })),
      pods,
      policies: Array.from({ length: chance.below(6) }, (_, i) => this.policy(i, families)),
      connections: Array.from({ length: connections }, () => this.connection(pods, chance.one(families))),
    };
  }

  private object(apiVersion: string, kind: string, metadata: Json, spec?: Json): Manifest {
    return { apiVersion, kind, metadata, ...(spec && { spec }) };
  }

  private labels(keys: readonly string[]): Json {
    return Object.fromEntries(this.chance.some(3, () => [this.chance.one(keys), this.chance.one(VALUES)]));
  }

  private pod(i: number, families: readonly Family[]): AddressedPod {
    const { chance } = this;
    const sidecar = { restartPolicy: 'Always' };
    const initContainers = chance.some(1, () => ({ ...this.container('init'), ...(chance.often(0.6) && sidecar) }));
    const containers = [this.container('main'), ...chance.some(1, () => this.container('other'))];
    const spec = { containers, ...(initContainers.length > 0 && { initContainers }) };
    const manifest = this.object('v1', 'Pod', { name: `pod-${i}`, namespace: chance.one(NAMESPACES), labels: this.labels(KEYS.slice(0, 3)) }, spec);
    return { manifest, addresses: families.map((family) => POD_ADDRESSES[family](i)) };
  }

  private container(name: string): Json {
    const { chance } = this;
    const ports = chance.some(2, () => ({
      containerPort: chance.one(POD_PORTS),
      ...(chance.often(0.8) && { name: chance.one(PORT_NAMES) }),
      ...(chance.often(0.5) && { protocol: chance.one(PROTOCOLS) }),
    }));
    return { name, image: 'image', ...(ports.length > 0 && { ports }) };
  }

  private policy(i: number, families: readonly Family[]): Manifest {
    const { chance } = this;
    const types = chance.one<readonly string[] | undefined>([undefined, [], ['Ingress'], ['Egress'], ['Ingress', 'Egress']]);
    return this.object('networking.k8s.io/v1', 'NetworkPolicy', { name: `policy-${i}`, namespace: chance.one(NAMESPACES) }, {
      podSelector: chance.often(0.4) ? {} : this.selector(),
      ...(types && { policyTypes: types }),
      ...(chance.often(0.8) && { ingress: chance.some(2, () => this.rule('from', families)) }),
      ...(chance.often(0.8) && { egress: chance.some(2, () => this.rule('to', families)) }),
    });
  }

  private rule(peers: 'from' | 'to', families: readonly Family[]): Json {
    const { chance } = this;
    return {
      ...(chance.often(0.85) && { [peers]: chance.some(3, () => this.peer(chance.one(families))) }),
      ...(chance.often(0.6) && { ports: chance.some(3, () => this.port()) }),
    };
  }

  private peer(family: Family): Json {
    const { chance } = this;
    if (chance.often(0.35)) return { ipBlock: this.block(family) };
    return chance.one<() => Json>([
      () => ({ podSelector: this.selector() }),
      () => ({ namespaceSelector: this.selector() }),
      () => ({ namespaceSelector: this.selector(), podSelector: this.selector() }),
    ])();
  }

  private block(family: Family): Json {
    const { chance } = this;
    const place = chance.below(BLOCKS[family].length);
    const inside = INSIDE[place];
    const except = inside.length > 0 ? chance.some(2, () => BLOCKS[family][chance.one(inside)]) : [];
    return { cidr: BLOCKS[family][place], ...(except.length > 0 && { except }) };
  }

  private selector(): Json {
    const { chance } = this;
    const matchLabels = chance.often(0.5) ? Object.fromEntries(chance.some(2, () => [chance.one(KEYS), chance.one(VALUES)])) : undefined;
    const matchExpressions = chance.often(0.4) ? chance.some(2, () => this.requirement()) : undefined;
    return { ...(matchLabels && { matchLabels }), ...(matchExpressions && { matchExpressions }) };
  }

  private requirement(): Json {
    const { chance } = this;
    const operator = chance.one(['In', 'NotIn', 'Exists', 'DoesNotExist']);
    const values = operator.endsWith('In') ? { values: [chance.one(VALUES), ...chance.some(2, () => chance.one(VALUES))] } : {};
    return { key: chance.one(KEYS), operator, ...values };
  }

  private port(): Json {
    const { chance } = this;
    const protocol = chance.often(0.6) ? { protocol: chance.one(PROTOCOLS) } : {};
    const number = chance.one(NUMBERS);
    return chance.one<() => Json>([
      () => protocol,
      () => ({ port: number, ...protocol }),
      () => ({ port: chance.one(PORT_NAMES), ...protocol }),
      () => ({ port: number, endPort: Math.max(number, chance.one(NUMBERS)), ...protocol }),
    ])();
  }

  /** To another end of the same family: a pod reaches itself past all policies. */
  private connection(pods: readonly AddressedPod[], family: Family): Connection {
    const { chance } = this;
    const [from, to] = [this.end(pods, family), this.end(pods, family)];
    if (from.pod === to.pod) return this.connection(pods, family);
    return { from, to, protocol: chance.one(['TCP', 'TCP', ...PROTOCOLS]), port: chance.one([...NUMBERS, ...POD_PORTS]) };
  }

  private end(pods: readonly AddressedPod[], family: Family): End {
    const { chance } = this;
    if (chance.often(0.2)) return { address: chance.one(OUTSIDE[family]) };
    const pod = chance.below(pods.length);
    return { pod, address: POD_ADDRESSES[family](pod) };
  }
}
