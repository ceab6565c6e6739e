import { parseAllDocuments } from 'yaml';
import { podsIn, reachablePairs } from './reachable-pairs';
import { build } from '../../examples/tenant-platform/tenant-platform';
import { Manifest } from '../../src/objects/manifest';
import { ConnectionEnd, podEnd } from '../../src/objects/network/reachability';

type Json = Record<string, any>;

const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
const manifests = parseAllDocuments(build().synthYaml()).map((document) => document.toJS() as Json);
const warnings = stderr.mock.calls.map(([text]) => String(text));
stderr.mockRestore();
const ofKind = (kind: string): Json[] => manifests.filter((one) => one.kind === kind);

const pod = (namespace: string, name: string) => podEnd(namespace, { labels: { 'app.kubernetes.io/name': name } }, { containers: [] });
/** The workloads by namespace and name without the hash, and who else is in the cluster and outside. */
const ends = new Map<string, ConnectionEnd>([
  ...[...podsIn(manifests as Manifest[])].map(([name, end]) => [name.replace(/\/[a-z]+-(\w+)-\w+$/, '/$1'), end] as const),
  ['ingress controller', pod('ingress-nginx', 'ingress-nginx')],
  ['its neighbor', pod('ingress-nginx', 'other')],
  ['prometheus', pod('monitoring', 'prometheus')],
  ['DNS', podEnd('kube-system', { labels: { 'k8s-app': 'kube-dns' } }, { containers: [] })],
  ['API server', { cidr: '10.0.0.10/32' }],
  ['database', { cidr: '10.20.0.2/32' }],
  ['log collector', { cidr: '10.30.0.2/32' }],
  ['metadata service', { cidr: '169.254.169.254/32' }],
  ['internet', { cidr: '198.51.100.1/32' }],
]);
const isInside = (name: string): boolean => name.includes('/');
const pairs = reachablePairs(manifests as Manifest[], ends).filter((pair) => pair.split(' -> ').some((end) => isInside(end.split(' ')[0])));

test('is written without a finding', () => expect(warnings).toEqual([]));

test('every pair of pods that reach each other is one that the tenants declare', () => {
  expect(pairs.filter((pair) => pair.split(' -> ').every(isInside))).toEqual([
    'storefront/web -> storefront/cart TCP 8080',
    'storefront/web -> payments/gateway TCP 8080',
    'payments/gateway -> payments/ledger TCP 8080',
    'reports/reporter -> payments/ledger TCP 8080',
  ]);
});

test('from outside of the tenants come the ingress controller and the scraper alone', () => {
  expect(pairs.filter((pair) => !isInside(pair.split(' -> ')[0]))).toEqual([
    'ingress controller -> storefront/web TCP 8080',
    ...['storefront/web', 'storefront/cart', 'payments/gateway', 'payments/ledger', 'reports/reporter'].map((name) => `prometheus -> ${name} TCP 9090`),
  ]);
});

test('to the outside they reach name resolution, the database, the log collector and the API server, each where it is declared', () => {
  const outwards = pairs.filter((pair) => !isInside(pair.split(' -> ')[1])).filter((pair) => !pair.includes('-> DNS TCP 53, UDP 53'));
  expect(outwards).toEqual([
    'storefront/cart -> database TCP 5432',
    'payments/ledger -> database TCP 5432',
    'reports/reporter -> API server TCP 6443',
    'logging/shipper -> log collector TCP 24224',
  ]);
});

test('each tenant has a quota, and roles for its people', () => {
  expect(ofKind('ResourceQuota').map(({ metadata }) => metadata.namespace).sort()).toEqual(['logging', 'payments', 'reports', 'storefront']);
  const groups = ofKind('RoleBinding').flatMap(({ metadata, subjects }) => subjects.filter(({ kind }: Json) => kind === 'Group').map(({ name }: Json) => `${metadata.namespace} ${name}`));
  expect([...new Set(groups)].sort()).toEqual(['payments', 'reports', 'storefront'].flatMap((tenant) => [`${tenant} ${tenant}-developers`, `${tenant} ${tenant}-on-call`]));
});

test('secrets come from stores of their own namespace, and are in no manifest', () => {
  expect(ofKind('ExternalSecret').map(({ metadata, spec }) => `${metadata.namespace} ${spec.secretStoreRef.kind}`)).toEqual(['payments SecretStore', 'reports SecretStore']);
  expect([...ofKind('Secret'), ...ofKind('ClusterSecretStore')]).toEqual([]);
});
