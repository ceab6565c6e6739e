import { HostFirewall, HostFirewallProps } from '../../src';

const PROPS: HostFirewallProps = { controlPlane: ['10.0.0.10/32', 'fd00::10/128'], nodes: ['10.0.0.0/24'], pods: ['10.244.0.0/16'], apiClients: ['192.0.2.0/24'] };
const lines = (props: Partial<HostFirewallProps> = {}): string[] => HostFirewall.of({ ...PROPS, ...props }).toNftables().split('\n').map((line) => line.trim());

test('etcd is reached by the control plane alone, over both families', () => {
  expect(lines().filter((line) => line.includes('etcd4') || line.includes('etcd6') || line.includes('2379'))).toEqual([
    'set etcd4 { type ipv4_addr; flags interval; elements = { 10.0.0.10/32 } }',
    'set etcd6 { type ipv6_addr; flags interval; elements = { fd00::10/128 } }',
    'tcp dport { 2379, 2380 } ip saddr @etcd4 accept',
    'tcp dport { 2379, 2380 } ip6 saddr @etcd6 accept',
    'tcp dport { 2379, 2380 } drop',
  ]);
});

test('blocks that others cover are left out, since sets refuse what overlaps', () => {
  expect(lines()).toContain('set api4 { type ipv4_addr; flags interval; elements = { 10.0.0.0/24, 10.244.0.0/16, 192.0.2.0/24 } }');
});

test('only its own table is replaced, which accepts what it does not name, and what the host or an open connection sends', () => {
  expect(HostFirewall.of({ controlPlane: ['10.0.0.10/32', '10.0.0.11/32'], nodes: ['fd00::/64'], sshClients: ['192.0.2.0/24'] }).toNftables()).toBe(`\
# Made by cdk8s-hardened. Load it by: nft -f host-firewall.nft
table inet kubernetes_host
delete table inet kubernetes_host
table inet kubernetes_host {
  set api4 { type ipv4_addr; flags interval; elements = { 10.0.0.10/32, 10.0.0.11/32 } }
  set api6 { type ipv6_addr; flags interval; elements = { fd00::/64 } }
  set etcd4 { type ipv4_addr; flags interval; elements = { 10.0.0.10/32, 10.0.0.11/32 } }
  set kubelet4 { type ipv4_addr; flags interval; elements = { 10.0.0.10/32, 10.0.0.11/32 } }
  set ssh4 { type ipv4_addr; flags interval; elements = { 192.0.2.0/24 } }
  chain input {
    type filter hook input priority -10; policy accept;
    iif "lo" accept
    ct state established,related accept
    # API server
    tcp dport 6443 ip saddr @api4 accept
    tcp dport 6443 ip6 saddr @api6 accept
    tcp dport 6443 drop
    # etcd
    tcp dport { 2379, 2380 } ip saddr @etcd4 accept
    tcp dport { 2379, 2380 } drop
    # kubelet
    tcp dport 10250 ip saddr @kubelet4 accept
    tcp dport 10250 drop
    # metrics and health of etcd, kubelet, kube-proxy, controller manager and scheduler
    tcp dport { 2381, 10248, 10249, 10255, 10256, 10257, 10259 } drop
    # SSH
    tcp dport 22 ip saddr @ssh4 accept
    tcp dport 22 drop
  }
}
`);
});

test('SSH is left alone unless its clients are named', () => {
  expect(lines().some((line) => line.includes('dport 22'))).toBe(false);
  expect(lines({ sshClients: ['192.0.2.0/24'] })).toContain('tcp dport 22 drop');
});

test('every guarded port is closed in the end', () => {
  const dropped = lines({ sshClients: [] }).filter((line) => line.endsWith('drop')).flatMap((line) => line.match(/\d+/g)!.map(Number));
  expect(dropped.sort((one, other) => one - other)).toEqual([22, 2379, 2380, 2381, 6443, 10248, 10249, 10250, 10255, 10256, 10257, 10259]);
});

test('the policy of Cilium lets etcd in from addresses of the control plane alone', () => {
  const [{ spec }] = HostFirewall.of(PROPS).toCiliumManifests({ 'node-role': 'control-plane' });
  const etcd = spec.ingress.filter(({ toPorts = [] }: any) => toPorts.some(({ ports }: any) => ports.some(({ port }: any) => port === '2379')));
  expect(etcd.map(({ fromCIDRSet }: any) => fromCIDRSet)).toEqual([[{ cidr: '10.0.0.10/32' }, { cidr: 'fd00::10/128' }]]);
});

test('the policies of Calico close the failsafe ports of etcd', () => {
  const [policy, felix] = HostFirewall.of(PROPS).toCalicoManifests();
  expect(policy.spec.ingress.at(-2)).toMatchObject({ action: 'Deny', destination: { ports: expect.arrayContaining([2379, 2380, 10257]) } });
  const open = felix.spec.failsafeInboundHostPorts.filter(({ net }: any) => net === '0.0.0.0/0').map(({ port }: any) => port);
  expect(open).toEqual([22, 68, 179, 5473]);
});

/** A policy in one line for each of its rules. */
const rulesOf = ({ spec: { ingress, ...spec }, ...policy }: any): string[] => [{ ...policy, spec }, ...ingress].map((one) => JSON.stringify(one));

test('the policy of Cilium has a rule for each group of ports and for what hosts send each other', () => {
  expect(HostFirewall.of(PROPS).toCiliumManifests({ 'node-role': 'control-plane' }).map(rulesOf)).toMatchInlineSnapshot(`
[
  [
    "{"apiVersion":"cilium.io/v2","kind":"CiliumClusterwideNetworkPolicy","metadata":{"name":"control-plane-host"},"spec":{"nodeSelector":{"matchLabels":{"node-role":"control-plane"}}}}",
    "{"fromEntities":["health","remote-node"],"toPorts":[{"ports":[{"port":"4240","protocol":"TCP"},{"port":"8472","protocol":"UDP"},{"port":"6081","protocol":"UDP"},{"port":"51871","protocol":"UDP"}]}]}",
    "{"icmps":[{"fields":[{"family":"IPv4","type":8},{"family":"IPv6","type":128}]}]}",
    "{"fromEntities":["all"],"toPorts":[{"ports":[{"port":"22","protocol":"TCP"}]}]}",
    "{"fromCIDRSet":[{"cidr":"10.0.0.0/24"},{"cidr":"10.244.0.0/16"},{"cidr":"192.0.2.0/24"},{"cidr":"fd00::10/128"}],"toPorts":[{"ports":[{"port":"6443","protocol":"TCP"}]}]}",
    "{"fromCIDRSet":[{"cidr":"10.0.0.10/32"},{"cidr":"fd00::10/128"}],"toPorts":[{"ports":[{"port":"2379","protocol":"TCP"},{"port":"2380","protocol":"TCP"}]}]}",
    "{"fromCIDRSet":[{"cidr":"10.0.0.10/32"},{"cidr":"fd00::10/128"}],"toPorts":[{"ports":[{"port":"10250","protocol":"TCP"}]}]}",
    "{"fromEntities":["cluster"],"toPorts":[{"ports":[{"port":"6443","protocol":"TCP"}]}]}",
  ],
]
`);
});

test('the policies of Calico allow by family, deny the guarded ports to all others, and keep the failsafe ports', () => {
  const [policy, felix] = HostFirewall.of(PROPS).toCalicoManifests();
  expect(rulesOf(policy)).toMatchInlineSnapshot(`
[
  "{"apiVersion":"projectcalico.org/v3","kind":"GlobalNetworkPolicy","metadata":{"name":"control-plane-host"},"spec":{"order":10,"selector":"has(node-role.kubernetes.io/control-plane)","types":["Ingress"],"applyOnForward":false}}",
  "{"action":"Allow","protocol":"TCP","ipVersion":4,"source":{"nets":["10.0.0.0/24","10.244.0.0/16","192.0.2.0/24"]},"destination":{"ports":[6443]}}",
  "{"action":"Allow","protocol":"TCP","ipVersion":6,"source":{"nets":["fd00::10/128"]},"destination":{"ports":[6443]}}",
  "{"action":"Allow","protocol":"TCP","ipVersion":4,"source":{"nets":["10.0.0.10/32"]},"destination":{"ports":[2379,2380]}}",
  "{"action":"Allow","protocol":"TCP","ipVersion":6,"source":{"nets":["fd00::10/128"]},"destination":{"ports":[2379,2380]}}",
  "{"action":"Allow","protocol":"TCP","ipVersion":4,"source":{"nets":["10.0.0.10/32"]},"destination":{"ports":[10250]}}",
  "{"action":"Allow","protocol":"TCP","ipVersion":6,"source":{"nets":["fd00::10/128"]},"destination":{"ports":[10250]}}",
  "{"action":"Deny","protocol":"TCP","destination":{"ports":[6443,2379,2380,10250,2381,10248,10249,10255,10256,10257,10259]}}",
  "{"action":"Allow"}",
]
`);
  expect(JSON.stringify(felix)).toMatchInlineSnapshot('"{"apiVersion":"projectcalico.org/v3","kind":"FelixConfiguration","metadata":{"name":"default"},"spec":{"failsafeInboundHostPorts":[{"protocol":"tcp","port":22,"net":"0.0.0.0/0"},{"protocol":"tcp","port":2379,"net":"10.0.0.10/32"},{"protocol":"tcp","port":2380,"net":"10.0.0.10/32"},{"protocol":"tcp","port":6443,"net":"10.0.0.10/32"},{"protocol":"tcp","port":2379,"net":"fd00::10/128"},{"protocol":"tcp","port":2380,"net":"fd00::10/128"},{"protocol":"tcp","port":6443,"net":"fd00::10/128"},{"protocol":"udp","port":68,"net":"0.0.0.0/0"},{"protocol":"tcp","port":179,"net":"0.0.0.0/0"},{"protocol":"tcp","port":5473,"net":"0.0.0.0/0"}]}}"');
});

describe('fails', () => {
  test.each([
    ['no control plane', { controlPlane: [] }, 'they would be shut out'],
    ['an address without prefix', { nodes: ['10.0.0.1'] }, 'it has no prefix length; write "10.0.0.1/32"'],
    ['host bits', { apiClients: ['10.0.0.1/8'] }, 'cannot let "10.0.0.1/8" of apiClients in'],
  ])('for %s', (_, props, message) => {
    expect(() => HostFirewall.of({ ...PROPS, ...props })).toThrow(message);
  });

  test('for a selector of Calico that selects everything', () => {
    expect(() => HostFirewall.of(PROPS).toCalicoManifests(' ')).toThrow('the policy would apply to every pod as well; pass hostSelector');
  });

  test('for hosts that Cilium cannot select', () => {
    expect(() => HostFirewall.of(PROPS).toCiliumManifests({ 'node-role.kubernetes.io/control-plane': '' })).toThrow('Cilium removes labels of kubernetes.io');
    expect(() => HostFirewall.of(PROPS).toCiliumManifests({})).toThrow('cannot select hosts without a label');
  });
});
