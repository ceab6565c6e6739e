import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { call, folder, write } from './command';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: api
  namespace: shop
  labels: {app: api}
spec:
  automountServiceAccountToken: false
  containers:
  - name: main
    image: r.example.com/api:1
    command: [/app/api]
`;
const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Egress]
  egress: [{to: [{ipBlock: {cidr: 10.20.0.0/28}}], ports: [{port: 5432}]}]
`;

let at: string;
beforeEach(() => { at = folder(); });
const runtime = (...argv: string[]) => call(at, ['runtime', '.', ...argv]);

test('rules for Falco are one document, and what is watched is said', async () => {
  write(at, { 'pod.yaml': POD, 'policy.yaml': POLICY });
  const { code, out, err } = await runtime('--engine', 'falco');
  expect({ code, err }).toEqual({ code: 0, err: '1 workload watched, 1 workload of them by all of their processes, 1 workload by their connections' });
  expect(parse(out).flatMap(({ rule }: { rule?: string }) => rule ?? [])).toEqual([
    'Shell in Pod shop/api', 'Undeclared process in Pod shop/api', 'Written executable in Pod shop/api', 'Sensitive file in Pod shop/api', 'Undeclared connection in Pod shop/api',
  ]);
});

test('policies for Tetragon are objects, and may go to a file', async () => {
  write(at, { 'pod.yaml': POD, 'policy.yaml': POLICY });
  const { out } = await runtime('--engine', 'tetragon', '-o', join(at, 'out.yaml'));
  expect(out).toBe('');
  expect(parseAllDocuments(readFileSync(join(at, 'out.yaml'), 'utf8')).map((document) => document.get('kind'))).toEqual(['TracingPolicyNamespaced']);
});

test('what manifests do not say is noted, and not watched', async () => {
  write(at, { 'pod.yaml': POD.replace('    command: [/app/api]\n', '') });
  const { code, out, err } = await runtime('--engine', 'falco');
  expect(code).toBe(0);
  expect(err).toContain('note: Pod shop/api: container "main" sets no `command`, so that its image decides what runs');
  expect(err).toContain('note: Pod shop/api: no NetworkPolicy limits what it connects to');
  expect(out).not.toMatch(/Undeclared/);
});

test('what is unknown of many workloads is said once', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  write(at, { 'pods.yaml': names.map((name) => POD.replace('name: api', `name: ${name}`)).join('---\n') });
  expect((await runtime('--engine', 'falco')).err).toContain('note: Pod shop/a, Pod shop/b, Pod shop/c and 2 more: no NetworkPolicy limits what it connects to');
});

test('fails for a workload that cannot be watched, and watches the others', async () => {
  write(at, { 'pod.yaml': `${POD}---\n${POD.replace('name: api', 'name: other').replace('/app/api', '"/a\\" or evt.num>0"')}` });
  const { code, out, err } = await runtime('--engine', 'falco');
  expect(code).toBe(2);
  expect(err).toMatch(/^error: Pod shop\/other: cannot write .* into a rule of Falco: it has characters other than letters/);
  expect(out).toContain('Shell in Pod shop/api');
  expect(out).not.toContain('shop/other');
});

test('fails where no label selects the pods for Tetragon', async () => {
  write(at, { 'pod.yaml': POD.replace('  labels: {app: api}\n', '') });
  const { code, out, err } = await runtime('--engine', 'tetragon');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('its pods have no labels to select them by; add `metadata.labels` to the pods');
});

test('fails for files that cannot be read, a block that is none, and a call without engine', async () => {
  write(at, { 'pod.yaml': POD, 'bad.yaml': 'kind: [' });
  expect(await runtime('--engine', 'falco')).toMatchObject({ code: 2, err: expect.stringContaining('bad.yaml') });
  expect(await runtime('--engine', 'falco', '--cluster-cidr', '10.0.0.0')).toMatchObject({ code: 2, err: expect.stringContaining('--cluster-cidr "10.0.0.0" has no prefix length') });
  expect(await runtime()).toMatchObject({ code: 2, err: expect.stringContaining('--engine <engine>') });
  expect(existsSync(join(at, 'out.yaml'))).toBe(false);
});
