import { Dns } from '../../src/profile/dns';

const portsOf = (port: number) => [{ protocol: 'UDP', port }, { protocol: 'TCP', port }];
const pods = (namespace: string, matchLabels: Record<string, string>) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: { matchLabels },
});
const kubeDns = pods('kube-system', { 'k8s-app': 'kube-dns' });
const block = (cidr: string) => ({ ipBlock: { cidr } });

test('kube-dns is reached over UDP and TCP', () => {
  expect(Dns.kubeDns()._egressRules()).toEqual([{ to: [kubeDns], ports: portsOf(53) }]);
});

test('a node-local resolver is reached by its address', () => {
  expect(Dns.nodeLocal()._egressRules()).toEqual([{ to: [kubeDns, block('169.254.20.10/32')], ports: portsOf(53) }]);
  expect(Dns.nodeLocal({ address: 'fd00::a' })._egressRules()[0].to).toContainEqual(block('fd00::a/128'));
});

test('OpenShift answers on port 5353 of its pods', () => {
  const peer = pods('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' });
  expect(Dns.openshift()._egressRules()).toEqual([{ to: [peer], ports: portsOf(5353) }]);
});

test('GKE may answer from kube-dns, the node or the metadata address', () => {
  const nodeLocal = pods('kube-system', { 'k8s-app': 'node-local-dns' });
  expect(Dns.gke()._egressRules()).toEqual([
    { to: [kubeDns, nodeLocal, block('169.254.20.10/32'), block('169.254.169.254/32')], ports: portsOf(53) },
  ]);
});

test('other servers are reached where they run', () => {
  const dns = Dns.custom({ namespace: 'dns', podLabels: { app: 'unbound' }, port: 1053 });
  expect(dns._egressRules()).toEqual([{ to: [pods('dns', { app: 'unbound' })], ports: portsOf(1053) }]);
});

test('rules of two calls share nothing', () => {
  const dns = Dns.kubeDns();
  dns._egressRules()[0].to[0].podSelector!.matchLabels!.changed = 'yes';
  expect(dns._egressRules()).toEqual([{ to: [kubeDns], ports: portsOf(53) }]);
  expect(Dns.nodeLocal()._egressRules()[0].to[0]).toEqual(kubeDns);
});

test('fails on an address that is none', () => {
  expect(() => Dns.nodeLocal({ address: '10.0.0.0/8' })).toThrow('cannot reach node-local DNS at "10.0.0.0/8": it is no IP address; pass address such as');
});

test('fails on servers that nothing selects, or everything', () => {
  expect(() => Dns.custom({ namespace: 'dns', podLabels: {} })).toThrow(/podLabels is empty and would select every pod/);
  expect(() => Dns.custom({ namespace: 'DNS', podLabels: { app: 'dns' } })).toThrow(/cannot reach DNS in namespace "DNS"/);
  expect(() => Dns.custom({ namespace: 'dns', podLabels: { 'a b': 'dns' } })).toThrow(/cannot select the DNS pods by "a b: dns"/);
  expect(() => Dns.custom({ namespace: 'dns', podLabels: { app: 'dns' }, port: 0 })).toThrow(/cannot reach DNS on port 0/);
});
