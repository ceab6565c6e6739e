import { execFileSync, spawn } from 'child_process';
import { mkdirSync, symlinkSync } from 'fs';
import { join } from 'path';
import { call, folder, PRIVILEGED, write } from './command';

/** Bad input: a clear message with file and line, the other files still judged, exit code 2. */

type Text = 'control' | 'outcome' | 'severity' | 'file' | 'message' | 'fix';
type Found = Record<Text, string> & Record<'line' | 'column', number | null>;

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flags\n';
const aliases = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]\n`).join('');
const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n${spec}`;

let at: string;
beforeEach(() => { at = folder(); });

async function check(...argv: string[]): Promise<{ code: number; err: string; findings: Found[]; summary: Record<string, number> }> {
  const { code, out, err } = await call(at, ['check', '--format', 'json', ...argv]);
  return { code, err, ...JSON.parse(out || '{"findings":[],"summary":{}}') };
}
const undecided = (findings: readonly Found[]): Found[] => findings.filter(({ outcome }) => outcome === 'inconclusive');

test.each([
  ['no YAML', '\tthis: is\n\tnot: YAML\n', 1, /is not YAML/],
  ['half a document', `${HEAD}data:\n  text: "never ends\n`, 7, /is not YAML: Missing closing "quote/],
  ['half a JSON document', '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": {', 4, /is not YAML/],
  ['bytes that are no text', '\u0000\u0001\u0002', 1, /U\+0000/],
  ['nesting without end', `${HEAD}data: ${'['.repeat(10_000)}\n`, 5, /nests deeper than 200 levels/],
  ['a hundred thousand braces', `${HEAD}data: ${'{a: '.repeat(100_000)}1${'}'.repeat(100_000)}\n`, 5, /nests deeper/],
  ['an alias bomb', `${HEAD}a0: &a0 {b: 1}\n${aliases}`, 5, /repeats itself too often through aliases/],
  ['a key that is there twice', `${HEAD}data:\n  a: "1"\n  b: "2"\n  a: "3"\n`, 8, /has the key "a" twice in one map/],
  ['a key that is there twice, in JSON', '{"apiVersion":"v1","kind":"ConfigMap",\n"metadata":{"name":"flags"},\n"kind":"Secret"}', 3, /has the key "kind" twice/],
  ['a kind that is no text', 'apiVersion: v1\nkind: 7\n', 1, /has an apiVersion or kind that is no text/],
  ['the source of a chart', `${HEAD}data:\n  {{- toYaml .Values.data | nindent 2 }}\n`, 6, /is a template, not YAML/],
])('%s', async (_, text, line, message) => {
  write(at, { 'bad.yaml': text, 'pod.yaml': PRIVILEGED });
  const { code, findings } = await check();
  const [problem, ...more] = undecided(findings);
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ control: 'valid-manifest', severity: 'error', file: 'bad.yaml', line });
  expect([problem.message, problem.column! > 0, problem.fix !== '']).toEqual([expect.stringMatching(message), true, true]);
  expect(findings.map(({ control }) => control)).toContain('no-privileged');
  expect(code).toBe(2);
});

test('the documents around a broken one are judged, with their own lines', async () => {
  write(at, { 'all.yaml': `${PRIVILEGED}---\na: [\n---\n${PRIVILEGED.replace('bad', 'worse')}` });
  const { code, findings } = await check();
  expect(findings.filter(({ control }) => control === 'no-privileged').map(({ line }) => line)).toEqual([11, 25]);
  expect(undecided(findings).map(({ line }) => line)).toEqual([14]);
  expect(code).toBe(2);
});

describe('a value of the wrong type is never a pass', () => {
  test.each([
    ['containers: {}', '  containers: {}\n', 5],
    ['containers: "none"', '  containers: none\n', 5],
    ['a container that is a text', '  containers: [main]\n', 5],
    ['securityContext: "no"', '  containers:\n  - {name: main, image: a, securityContext: "no"}\n', 6],
    ['a pod security context that is a list', '  securityContext: []\n  containers: [{name: main, image: a}]\n', 5],
    ['privileged: "true"', '  containers:\n  - name: main\n    image: a\n    securityContext:\n      privileged: "true"\n', 9],
    ['hostNetwork: 1', '  hostNetwork: 1\n  containers: [{name: main, image: a}]\n', 5],
    ['a capability that is a number', '  containers:\n  - name: main\n    image: a\n    securityContext: {capabilities: {add: [7]}}\n', 8],
    ['volumes: {}', '  volumes: {}\n  containers: [{name: main, image: a}]\n', 5],
  ])('%s', async (_, spec, line) => {
    write(at, { 'pod.yaml': pod(spec) });
    const { code, findings } = await check();
    expect(findings.filter(({ severity }) => severity === 'error').map((finding) => finding.line)).toContain(line);
    expect([1, 2]).toContain(code);
    expect(findings.some(({ control }) => control === 'valid-manifest')).toBe(true);
  });

  test.each([['a spec that is a text', 'spec: none'], ['metadata that is a list', 'metadata: []\nspec: {containers: []}']])('%s', async (_, text) => {
    write(at, { 'pod.yaml': `apiVersion: v1\nkind: Pod\n${text}\n` });
    expect((await check()).code).toBeGreaterThan(0);
  });
});

test('a kind that nobody knows is inconclusive where it lists containers, and judged where it is declared', async () => {
  write(at, { 'x.yaml': 'apiVersion: example.com/v1\nkind: Runner\nmetadata: {name: x, namespace: shop}\nspec:\n  pod:\n    containers: [{name: main, image: a}]\n' });
  const unknown = await check();
  expect([unknown.code, undecided(unknown.findings).map(({ line }) => line)]).toEqual([2, [5]]);
  write(at, { 'profile.yaml': 'customPodSpecs: {example.com/Runner: [/spec/pod]}\n' });
  const declared = await check('x.yaml', '--profile', 'profile.yaml');
  expect([declared.code, undecided(declared.findings)]).toEqual([1, []]);
  expect(declared.findings.map(({ control }) => control)).toContain('run-as-non-root');
});

describe('what cannot be opened', () => {
  test('a link that leads nowhere, and one that leads to itself', async () => {
    write(at, { 'pod.yaml': PRIVILEGED });
    symlinkSync('nowhere', join(at, 'lost.yaml'));
    symlinkSync('loop.yaml', join(at, 'loop.yaml'));
    const { code, findings } = await check();
    expect(undecided(findings).map(({ file, line, message }) => [file, line, message])).toEqual([
      ['loop.yaml', null, 'cannot be read: its links form a circle'], ['lost.yaml', null, 'cannot be read: no such file'],
    ]);
    expect(findings.map(({ control }) => control)).toContain('no-privileged');
    expect(code).toBe(2);
  });

  test('a file that is not there, among others', async () => {
    write(at, { 'pod.yaml': PRIVILEGED });
    const { code, findings, summary } = await check('pod.yaml', 'gone.yaml');
    expect([code, summary.files]).toEqual([2, 1]);
    expect(undecided(findings)).toMatchObject([{ file: 'gone.yaml', message: 'cannot be read: no such file', fix: 'correct the path' }]);
  });

  test('a folder that is named like a file is no file', async () => {
    mkdirSync(join(at, 'sub.yaml'));
    write(at, { 'pod.yaml': PRIVILEGED });
    expect((await check()).summary.files).toBe(1);
  });
});

describe('what may never end does not make a check wait', () => {
  test('a pipe that somebody writes to is read to its end, with lines', async () => {
    execFileSync('mkfifo', ['pipe'], { cwd: at });
    const writer = spawn('sh', ['-c', `(printf '# first\\n---\\n'; sleep 0.2; cat) > '${join(at, 'pipe')}'`], { stdio: ['pipe', 'ignore', 'ignore'] });
    writer.stdin.end(PRIVILEGED);
    const { findings } = await check('pipe');
    writer.kill();
    expect(findings.find(({ control }) => control === 'no-privileged')).toMatchObject({ file: 'pipe', line: 13 });
  });

  test.each(['--config', '--waivers', '--baseline', '--profile', '--rollout'])('a pipe that nobody writes to as %s', async (option) => {
    write(at, { 'pod.yaml': PRIVILEGED });
    execFileSync('mkfifo', ['pipe', 'pipe.js'], { cwd: at });
    const command = option === '--rollout' ? ['policies'] : ['check', 'pod.yaml'];
    for (const file of option === '--profile' ? ['pipe', 'pipe.js'] : ['pipe']) {
      const { code, err } = await call(at, [...command, option, file]);
      expect([code, err]).toEqual([2, expect.stringMatching(/"pipe(\.js)?".*(it is a named pipe|nothing writes to this pipe)/)]);
    }
  });

  test('settings that are a pipe, in the working directory', async () => {
    write(at, { 'pod.yaml': PRIVILEGED });
    execFileSync('mkfifo', ['.cdk8s-hardened.yaml'], { cwd: at });
    const { code, err } = await call(at, ['check', 'pod.yaml']);
    expect([code, err]).toEqual([2, expect.stringMatching(/cannot read ".cdk8s-hardened.yaml": it is a named pipe/)]);
  });

  test('a device', async () => {
    write(at, { 'pod.yaml': PRIVILEGED });
    const { code, findings } = await check('/dev/zero', 'pod.yaml');
    expect([code, undecided(findings).map(({ message }) => message)]).toEqual([2, ['cannot be read: it is a device']]);
  });
});

describe('a chart', () => {
  const files = {
    'namespace.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flags, namespace: shop}\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 0.1.0\n', 'chart/values.yaml': 'a: 1\n',
    'chart/templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n---\n{{ if .Values.x }}\na: b\n{{ end }}\n',
  };

  test('beside manifests is one line with the command that renders it, and the rest is judged', async () => {
    write(at, files);
    const { code, err, findings, summary } = await check('.');
    expect([code, undecided(findings), summary.objects]).toEqual([0, [], 1]);
    expect(err).toBe('note: the templates of the Helm chart "chart" are not read; run `helm template chart | cdk8s-hardened check -` to judge what it renders');
  });

  test('is no pass where there is nothing else, or where it is the path', async () => {
    write(at, { ...files, 'namespace.yaml': '# none\n' });
    const { code, err } = await call(at, ['check', '.']);
    expect([code, err]).toEqual([2, expect.stringMatching(/nothing to check: .*helm template chart/)]);
    expect((await check('chart')).findings).toMatchObject([{ outcome: 'inconclusive', fix: 'run `helm template chart | cdk8s-hardened check -`' }]);
  });
});

describe('nothing to check is a mistake in the call', () => {
  test.each([
    ['an empty folder', ['check'], /there is nothing to check: "\." has no \.yaml, \.yml or \.json file; correct the path/],
    ['a file that is not there', ['check', 'gone.yaml'], /there is nothing to check: "gone\.yaml" cannot be read: no such file; correct the path/],
    ['patterns that match nothing', ['check', '--include', 'x/**'], /nothing to check/],
    ['a pattern that no shell expanded', ['check', 'deploy/*.yaml'], /"deploy\/\*\.yaml" cannot be read: no such file; let the shell expand the pattern, or .* --include/],
    ['standard input without any text', ['check', '-'], /there is nothing to check: standard input has no document/],
    ['an empty folder, to harden', ['harden', '--in-place', '.'], /there is nothing to harden: "\." has no \.yaml/],
  ])('%s', async (_, argv, message) => {
    if (argv.includes('--include')) write(at, { 'pod.yaml': PRIVILEGED });
    const { code, out, err } = await call(at, argv);
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(message)]);
  });

  test('so is standard input of comments alone, but not what is no object', async () => {
    expect((await call(at, ['check', '-'], '---\n# Source: chart/templates/web.yaml\n')).code).toBe(2);
    expect((await call(at, ['check', '-'], 'a: b\n')).code).toBe(0);
  });

  test('but an empty file, or one without objects, is clean', async () => {
    write(at, { 'empty.yaml': '', 'comment.yaml': '# nothing\n---\n', 'values.yaml': 'a: b\n' });
    const { code, summary } = await check();
    expect([code, summary.files, summary.objects, summary.skipped]).toEqual([0, 3, 0, 1]);
  });
});
