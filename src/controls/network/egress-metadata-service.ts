import { Manifest } from '../../objects/manifest';
import { addressesOf, shareOf } from '../../objects/network/address-set';
import { METADATA_SERVICES } from '../../objects/network/internet';
import { rulesOf } from '../../objects/network/network-policy';
import { hasPort } from '../../objects/network/port-set';
import { TrafficRule } from '../../objects/network/traffic-rule';
import { once } from '../../objects/remembered';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const services = once(() => METADATA_SERVICES.map((service) => (
  { ...service, addresses: addressesOf([`${service.address}/${service.address.includes(':') ? 128 : 32}`]) })));

/** The metadata services that a rule leads to, at a port that they listen on. */
function reached(rule: TrafficRule): ReturnType<typeof services> {
  if (!rule.peers.some(({ is }) => is === 'everybody' || is === 'addresses')) return [];
  return services().filter(({ addresses, ports }) => ports.some((port) => hasPort(rule.ports, 'TCP', port))
    && rule.peers.some((peer) => peer.is === 'everybody' || (peer.is === 'addresses' && shareOf(addresses, peer.addresses) === 'all')));
}

function inspect(policy: Manifest): Site[] {
  return rulesOf(policy, 'Egress').flatMap((rule) => {
    const found = reached(rule);
    if (found.length === 0) return [];
    return [{ pointer: rule.pointer, message: `allows egress to ${found.map(({ address, of }) => `${address} (${of})`).join(', ')}` }];
  });
}

const policy = (rule: object, policyTypes = ['Egress']) => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' },
  spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes, egress: [rule] },
});
const to = (cidr: string, except?: string[]) => ({ to: [{ ipBlock: { cidr, ...(except && { except }) } }] });
const tcp = (port: number, endPort?: number) => ({ ports: [{ protocol: 'TCP', port, ...(endPort && { endPort }) }] });
const linkLocal = '169.254.0.0/16';

export const egressMetadataService = defineControl({
  id: 'egress-metadata-service',
  title: 'Network policies keep pods away from the metadata service of the cloud',
  subject: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: 'the metadata service gives anyone who can connect to it the credentials of the node, which often give access to images, disks and secrets of '
    + 'the whole account',
  fix: {
    code: 'name the peer with `Peer.cidr` or `Peer.fqdn`, or use `Peer.internet`, which leaves the metadata service out',
    yaml: 'add `except: [169.254.0.0/16, 168.63.129.16/32, 100.100.100.200/32]` to the `ipBlock`, or name the ports that are needed in `ports`',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/security-checklist/#network-security', 'https://cloud.google.com/kubernetes-engine/docs/how-to/protecting-cluster-metadata',
  ],
  frameworks: ['nsa-cisa:metadata-service', 'mitre:T1552.005', 'kubescape:C-0052'],
  // By the ports that these services listen on: a rule for port 443 alone is none, and neither is name resolution at the same address, as GKE has it.
  inspect,
  coveredBy: [{ control: 'no-allow-all-network-policy', where: 'same-field' }],
  admission: notEnforceable('needs addresses and ports compared as numbers, which the expressions here cannot do'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'everything but the links', subject: policy(to('0.0.0.0/0', [linkLocal, '168.63.129.16/32', '100.64.0.0/10'])) },
      { shows: 'a port that it does not listen on', subject: policy({ ...to('0.0.0.0/0'), ...tcp(443) }) },
      { shows: 'name resolution at its address', subject: policy({ ...to('169.254.169.254/32'), ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }] }) },
      { shows: 'a network of its own', subject: policy(to('10.20.0.0/16')) },
      { shows: 'pods', subject: policy({ to: [{ podSelector: {} }] }) },
      { shows: 'a rule without effect', subject: policy(to('0.0.0.0/0'), ['Ingress']) },
    ],
    bad: [
      { shows: 'everything', subject: policy(to('0.0.0.0/0')) },
      { shows: 'everybody at a port', subject: policy(tcp(80)) },
      { shows: 'a range of ports', subject: policy({ ...to('0.0.0.0/0', ['10.0.0.0/8']), ...tcp(1, 1024) }) },
      { shows: 'its address', subject: policy({ ...to('169.254.169.254/32'), ...tcp(80) }) },
      { shows: 'its address by IPv6', subject: policy(to('fd00::/8')) },
      { shows: 'private networks left out, and nothing else', subject: policy(to('0.0.0.0/0', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'])) },
      { shows: 'the one of Azure beside the links left out', subject: policy(to('0.0.0.0/0', [linkLocal, '100.64.0.0/10'])) },
    ],
  }),
});
