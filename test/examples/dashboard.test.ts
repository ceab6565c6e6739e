import { parseAllDocuments } from 'yaml';
import { podsIn, reachablePairs } from './reachable-pairs';
import { build } from '../../examples/dashboard/dashboard';
import { Manifest } from '../../src/objects/manifest';
import { ConnectionEnd, podEnd } from '../../src/objects/network/reachability';

const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
const manifests = parseAllDocuments(build().synthYaml()).map((document) => document.toJS() as Manifest);
const warnings = stderr.mock.calls.map(([text]) => String(text));
stderr.mockRestore();

const pod = (namespace: string, name: string) => podEnd(namespace, { labels: { 'app.kubernetes.io/name': name } }, { containers: [] });
const [[, dashboard]] = podsIn(manifests);
const ends = new Map<string, ConnectionEnd>([
  ['dashboard', dashboard],
  ['ingress controller', pod('ingress-nginx', 'ingress-nginx')],
  ['its neighbor', pod('ingress-nginx', 'other')],
  ['a pod beside it', pod('dashboard', 'other')],
  ['a pod elsewhere', pod('shop', 'web')],
  ['API server', { cidr: '10.0.0.10/32' }],
  ['issuer', { cidr: '198.51.100.7/32' }],
  ['metadata service', { cidr: '169.254.169.254/32' }],
  ['internet', { cidr: '203.0.113.1/32' }],
]);

test('is written without a finding', () => expect(warnings).toEqual([]));

test('the ingress controller reaches the proxy, and nobody reaches the dashboard', () => {
  const pairs = reachablePairs(manifests, ends).filter((pair) => pair.startsWith('dashboard ->') || pair.includes('-> dashboard '));
  expect(pairs).toEqual([
    'dashboard -> API server TCP 6443',
    'dashboard -> issuer TCP 443',
    'ingress controller -> dashboard TCP 4180',
  ]);
});

test('binds nobody to its account', () => {
  const subjects = manifests.flatMap((one) => (one.subjects ?? []) as readonly unknown[]);
  expect(subjects).toEqual([{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'oidc:on-call' }]);
});
