import { GuardedPort, Sources } from './guarded-ports';
import { Manifest } from '../../objects/manifest';

const NAME = 'control-plane-host';
const quoted = (ports: readonly number[]) => ports.map((port) => ({ port: String(port), protocol: 'TCP' }));

/**
 * One policy for the hosts of the control plane. Any rule for ingress denies the rest, so what hosts tell each other is let in: health checks and overlays.
 *
 * @see https://docs.cilium.io/en/stable/security/host-firewall/
 */
export function ciliumManifests(guarded: readonly GuardedPort[], labels: Readonly<Record<string, string>>): Manifest[] {
  const overlay = [{ port: '4240', protocol: 'TCP' }, { port: '8472', protocol: 'UDP' }, { port: '6081', protocol: 'UDP' }, { port: '51871', protocol: 'UDP' }];
  const ingress = [
    { fromEntities: ['health', 'remote-node'], toPorts: [{ ports: overlay }] },
    { icmps: [{ fields: [{ family: 'IPv4', type: 8 }, { family: 'IPv6', type: 128 }] }] },
    ...(guarded.some(({ name }) => name === 'ssh') ? [] : [{ fromEntities: ['all'], toPorts: [{ ports: quoted([22]) }] }]),
    ...guarded.filter(({ from }) => from.length > 0)
      .map(({ ports, from }) => ({ fromCIDRSet: from.map((cidr) => ({ cidr })), toPorts: [{ ports: quoted(ports) }] })),
    { fromEntities: ['cluster'], toPorts: [{ ports: quoted(guarded.find(({ name }) => name === 'api')!.ports) }] },
  ];
  const spec = { nodeSelector: { matchLabels: { ...labels } }, ingress };
  return [{ apiVersion: 'cilium.io/v2', kind: 'CiliumClusterwideNetworkPolicy', metadata: { name: NAME }, spec }];
}

/**
 * A policy that names the guarded ports and leaves the others to the policies behind it, and the failsafe ports without those of etcd and of the API server,
 * which Felix opens to everybody by default.
 *
 * @see https://docs.tigera.io/calico/latest/reference/host-endpoints/failsafe
 */
export function calicoManifests(guarded: readonly GuardedPort[], selector: string, { sshClients, controlPlane }: Sources): Manifest[] {
  const allowed = guarded.flatMap(({ ports, from }) => (['4', '6'] as const).flatMap((family) => {
    const nets = from.filter((block) => block.includes(':') === (family === '6'));
    return nets.length === 0 ? [] : [{ action: 'Allow', protocol: 'TCP', ipVersion: Number(family), source: { nets }, destination: { ports: [...ports] } }];
  }));
  const denied = { action: 'Deny', protocol: 'TCP', destination: { ports: guarded.flatMap(({ ports }) => ports) } };
  const failsafe = [
    ...(sshClients ?? ['0.0.0.0/0']).map((net) => ({ protocol: 'tcp', port: 22, net })),
    ...controlPlane.flatMap((net) => [2379, 2380, 6443].map((port) => ({ protocol: 'tcp', port, net }))),
    { protocol: 'udp', port: 68, net: '0.0.0.0/0' }, { protocol: 'tcp', port: 179, net: '0.0.0.0/0' }, { protocol: 'tcp', port: 5473, net: '0.0.0.0/0' },
  ];
  const spec = { order: 10, selector, types: ['Ingress'], applyOnForward: false, ingress: [...allowed, denied, { action: 'Allow' }] };
  return [
    { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: NAME }, spec },
    { apiVersion: 'projectcalico.org/v3', kind: 'FelixConfiguration', metadata: { name: 'default' }, spec: { failsafeInboundHostPorts: failsafe } },
  ];
}
