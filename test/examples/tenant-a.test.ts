import { parseAllDocuments } from 'yaml';
import { podsIn, reachablePairs } from './reachable-pairs';
import { build } from '../../examples/tenant-a/tenant-a';
import { keyOf, Manifest } from '../../src/objects/manifest';
import { ConnectionEnd, podEnd } from '../../src/objects/network/reachability';

const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
const manifests = parseAllDocuments(build().synthYaml()).map((document) => document.toJS() as Manifest);
const warnings = stderr.mock.calls.map(([text]) => String(text));
stderr.mockRestore();

const nameOf = (segment: string): string => keyOf(manifests.find(({ kind, metadata }) => kind === 'Deployment' && JSON.stringify(metadata).includes(`"${segment}"`))!).name;
const pod = (namespace: string, labels: Record<string, string>) => podEnd(namespace, { labels }, { containers: [] });

/** The pods of the tenant, and those that want to be taken for them. */
const ends = new Map<string, ConnectionEnd>([
  ...podsIn(manifests),
  ['an intruder in the namespace', pod('tenant-a', { app: 'intruder' })],
  ['a namesake in the namespace', pod('tenant-a', { segment: 'frontend' })],
  ['a namesake in another namespace', pod('tenant-b', { segment: 'frontend' })],
  ['the metadata service', { cidr: '169.254.169.254/32' }],
  ['the internet', { cidr: '198.51.100.1/32' }],
]);

test('is written without a finding', () => expect(warnings).toEqual([]));

test('of all pairs the frontend reaches the backend, on TCP 80 alone', () => {
  const others = ['a namesake in another namespace', 'the metadata service', 'the internet'];
  const between = reachablePairs(manifests, ends).filter((pair) => !others.some((from) => pair.startsWith(from)) || pair.includes('-> tenant-a/'));
  expect(between).toEqual([`tenant-a/${nameOf('frontend')} -> tenant-a/${nameOf('backend')} TCP 80`]);
});

test('both resolve names, and reach nothing else', () => {
  const dns = new Map([...ends, ['name resolution', pod('kube-system', { 'k8s-app': 'kube-dns' })] as const]);
  const outwards = reachablePairs(manifests, dns).filter((pair) => pair.startsWith('tenant-a/') && !pair.includes('-> tenant-a/'));
  expect(outwards).toEqual(['frontend', 'backend'].map((segment) => `tenant-a/${nameOf(segment)} -> name resolution TCP 53, UDP 53`));
});
