import { once } from 'events';
import { createWriteStream, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { finished } from 'stream/promises';
import { Bundle } from './bundle';

/** Large input: what it takes is bounded, and what is wrong in it is found. */

const MOST_MEMORY = 512; // MiB, the whole process
const TIMEOUT = 240_000; // on a busy machine
const MB = 1_000_000;

const bundle = new Bundle();
const at = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-large-'));
afterAll(() => rmSync(at, { recursive: true, force: true }));

const LINE = '    a line of a configuration file that a ConfigMap carries\n';
const configMap = (i: number, lines = 1): string =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flags-${i}\n  namespace: shop\n  labels: {app: flags}\ndata:\n  text: |\n${LINE.repeat(lines)}`;
const deployment = (i: number): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web-${i}, namespace: shop-${i % 50}, labels: {app: web-${i}}}
spec:
  selector: {matchLabels: {app: web-${i}}}
  template:
    metadata: {labels: {app: web-${i}}}
    spec:
      containers:
      - name: main
        image: registry.example.com/shop/web:1.4.${i}
        ports: [{containerPort: 8080}]
        resources: {limits: {memory: 128Mi}}
`;
const BAD = '---\napiVersion: v1\nkind: Pod\nmetadata: {name: bad, namespace: shop}\nspec:\n  hostPID: true\n  containers: []\n';

/** Writes documents to a file, with a bad pod as the last one; tells the lines before that one. */
async function write(name: string, documents: Iterable<string>): Promise<{ readonly bytes: number; readonly lines: number }> {
  const file = createWriteStream(join(at, name));
  let [bytes, lines] = [0, 0];
  for (const text of documents) {
    bytes += text.length;
    lines += text.split('\n').length - 1;
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end(BAD);
  await finished(file);
  return { bytes, lines };
}

function* count(of: (i: number) => string, times: number): Generator<string> {
  for (let i = 0; i < times; i++) yield of(i);
}

async function check(name: string) {
  const { code, out, err, mebibytes } = await bundle.run(['check', name, '--format', 'json'], { cwd: at });
  const { summary, findings } = JSON.parse(out);
  const bad = findings.filter(({ control, object }: { control: string; object: { name: string } }) => control === 'no-host-namespaces' && object.name === 'bad');
  return { code, err, mebibytes, summary, findings, bad };
}

test('a file of 100 MB', async () => {
  const { bytes, lines } = await write('100-mb.yaml', count((i) => configMap(i, 90), 20_000));
  expect(bytes).toBeGreaterThan(100 * MB);
  const { code, mebibytes, summary, bad } = await check('100-mb.yaml');
  expect([code, summary.objects]).toEqual([1, 20_001]);
  expect(bad).toMatchObject([{ line: lines + 6, column: 3 }]);
  expect(mebibytes).toBeLessThan(MOST_MEMORY);
}, TIMEOUT);

test('100,000 documents', async () => {
  const { lines } = await write('100000.yaml', count(configMap, 100_000));
  const { code, mebibytes, summary, bad } = await check('100000.yaml');
  expect([code, summary.objects]).toEqual([1, 100_001]);
  expect(bad).toMatchObject([{ line: lines + 6, column: 3 }]);
  expect(mebibytes).toBeLessThan(MOST_MEMORY);
}, TIMEOUT);

test('many more findings than a report lists: all are counted, and the most severe are listed', async () => {
  await write('findings.yaml', count(deployment, 10_000));
  const { code, err, mebibytes, summary, findings } = await check('findings.yaml');
  expect([code, summary.objects, findings.length]).toEqual([1, 10_001, 25_000]);
  expect(summary.errors + summary.warnings).toBeGreaterThan(150_000);
  expect(err).toContain(`note: 25000 of ${summary.errors + summary.warnings} findings are listed, the most severe first, and all are counted`);
  expect(findings.every(({ severity }: { severity: string }) => severity === 'error')).toBe(true);
  expect(mebibytes).toBeLessThan(MOST_MEMORY);
}, TIMEOUT);

test('a list of nearly 16 MiB', async () => {
  const item = (i: number): string => `- ${configMap(i, 20).slice('---\n'.length).trimEnd().replaceAll('\n', '\n  ')}\n`;
  const { bytes } = await write('list.yaml', ['apiVersion: v1\nkind: List\nitems:\n', ...count(item, 11_600)]);
  expect(bytes).toBeGreaterThan(15 * 1024 * 1024);
  const { code, mebibytes, summary, bad } = await check('list.yaml');
  expect([code, summary.objects, summary.inconclusive, bad.length]).toEqual([1, 11_601, 0, 1]);
  expect(mebibytes).toBeLessThan(MOST_MEMORY);
}, TIMEOUT);

test('one document over 16 MiB is inconclusive, and the others are judged', async () => {
  const { lines } = await write('one.yaml', [configMap(1), configMap(2, 300_000), configMap(3)]);
  const { code, mebibytes, summary, findings, bad } = await check('one.yaml');
  expect([code, summary.objects, summary.inconclusive]).toEqual([2, 3, 1]);
  expect(findings.find(({ outcome }: { outcome: string }) => outcome === 'inconclusive'))
    .toMatchObject({ file: 'one.yaml', line: 11, message: 'is too large: more than 16 MiB in one document', fix: 'split it' });
  expect(bad).toMatchObject([{ line: lines + 6 }]);
  expect(mebibytes).toBeLessThan(MOST_MEMORY);
}, TIMEOUT);

test('a large stream on standard input', async () => {
  async function* stream(): AsyncGenerator<string> {
    yield* count((i) => configMap(i, 90), 5_000);
    yield BAD;
  }
  const { code, out, mebibytes } = await bundle.run(['check', '-', '--format', 'json'], { stdin: stream() });
  expect([code, JSON.parse(out).summary.objects]).toEqual([1, 5_001]);
  expect(mebibytes).toBeLessThan(MOST_MEMORY);
}, TIMEOUT);
