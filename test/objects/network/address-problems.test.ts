import { addressProblems } from '../../../src/objects/network/address-problems';
import { podProblems } from '../../../src/objects/pod-shape';

/** Addresses and peers as the API server validates them: https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/networking/validation/validation.go */

const policy = (peer: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: { ingress: [{ from: [peer] }], egress: [{ to: [peer] }] } });
const service = (spec: object) => ({ apiVersion: 'v1', kind: 'Service', spec });
const problems = (manifest: object, minor = 37): string[] => addressProblems(manifest as Record<string, unknown>, minor).map(({ pointer, message }) => `${pointer}: ${message}`);
const ofIngress = (peer: object, minor = 37): string[] => problems(policy(peer), minor).filter((one) => one.startsWith('/spec/ingress/0/from/0')).map((one) => one.slice('/spec/ingress/0/from/0'.length));

test.each<[string, object, string]>([
  ['no block', { ipBlock: { cidr: '10.0.0.0/33' } }, '/ipBlock/cidr: cidr "10.0.0.0/33" is no address block'],
  ['an address alone', { ipBlock: { cidr: '10.0.0.1' } }, '/ipBlock/cidr: cidr "10.0.0.1" has no prefix length; write "10.0.0.1/32"'],
  ['bits beyond the prefix', { ipBlock: { cidr: '10.0.0.1/8' } }, '/ipBlock/cidr: cidr "10.0.0.1/8" has address bits beyond its prefix; write "10.0.0.0/8"'],
  ['leading zeros', { ipBlock: { cidr: '010.0.0.0/8' } }, '/ipBlock/cidr: cidr "010.0.0.0/8" is not in canonical form; write "10.0.0.0/8"'],
  ['an exception of another block', { ipBlock: { cidr: '10.0.0.0/8', except: ['192.168.0.0/16'] } }, '/ipBlock/except/0: except "192.168.0.0/16" is no part of cidr "10.0.0.0/8"'],
  ['an exception of everything', { ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }, '/ipBlock/except/0: except "10.0.0.0/8" is no part of cidr'],
  ['an exception that is no block', { ipBlock: { cidr: '10.0.0.0/8', except: ['x'] } }, '/ipBlock/except/0: except "x" is no address block'],
  ['a peer that says nothing', {}, ': the peer is empty'],
  ['a block beside a selector', { podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }, ': the peer has both `ipBlock` and a selector'],
])('fails for %s, in both directions', (_, peer, message) => {
  expect(ofIngress(peer)).toEqual([expect.stringContaining(message)]);
  expect(problems(policy(peer))).toHaveLength(2);
});

test.each<[string, object]>([
  ['a block', { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
  ['a block of IPv6 in any spelling', { ipBlock: { cidr: '2001:0DB8::/32' } }],
  ['a selector', { podSelector: {}, namespaceSelector: {} }],
])('%s is fine', (_, peer) => expect(problems(policy(peer))).toEqual([]));

test('ambiguous addresses are refused since 1.36', () => {
  for (const cidr of ['10.0.0.1/8', '010.0.0.0/8', '10.0.0.0/08', '::ffff:10.0.0.0/104']) {
    expect(ofIngress({ ipBlock: { cidr } }, 35)).toEqual([]);
    expect(ofIngress({ ipBlock: { cidr } }, 36)).toHaveLength(1);
  }
});

test('addresses of a Service', () => {
  const wrong = service({ clusterIP: '10.0.0', externalIPs: ['192.0.2.1', 'x'], loadBalancerSourceRanges: ['10.0.0.0/8', ' 10.0.0.0/8 ', '10.0.0.0'] });
  expect(problems(wrong).map((one) => one.split(':')[0])).toEqual(['/spec/clusterIP', '/spec/externalIPs/1', '/spec/loadBalancerSourceRanges/2']);
  for (const clusterIP of ['None', '', '10.0.0.1', '2001:db8::1']) expect(problems(service({ clusterIP }))).toEqual([]);
});

test('addresses of a pod', () => {
  const spec = { containers: [{ name: 'a', image: 'a' }], hostAliases: [{ ip: '1.2.3' }, { ip: '1.2.3.4' }], dnsConfig: { nameservers: ['::1', '08.8.8.8'] } };
  const found = podProblems({ apiVersion: 'v1', kind: 'Pod', spec }, 36);
  expect(found.map(({ pointer }) => pointer)).toEqual(['/spec/hostAliases/0/ip', '/spec/dnsConfig/nameservers/1']);
});

const endpoints = (ip: string) => ({ apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'db' }, subsets: [{ addresses: [{ ip }], ports: [{ port: 5432 }] }] });
const slice = (address: string, addressType = 'IPv4') => ({
  apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'db' }, addressType, endpoints: [{ addresses: [address] }], ports: [{ port: 5432 }],
});

describe.each<[string, (address: string) => object, string]>([
  ['Endpoints', endpoints, '/subsets/0/addresses/0/ip'],
  ['EndpointSlice', (address) => slice(address, address.includes(':') ? 'IPv6' : 'IPv4'), '/endpoints/0/addresses/0'],
  ['Service with external IPs', (address) => service({ externalIPs: [address] }), '/spec/externalIPs/0'],
])('%s', (_, object, pointer) => {
  test.each([
    ['127.0.0.1', 'loopback'], ['127.255.255.254', 'loopback'], ['169.254.169.254', 'link-local'], ['0.0.0.0', 'no address of a machine'], ['224.0.0.1', 'multicast'],
    ['::1', 'loopback'], ['fe80::1', 'link-local'], ['febf::1', 'link-local'], ['::', 'no address of a machine'], ['ff02::1', 'multicast'],
  ])('fails for %s', (address, reason) => {
    expect(problems(object(address))).toEqual([expect.stringMatching(`^${pointer}: .*"${address}" is .*${reason}`)]);
  });

  test.each(['10.0.0.1', '128.0.0.1', '169.253.255.255', '169.255.0.0', '0.0.0.1', '224.0.1.0', '::2', 'fec0::1', '2001:db8::1'])('takes %s', (address) => {
    expect(problems(object(address))).toEqual([]);
  });
});

test('a loopback address in IPv6 spelling is one of IPv4', () => {
  expect(problems(endpoints('::ffff:127.0.0.1'), 35)).toEqual([expect.stringContaining('is a loopback address')]);
  expect(problems(slice('::ffff:10.0.0.1'), 35)).toEqual([]);
});

test('an EndpointSlice holds addresses of its family, and names as they are', () => {
  expect(problems(slice('10.0.0.1', 'IPv6'))).toEqual([expect.stringContaining('is not of addressType IPv6; put it in a slice of its own')]);
  expect(problems(slice('2001:db8::1'))).toEqual([expect.stringContaining('is not of addressType IPv4')]);
  expect(problems(slice('2001:0db8::1', 'IPv6'))).toEqual([expect.stringContaining('write "2001:db8::1"')]);
  expect(problems(slice('localhost', 'FQDN'))).toEqual([]);
  expect(problems({ ...endpoints('10.0.0.1'), subsets: [{ notReadyAddresses: [{ ip: '127.0.0.1' }] }] })).toEqual([expect.stringMatching('^/subsets/0/notReadyAddresses/0/ip')]);
});
