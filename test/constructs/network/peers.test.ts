import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ApiServer, Dns, HardenedNamespace, NetworkPlugin, Peer, Port, SecureDeployment, SecurityProfile } from '../../../src';
import { app, chart, CONTAINER, errors, Json, ofKind, warnings } from '../fixtures';

const web = (scope: Chart = chart()): SecureDeployment => new SecureDeployment(scope, 'web', { containers: [{ ...CONTAINER, portNumber: undefined, ports: [{ name: 'http', number: 8080 }] }] });
const policy = (workload: SecureDeployment): Json => ofKind(workload, 'NetworkPolicy')[0].spec;
/** Without name resolution. */
const egress = (workload: SecureDeployment): Json[] => policy(workload).egress.slice(1);
const cilium = SecurityProfile.restricted({ networkPlugin: NetworkPlugin.CILIUM });

describe('ports', () => {
  test.each<[string, Port, Json]>([
    ['a range of UDP', Port.udpRange(1, 9), { port: 1, endPort: 9, protocol: 'UDP' }],
    ['a range of SCTP', Port.sctpRange(1, 9), { port: 1, endPort: 9, protocol: 'SCTP' }],
    ['all of TCP', Port.allTcp(), { protocol: 'TCP' }],
    ['all of UDP', Port.allUdp(), { protocol: 'UDP' }],
    ['all of SCTP', Port.allSctp(), { protocol: 'SCTP' }],
    ['a name', Port.tcpNamed('http'), { port: 'http', protocol: 'TCP' }],
    ['a name of UDP', Port.udpNamed('dns'), { port: 'dns', protocol: 'UDP' }],
    ['a name of SCTP', Port.sctpNamed('s1ap'), { port: 's1ap', protocol: 'SCTP' }],
  ])('%s', (_, port, rendered) => {
    const workload = web();
    workload.allowTo(Peer.cidr('10.0.0.0/8'), port);
    expect(egress(workload)[0].ports).toEqual([rendered]);
  });

  test('a name that a container has, or gets', () => {
    const workload = web();
    workload.allowFrom(Peer.namespace('data'), Port.tcpNamed('http'), Port.tcpNamed('tcp-9090'));
    workload.addContainer({ ...CONTAINER, name: 'late', portNumber: undefined, ports: [{ number: 9090 }] });
    expect(policy(workload).ingress[0].ports).toHaveLength(2);
  });

  test.each([['another name', Port.tcpNamed('metrics')], ['another protocol', Port.udpNamed('http')]])('fails where no container has it: %s', (_, port) => {
    const workload = web();
    workload.allowFrom(Peer.namespace('data'), port);
    expect(() => policy(workload)).toThrow(/no container of the listening side names a (TCP|UDP) port ".*"; there are "http" \(TCP\); correct the name/);
  });

  test('fails where no container of the other side has the name', () => {
    const scope = chart();
    const [workload, other] = [web(scope), new kplus.Deployment(scope, 'other', { containers: [CONTAINER] })];
    workload.connections.allowTo(other, { ports: [kplus.NetworkPolicyPort.of({ port: 1 })] });
    workload.allowTo(new SecureDeployment(scope, 'api', { containers: [CONTAINER] }), Port.tcpNamed('grpc'));
    expect(() => policy(workload)).toThrow('names a TCP port "grpc"; there are "tcp-8080" (TCP)');
  });

  test.each(['', 'HTTP', 'a--b', 'x'.repeat(16)])('fails to take "%s" for the name of a port', (name) => expect(() => Port.tcpNamed(name)).toThrow(/cannot open port/));
});

describe('addresses', () => {
  test('of the internet leave private networks and the metadata services out', () => {
    const workload = web();
    workload.allowTo(Peer.internet(), Port.tcp(80), Port.tcp(443));
    const [ipv4, ipv6] = egress(workload)[0].to.map(({ ipBlock }: Json) => ipBlock);
    expect(ipv4.except).toEqual(expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16', '168.63.129.16/32']));
    expect(ipv6).toEqual({ cidr: '2000::/3' });
    expect([...errors(workload), ...warnings(workload)].filter((control) => control === 'egress-metadata-service' || control === 'valid-manifest')).toEqual([]);
  });

  test.each<[string, string[], RegExp]>([
    ['the block itself', ['10.0.0.0/8'], /nothing would be left/],
    ['one inside another', ['10.0.0.0/16', '10.0.1.0/24'], /"10.0.0.0\/16" is excepted, too, and has these addresses/],
    ['one twice', ['10.0.0.0/16', '10.0.0.0/16'], /is excepted, too/],
    ['one outside', ['11.0.0.0/16'], /it is not inside the block/],
  ])('fail with exceptions that are %s', (_, exceptCidrs, message) => expect(() => Peer.cidr('10.0.0.0/8', { exceptCidrs })).toThrow(message));

  test('fail where a rule opens what another one excepts', () => {
    const workload = web();
    workload.allowTo(Peer.cidr('10.0.0.0/8', { exceptCidrs: ['10.1.0.0/16'] }), Port.tcp(443));
    workload.allowTo(Peer.cidr('10.1.0.0/16'), Port.tcp(443));
    expect(() => policy(workload)).toThrow('the exception "10.1.0.0/16" of one is open by the other, since rules add up; pass it as exceptCidrs of both, or of neither');
  });

  test('may open a network inside of an exception', () => {
    const workload = web();
    workload.allowTo(Peer.cidr('10.0.0.0/8', { exceptCidrs: ['10.1.0.0/16'] }), Port.tcp(443));
    workload.allowTo(Peer.cidr('10.1.2.0/24'), Port.tcp(443));
    expect(egress(workload)).toHaveLength(2);
  });

  test.each(['10.20.0.0/28', '10.0.0.0/8'])('may be the internet and the private network %s, at the same port', (network) => {
    const workload = web();
    workload.allowTo(Peer.internet(), Port.tcp(443));
    workload.allowTo(Peer.cidr(network), Port.tcp(443));
    expect(egress(workload)).toHaveLength(2);
  });

  test('may overlap on other ports, and where both except the same', () => {
    const workload = web();
    workload.allowTo(Peer.cidr('10.0.0.0/8', { exceptCidrs: ['10.1.0.0/16'] }), Port.tcp(443));
    workload.allowTo(Peer.cidr('10.1.2.0/24'), Port.tcp(5432));
    workload.allowTo(Peer.cidr('10.0.0.0/9', { exceptCidrs: ['10.1.0.0/16'] }), Port.tcp(443));
    expect(egress(workload)).toHaveLength(3);
  });
});

describe('what the profile names', () => {
  test('DNS servers, at their port', () => {
    const workload = web(chart({ profile: SecurityProfile.restricted({ dns: Dns.openshift() }) }));
    workload.allowTo(Peer.dns());
    expect(egress(workload)[0]).toEqual(policy(workload).egress[0]);
    expect(egress(workload)[0].ports).toContainEqual({ port: 5353, protocol: 'UDP' });
  });

  test('the API server, at its port', () => {
    const workload = web(chart({ profile: SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'], port: 443 }) }) }));
    workload.allowTo(Peer.apiServer());
    expect(egress(workload)).toEqual([{ to: [{ ipBlock: { cidr: '10.0.0.10/32' } }], ports: [{ port: 443, protocol: 'TCP' }] }]);
  });

  test('fails where it does not name the API server', () => {
    expect(() => web().allowTo(Peer.apiServer())).toThrow('the profile does not say where it is; pass `apiServer` to the SecurityProfile');
  });
});

describe('domain names', () => {
  const reaching = (...edges: [Peer, ...Port[]][]): SecureDeployment => {
    const workload = web(chart({ profile: cilium }));
    edges.forEach(([peer, ...ports]) => workload.allowTo(peer, ...ports));
    return workload;
  };

  test('are reached by a policy of Cilium, which sees the answers of the DNS servers', () => {
    const workload = reaching([Peer.fqdn('api.example.com'), Port.tcp(443)], [Peer.fqdn('*.example.org'), Port.tcpRange(8000, 8010)]);
    const [{ apiVersion, metadata, spec }, ...more] = ofKind(workload, 'CiliumNetworkPolicy');
    expect([more, apiVersion, metadata]).toEqual([[], 'cilium.io/v2', { ...ofKind(workload, 'NetworkPolicy')[0].metadata, labels: metadata.labels }]);
    expect(spec.egress).toEqual([
      {
        toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
        toPorts: [{ ports: [{ port: '53', protocol: 'UDP' }, { port: '53', protocol: 'TCP' }], rules: { dns: [{ matchPattern: '*' }] } }],
      },
      { toFQDNs: [{ matchName: 'api.example.com' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] },
      { toFQDNs: [{ matchPattern: '*.example.org' }], toPorts: [{ ports: [{ port: '8000', endPort: 8010, protocol: 'TCP' }] }] },
    ]);
    expect(egress(workload)).toEqual([]);
  });

  test('on every port name none', () => {
    const [{ spec }] = ofKind(reaching([Peer.fqdn('api.example.com'), Port.tcp(443), Port.all()]), 'CiliumNetworkPolicy');
    expect(spec.egress[1]).toEqual({ toFQDNs: [{ matchName: 'api.example.com' }] });
  });

  test('are looked up at addresses where the DNS servers are none of the pods', () => {
    const workload = web(chart({ profile: cilium.extend({ dns: Dns.nodeLocal() }) }));
    workload.allowTo(Peer.fqdn('api.example.com'), Port.tcp(443));
    expect(ofKind(workload, 'CiliumNetworkPolicy')[0].spec.egress[1]).toMatchObject({ toCIDR: ['169.254.20.10/32'], toPorts: [{ rules: { dns: [{ matchPattern: '*' }] } }] });
  });

  const fqdn = Peer.fqdn('api.example.com');
  test.each<[string, () => void, RegExp]>([
    ['without Cilium', () => web().allowTo(fqdn, Port.tcp(443)), /a NetworkPolicy selects pods and addresses, and no domain names; pass `networkPlugin: NetworkPlugin.CILIUM`/],
    ['as who connects', () => web(chart({ profile: cilium })).allowFrom(fqdn, Port.tcp(443)), /a domain name says where to connect to, not who connects/],
    ['at a port by name', () => reaching([fqdn, Port.tcpNamed('https')]), /only containers name ports; pass the number/],
    ['without port', () => reaching([fqdn]), /no container port of the listening side is known/],
    ['that are none', () => Peer.fqdn('api'), /cannot use "api" as a domain name: it has no dot/],
    ['with a star inside', () => Peer.fqdn('a.*.com'), /cannot use "a.\*.com" as a domain name/],
  ])('fail %s', (_, connect, message) => expect(connect).toThrow(message));
});

test.each(['allowTo', 'allowFrom'] as const)('fails to %s a workload whose namespace is not known', (verb) => {
  const root = new Chart(app(), 'c');
  const [inside, outside] = [new HardenedNamespace(root, 'shop'), root].map((scope) => new SecureDeployment(scope, 'web', { containers: [CONTAINER] }));
  expect(() => inside[verb](outside)).toThrow(/cannot connect "c\/shop\/web" with a workload of another namespace: that of the other one is not known; build both below/);
});

test.each(['allowTo', 'allowFrom'] as const)('fails to connect workloads of different apps, whose policies each app writes alone: %s', (verb) => {
  const [one, other] = [web(new Chart(app(), 'shop')), web(new Chart(app(), 'billing'))];
  expect(() => one[verb](other)).toThrow(/^cannot connect "shop\/web" with "billing\/web": they are in different apps, .*build both in one App, .*Peer\.pods/);
});
