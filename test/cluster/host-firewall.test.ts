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

test('only its own table is replaced', () => {
  expect(lines().filter((line) => /flush|delete/.test(line))).toEqual(['delete table inet kubernetes_host']);
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

describe('fails', () => {
  test.each([
    ['no control plane', { controlPlane: [] }, 'they would be shut out'],
    ['an address without prefix', { nodes: ['10.0.0.1'] }, 'it has no prefix length; write "10.0.0.1/32"'],
    ['host bits', { apiClients: ['10.0.0.1/8'] }, 'cannot let "10.0.0.1/8" of apiClients in'],
  ])('for %s', (_, props, message) => {
    expect(() => HostFirewall.of({ ...PROPS, ...props })).toThrow(message);
  });

  test('for hosts that Cilium cannot select', () => {
    expect(() => HostFirewall.of(PROPS).toCiliumManifests({ 'node-role.kubernetes.io/control-plane': '' })).toThrow('Cilium removes labels of kubernetes.io');
    expect(() => HostFirewall.of(PROPS).toCiliumManifests({})).toThrow('cannot select hosts by no label');
  });
});
