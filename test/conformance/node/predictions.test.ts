import { NetworkState, Predictions, Target } from '../../../conformance/node/predictions';
import { keyOf } from '../../../src/objects/manifest';

const pod = (namespace: string, name: string, podIP: string) => ({
  metadata: { namespace, name, labels: { app: name } }, spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }] }] }, status: { podIP },
});

const [WEB, API, DNS, STRANGER] = ['10.244.0.2', '10.244.0.3', '10.244.0.4', '10.244.0.5'];

const state: NetworkState = {
  namespaces: ['shop', 'kube-system', 'other'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'kubernetes.io/metadata.name': name } } })),
  pods: [pod('shop', 'web', WEB), pod('shop', 'api', API), pod('kube-system', 'dns', DNS), pod('other', 'stranger', STRANGER)],
  policies: [
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: 'shop', name: 'deny' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: 'shop', name: 'web' },
      spec: {
        podSelector: { matchLabels: { app: 'web' } },
        egress: [
          { to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 'http', protocol: 'TCP' }] },
          { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }], ports: [{ port: 53, protocol: 'UDP' }] },
        ],
        policyTypes: ['Egress'],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: 'shop', name: 'api' },
      spec: { podSelector: { matchLabels: { app: 'api' } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }], policyTypes: ['Ingress'] },
    },
  ],
  services: [
    { metadata: { namespace: 'shop', name: 'api' }, spec: { ports: [{ name: 'http', port: 80, protocol: 'TCP' }] } },
    { metadata: { namespace: 'kube-system', name: 'kube-dns' }, spec: { ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] } },
  ],
  slices: [
    {
      metadata: { namespace: 'shop', labels: { 'kubernetes.io/service-name': 'api' } }, ports: [{ name: 'http', port: 8080 }], endpoints: [{ addresses: [API] }],
    },
    {
      metadata: { namespace: 'kube-system', labels: { 'kubernetes.io/service-name': 'kube-dns' } }, ports: [{ name: 'dns', port: 53 }], endpoints: [{ addresses: [DNS] }],
    },
  ],
};

const tcp = (host: string, port: number): Target => ({ protocol: 'TCP', host, port });
const opens = (source: string, target: Target, of = state): boolean | undefined => new Predictions(of).isOpen(source, target);

describe('a connection is predicted', () => {
  test.each([
    ['a declared port of a pod', WEB, tcp(API, 8080), true], ['another port of it', WEB, tcp(API, 9090), false], ['the other way', API, tcp(WEB, 8080), false],
    ['a pod without policy', STRANGER, tcp(DNS, 53), true], ['from such a pod to one with a policy', STRANGER, tcp(API, 8080), false],
    ['an address outside', WEB, tcp('203.0.113.7', 443), false], ['from outside', '10.0.0.1', tcp(STRANGER, 8080), true],
    ['a Service, by the port that its pods have', WEB, tcp('api.shop', 80), true], ['a port that the Service does not have', WEB, tcp('api.shop', 81), false],
    ['a Service of one who may not ask DNS', API, tcp('api.shop', 80), false],
  ])('for %s', (_, source, target, expected) => expect(opens(source, target)).toBe(expected));

  test('otherwise where a policy is gone', () => {
    const without = (name: string): NetworkState => ({ ...state, policies: state.policies.filter((policy) => keyOf(policy).name !== name) });
    expect([opens(WEB, tcp(API, 8080), without('web')), opens(WEB, tcp(API, 8080), without('api'))]).toEqual([false, false]);
  });
});
