import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { HardenedNamespace, Peer, Port, SecureDeployment } from '../../../src';
import { app, chart, CONTAINER, errors, Json, ofKind } from '../fixtures';

const containers = [CONTAINER];
const policyOf = (workload: SecureDeployment): Json => ofKind(workload, 'NetworkPolicy')[0];
const ingress = (workload: SecureDeployment): Json[] => policyOf(workload).spec.ingress;
/** Without name resolution. */
const egress = (workload: SecureDeployment): Json[] => policyOf(workload).spec.egress.slice(1);
const tcp = (port: number) => ({ port, protocol: 'TCP' });
const podSelector = (workload: SecureDeployment) => policyOf(workload).spec.podSelector;
const inNamespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

let scope: Chart;
let web: SecureDeployment;
let api: SecureDeployment;
beforeEach(() => {
  scope = chart();
  [web, api] = ['web', 'api'].map((id) => new SecureDeployment(scope, id, { containers }));
});
const plain = (id = 'plain') => new kplus.Deployment(scope, id, { containers });

describe('allowFrom and allowTo', () => {
  test('open both sides, at the ports of the side that listens', () => {
    api.allowFrom(web);
    expect(ingress(api)).toEqual([{ from: [{ podSelector: podSelector(web) }], ports: [tcp(8080)] }]);
    expect(egress(web)).toEqual([{ to: [{ podSelector: podSelector(api) }], ports: [tcp(8080)] }]);
    expect(ingress(web)).toBeUndefined();
    expect(egress(api)).toEqual([]);
  });

  test('mean the same from either side, and say it once', () => {
    api.allowFrom(web);
    web.allowTo(api);
    expect([ingress(api), egress(web)].map((rules) => rules.length)).toEqual([1, 1]);
  });

  test('gather the ports to one peer in one rule', () => {
    web.allowTo(api, Port.tcp(8080), Port.udp(9000));
    web.allowTo(api, Port.tcp(8080), Port.sctp(9001));
    expect(egress(web)[0].ports).toEqual([tcp(8080), { port: 9000, protocol: 'UDP' }, { port: 9001, protocol: 'SCTP' }]);
  });

  test('name no port where all are meant', () => {
    web.allowTo(api, Port.tcp(1), Port.all());
    expect(egress(web)).toEqual([{ to: [{ podSelector: podSelector(api) }] }]);
  });

  test('see the ports of containers as they are then', () => {
    api.addContainer({ ...CONTAINER, name: 'late', portNumber: undefined, ports: [{ number: 53, protocol: kplus.Protocol.UDP }] });
    web.allowTo(api);
    expect(egress(web)[0].ports).toEqual([tcp(8080), { port: 53, protocol: 'UDP' }]);
  });

  test.each([
    ['addresses', () => Peer.cidr('10.20.0.0/16', { exceptCidrs: ['10.20.1.0/24'] }), { ipBlock: { cidr: '10.20.0.0/16', except: ['10.20.1.0/24'] } }],
    ['a namespace', () => Peer.namespace('data'), { namespaceSelector: inNamespace('data'), podSelector: {} }],
    ['the own namespace', () => Peer.namespace('shop'), { podSelector: {} }],
    ['pods', () => Peer.pods({ labels: { app: 'x' } }), { podSelector: { matchLabels: { app: 'x' } } }],
    ['pods elsewhere', () => Peer.pods({ labels: { app: 'x' }, namespace: 'data' }), { namespaceSelector: inNamespace('data'), podSelector: { matchLabels: { app: 'x' } } }],
  ])('reach %s', (_, peer, rendered) => {
    web.allowTo(peer(), Port.tcp(5432));
    expect(egress(web)).toEqual([{ to: [rendered], ports: [tcp(5432)] }]);
  });

  test('reach a range of ports', () => {
    web.allowTo(Peer.cidr('10.0.0.0/8'), Port.tcpRange(8000, 8010));
    expect(egress(web)[0].ports).toEqual([{ port: 8000, endPort: 8010, protocol: 'TCP' }]);
  });
});

test('workloads of two namespaces find each other by the names of their namespaces', () => {
  const root = new Chart(app(), 'c');
  const [front, back] = ['front', 'back'].map((name) => new SecureDeployment(new HardenedNamespace(root, name), 'workload', { containers }));
  front.allowTo(back);
  expect(egress(front)[0].to).toEqual([{ namespaceSelector: inNamespace('back'), podSelector: podSelector(back) }]);
  expect(ingress(back)[0].from).toEqual([{ namespaceSelector: inNamespace('front'), podSelector: podSelector(front) }]);
});

test('an existing namespace is a peer', () => {
  web.allowFrom(HardenedNamespace.fromName(scope, 'ingress', 'ingress-nginx'));
  expect(ingress(web)).toEqual([{ from: [{ namespaceSelector: inNamespace('ingress-nginx'), podSelector: {} }], ports: [tcp(8080)] }]);
});

describe('connections', () => {
  test('go into the one policy of each side', () => {
    web.connections.allowTo(api);
    expect([egress(web).length, ingress(api)?.length ?? 0]).toEqual([1, 1]);
    expect(ofKind(scope, 'NetworkPolicy')).toHaveLength(2);
  });

  const { of, tcpRange } = kplus.NetworkPolicyPort;
  const { UDP } = kplus.NetworkProtocol;
  const spelledTwice: ['allowTo' | 'allowFrom', kplus.NetworkPolicyPort[] | undefined, Port[]][] = [
    ['allowTo', undefined, []],
    ['allowFrom', undefined, []],
    ['allowTo', [of({ port: 53, protocol: UDP })], [Port.udp(53)]],
    ['allowFrom', [tcpRange(8000, 8010)], [Port.tcpRange(8000, 8010)]],
  ];
  test.each(spelledTwice)('write what %s writes', (verb, ports, flat) => {
    web.connections[verb](api, { ports });
    const written = [policyOf(web).spec, policyOf(api).spec];
    web[verb](api, ...flat);
    expect([policyOf(web).spec, policyOf(api).spec]).toEqual(written);
  });

  test.each(['allowTo', 'allowFrom'] as const)('fail to %s a secure workload where no port is known, as the flat verb does', (verb) => {
    const silent = ['one', 'other'].map((id) => new SecureDeployment(scope, id, { containers: [{ ...CONTAINER, portNumber: undefined }] }));
    const messages = [() => silent[0].connections[verb](silent[1]), () => silent[0][verb](silent[1])].map((connect) => {
      try {
        connect();
        return undefined;
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(messages[0]).toMatch(/^cannot connect "c\/one": no container port/);
    expect(messages[1]).toBe(messages[0]);
  });

  const { POD, PEER } = kplus.PodConnectionsIsolation;
  test.each([[POD, 1, 0], [PEER, 0, 1]])('open one side alone with isolation %s', (isolation, own, other) => {
    web.connections.allowTo(api, { isolation });
    expect([egress(web).length, ingress(api)?.length ?? 0]).toEqual([own, other]);
    expect(ofKind(scope, 'NetworkPolicy')).toHaveLength(2);
  });

  test('with addresses of cdk8s-plus have no other side', () => {
    web.connections.allowTo(kplus.NetworkPolicyIpBlock.ipv4(scope, 'block', '10.0.0.0/8'), { ports: [kplus.NetworkPolicyPort.tcp(443)] });
    expect(egress(web)).toEqual([{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [tcp(443)] }]);
  });

  test('with all namespaces select all of them', () => {
    web.connections.allowFrom(kplus.Namespaces.all(scope, 'all'));
    expect(ingress(web)[0].from).toEqual([{ namespaceSelector: {}, podSelector: {} }]);
  });

  test('with several namespaces select each by name', () => {
    web.connections.allowFrom(kplus.Namespaces.select(scope, 'some', { names: ['a', 'b'] }));
    expect(ingress(web)[0].from).toEqual([{
      namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a', 'b'] }] }, podSelector: {},
    }]);
  });

  test('with a Deployment of cdk8s-plus open its side by a policy of its own, with name resolution', () => {
    web.connections.allowFrom(plain());
    const [policy] = ofKind(web, 'NetworkPolicy').slice(1);
    expect(policy.spec.policyTypes).toEqual(['Egress']);
    expect(policy.spec.egress[0].ports).toContainEqual({ port: 53, protocol: 'UDP' });
    expect(policy.spec.egress.slice(1)).toEqual([{ to: [{ podSelector: podSelector(web) }], ports: [tcp(8080)] }]);
    expect(errors(web)).not.toContain('valid-manifest');
  });

  test('with a Deployment of cdk8s-plus declared twice say it once', () => {
    const peer = plain();
    web.connections.allowFrom(peer);
    web.connections.allowFrom(peer);
    expect(ofKind(web, 'NetworkPolicy')[1].spec.egress).toHaveLength(2);
  });

  test('with a peer of cdk8s-plus without known ports mean all ports, as there', () => {
    web.connections.allowTo(kplus.NetworkPolicyIpBlock.ipv4(scope, 'block', '10.0.0.0/8'));
    expect(egress(web)).toEqual([{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]);
  });

  test('with a Deployment of cdk8s-plus both ways use that same policy', () => {
    const peer = plain();
    web.connections.allowFrom(peer);
    web.connections.allowTo(peer);
    const [policy, ...more] = ofKind(web, 'NetworkPolicy').slice(1);
    expect(more).toEqual([]);
    expect(policy.spec.policyTypes).toEqual(['Egress', 'Ingress']);
  });

  test('with a Deployment of cdk8s-plus below another namespace place the policy there', () => {
    const data = new HardenedNamespace(scope, 'data');
    const peer = new kplus.Deployment(data, 'db', { containers });
    web.connections.allowTo(peer);
    const [policy] = ofKind(web, 'NetworkPolicy').slice(1);
    expect(policy.metadata.namespace).toBe('data');
    expect(policy.spec.ingress[0].from).toEqual([{ namespaceSelector: inNamespace('shop'), podSelector: podSelector(web) }]);
    expect(egress(web)[0].to).toEqual([{ namespaceSelector: inNamespace('data'), podSelector: expect.anything() }]);
  });

  test('of a Deployment of cdk8s-plus add to what the policy of ours allows', () => {
    plain().connections.allowTo(web);
    const [own, added] = ofKind(scope, 'NetworkPolicy').filter(({ spec }) => JSON.stringify(spec.podSelector) === JSON.stringify(podSelector(web)));
    expect(own.spec).not.toHaveProperty('ingress');
    expect(added.spec.ingress[0].ports).toEqual([tcp(8080)]);
  });
});
