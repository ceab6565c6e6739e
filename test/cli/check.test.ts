import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { BARE, call, folder, PRIVILEGED, write } from './command';

const only = (out: string, control: string) => JSON.parse(out).findings.filter((finding: { control: string }) => finding.control === control);

describe('check', () => {
  let at: string;
  beforeEach(() => { at = folder(); });

  test('finds a fault with file, line, column, pointer and container', async () => {
    write(at, { 'pod.yaml': PRIVILEGED });
    const { code, out } = await call(at, ['check', '--format', 'json']);
    expect(code).toBe(1);
    expect(only(out, 'no-privileged')).toEqual([expect.objectContaining({
      severity: 'error', outcome: 'violation', file: 'pod.yaml', line: 11, column: 9, container: 'main', waiver: null,
      object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'bad' }, pointer: '/spec/containers/0/securityContext/privileged',
    })]);
    expect(Object.keys(JSON.parse(out).findings[0])).toEqual([
      'control', 'severity', 'outcome', 'file', 'line', 'column', 'object', 'pointer', 'container', 'message', 'why', 'fix', 'fixCode', 'waiver', 'covers',
    ]);
    expect(Object.keys(JSON.parse(out).summary)).toEqual(['files', 'objects', 'skipped', 'controls', 'errors', 'warnings', 'waived', 'inconclusive', 'unjudged']);
  });

  test('lists as many findings as a person reads where it reports as text, and counts all', async () => {
    write(at, { 'pods.yaml': Array(80).fill(PRIVILEGED).join('---\n') });
    const { out, err } = await call(at, ['check']);
    const [, listed, found] = /^note: (\d+) of (\d+) findings are listed/m.exec(err)!;
    expect([listed, Number(found) > 1000, out.includes('no-privileged')]).toEqual(['1000', true, true]);
    expect((await call(at, ['check', '--limit', '100000'])).err).toBe('');
    expect((await call(at, ['check', '--format', 'json'])).err).toBe('');
  });

  test('is clean where nothing is wrong, and skips what is no Kubernetes object', async () => {
    write(at, { 'values.yaml': 'replicas: 3\n', 'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: shop}\ndata: {a: b}\n' });
    const { code, out } = await call(at, ['check', '--format', 'json', '.']);
    expect({ code, summary: JSON.parse(out).summary }).toMatchObject({ code: 0, summary: { files: 2, objects: 1, skipped: 1, errors: 0 } });
  });

  test('reads standard input', async () => {
    const { code, out } = await call(at, ['check', '-', '--format', 'json'], PRIVILEGED);
    expect(code).toBe(1);
    expect(only(out, 'no-privileged')[0].file).toBe('stdin');
  });

  test('reads scalars as the cluster does', async () => {
    const { out } = await call(at, ['check', '-', '--format', 'json'], PRIVILEGED.replace('true', 'yes'));
    expect(only(out, 'no-privileged')).toHaveLength(1);
  });

  test('exits with 2 for what cannot be read, names the line, and judges the rest', async () => {
    write(at, { 'a.yaml': `a: [\n---\n${PRIVILEGED}`, 'chart.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n' });
    const { code, out } = await call(at, ['check', '--format', 'json']);
    expect(code).toBe(2);
    expect(only(out, 'no-privileged')).toHaveLength(1);
    const unread = JSON.parse(out).findings.filter((finding: { outcome: string }) => finding.outcome === 'inconclusive');
    expect(unread.map(({ file }: { file: string }) => file)).toEqual(expect.arrayContaining(['a.yaml', 'chart.yaml']));
    expect(unread.every(({ line }: { line: number }) => line > 0)).toBe(true);
    expect(JSON.stringify(unread)).toMatch(/render it/);
  });

  test.each([['securityContext: "no"'], ['securityContext: {privileged: "true"}']])('never passes a wrong type: %s', async (wrong) => {
    const { code } = await call(at, ['check', '-'], PRIVILEGED.replace(/securityContext:\n\s+privileged: true/, wrong));
    expect(code).toBe(2);
  });

  test('fails on warnings when asked', async () => {
    write(at, { 's.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: shop}\nspec: {type: NodePort, selector: {a: b}, ports: [{port: 80}]}\n' });
    expect((await call(at, ['check'])).code).toBe(0);
    expect((await call(at, ['check', '--fail-on', 'warning'])).code).toBe(1);
  });

  test.each(['text', 'json', 'sarif', 'junit', 'markdown', 'openreports'])('reports as %s, to a file too', async (format) => {
    write(at, { 'pod.yaml': PRIVILEGED });
    const { out } = await call(at, ['check', '--format', format]);
    expect(out).toContain('no-privileged');
    expect((await call(at, ['check', '--format', format, '--output', 'report'])).out).toBe('');
    expect(readFileSync(join(at, 'report'), 'utf8')).toContain('no-privileged');
  });

  test('asks for the Pod Security Standard alone, in the words of the API server', async () => {
    const { code, out } = await call(at, ['check', '-', '--pod-security', 'baseline:v1.36', '--format', 'json'], PRIVILEGED);
    expect(code).toBe(1);
    expect(JSON.parse(out).findings.map(({ control, message }: { control: string; message: string }) => [control, message]))
      .toEqual([['privileged', 'privileged (container "main" must not set securityContext.privileged=true)']]);
  });

  test('honours a waiver in the manifest until it expires, and not where the caller forbids it', async () => {
    const waived = PRIVILEGED.replace('namespace: shop', 'namespace: shop\n  annotations:\n'
      + "    waive.cdk8s-hardened.dev/no-privileged: 'the node agent needs the devices | expires 2027-03-31 | by team-x'");
    const outcomes = async (...options: string[]) => only((await call(at, ['check', '-', '--format', 'json', ...options], waived)).out, 'no-privileged')
      .map(({ outcome }: { outcome: string }) => outcome);
    expect(await outcomes('--now', '2027-03-31')).toEqual(['waived']);
    expect(await outcomes('--now', '2027-04-01')).toEqual(['violation']);
    expect(await outcomes('--now', '2027-03-31', '--no-inline-waivers')).toEqual(['violation']);
  });

  test('honours the waivers of a file', async () => {
    write(at, { 'pod.yaml': PRIVILEGED, 'w.yml': 'waivers:\n- {control: no-privileged, reason: the node agent needs it, object: {kind: Pod, namespace: shop, name: bad}}\n' });
    const { out } = await call(at, ['check', 'pod.yaml', '--waivers', 'w.yml', '--no-inline-waivers', '--format', 'json']);
    expect(only(out, 'no-privileged')[0]).toMatchObject({ outcome: 'waived', waiver: { reason: 'the node agent needs it' } });
  });

  test.each([
    ['another version', { version: 1, findings: {} }], ['no version', { findings: {} }], ['no findings', { version: 3 }],
    ['a count that is none', { version: 3, findings: { a: 'x' } }], ['a list', []],
  ])('fails on a baseline with %s, and says how to make it anew', async (_, baseline) => {
    write(at, { 'pod.yaml': PRIVILEGED, 'known.json': JSON.stringify(baseline) });
    const { code, err } = await call(at, ['check', 'pod.yaml', '--baseline', 'known.json']);
    expect(code).toBe(2);
    expect(err).toContain('baseline "known.json" is not one that this version of the command wrote; make it anew with --write-baseline known.json');
  });

  test('a baseline does not know another value in the same place', async () => {
    const mounting = (path: string) => PRIVILEGED.replace('spec:', `spec:\n  volumes: [{ name: node, hostPath: { path: ${path} } }]`);
    write(at, { 'pod.yaml': mounting('/var/log') });
    await call(at, ['check', 'pod.yaml', '--write-baseline', 'known.json']);
    expect((await call(at, ['check', 'pod.yaml', '--baseline', 'known.json'])).code).toBe(0);
    write(at, { 'pod.yaml': mounting('/etc/kubernetes') });
    expect((await call(at, ['check', 'pod.yaml', '--baseline', 'known.json'])).code).toBe(1);
  });

  test.each([
    ['waivers', 'waivers: []'], ['baseline', 'baseline: known.json'], ['include', 'include: [a]'], ['exclude', 'exclude: [pod.yaml]'], ['failOn', 'failOn: error'],
    ['profile.severities', 'profile: { severities: { no-privileged: warning } }'], ['profile', 'profile: profile.js'],
    ['profile.base', 'profile: { base: openshift }'], ['profile.podSecurityLevel', 'profile: { podSecurityLevel: baseline }'],
    ['profile.customPodSpecs', 'profile: { customPodSpecs: { example.com/Widget: [] } }'], ['profile.kubernetesVersion', 'profile: { kubernetesVersion: "1.18" }'],
    ['profile.runAs.platformAssigned', 'profile: { runAs: { platformAssigned: true } }'],
    ['profile.resources.omitCpuLimit', 'profile: { resources: { omitCpuLimit: true } }'], ['profile', 'profile: profile.yaml'],
  ])('fails for a settings file that nobody named and that sets %s, where only the caller may excuse', async (key, settings) => {
    write(at, { 'pod.yaml': PRIVILEGED, '.cdk8s-hardened.yaml': `${settings}\n` });
    const { code, err } = await call(at, ['check', 'pod.yaml', '--no-inline-waivers']);
    expect(code).toBe(2);
    expect(err).toContain(`".cdk8s-hardened.yaml" was found in the working directory and sets \`${key}\``);
    expect(err).toContain('pass --config .cdk8s-hardened.yaml');
  });

  test('a settings file that nobody named may choose what is stricter, where only the caller may excuse', async () => {
    write(at, { 'pod.yaml': PRIVILEGED, '.cdk8s-hardened.yaml': 'profile: { registries: [registry.example.com], base: strict, kubernetesVersion: "1.36", podSecurityLevel: restricted, '
      + 'customPodSpecs: { example.com/Widget: [/spec] } }\n' });
    expect((await call(at, ['check', 'pod.yaml', '--no-inline-waivers'])).code).toBe(1);
  });

  test.each(['profile', 'admissionRollout'])('fails for a settings file that nobody named and whose %s is code', async (key) => {
    write(at, { 'pod.yaml': PRIVILEGED, '.cdk8s-hardened.yaml': `${key}: evil.js\n`, 'evil.js': 'require("fs").writeFileSync("ran", "")' });
    const { code, err } = await call(at, ['check', 'pod.yaml']);
    expect(code).toBe(2);
    expect(err).toBe(`error: .cdk8s-hardened.yaml.${key} names the JavaScript module "evil.js", and settings that nobody named run no code; `
      + 'where you trust it, pass `--config .cdk8s-hardened.yaml`');
    expect(existsSync(join(at, 'ran'))).toBe(false);
    await call(at, ['check', 'pod.yaml', '--config', '.cdk8s-hardened.yaml']);
    expect(existsSync(join(at, 'ran'))).toBe(true);
  });

  test('with a baseline fails on new findings only', async () => {
    write(at, { 'pod.yaml': PRIVILEGED });
    await call(at, ['check', 'pod.yaml', '--write-baseline', 'known.json']);
    expect((await call(at, ['check', 'pod.yaml', '--baseline', 'known.json'])).code).toBe(0);
    write(at, { 'pod.yaml': PRIVILEGED.replace('spec:', 'spec:\n  hostPID: true') });
    const { code, out } = await call(at, ['check', 'pod.yaml', '--baseline', 'known.json', '--format', 'json']);
    expect(code).toBe(1);
    expect(only(out, 'no-host-namespaces')).toHaveLength(1);
    expect(only(out, 'no-privileged')).toEqual([]);
  });

  test('takes profile, waivers and severity from the settings of the repository', async () => {
    write(at, {
      'bare.yaml': BARE,
      '.cdk8s-hardened.yaml': 'failOn: warning\nprofile:\n  registries: [other.example.com]\n  severities: {no-service-links: error}\n',
    });
    const { out } = await call(at, ['check', '--format', 'json']);
    expect(only(out, 'trusted-registry')[0].severity).toBe('error');
    expect(only(out, 'no-service-links')[0].severity).toBe('error');
  });

  test.each([
    [['check', 'nowhere.yaml'], /nowhere\.yaml/],
    [['check', '--pod-security', 'strict', '-'], /strict/],
    [['check', '--format', 'xml', '-'], /xml/],
    [['check', '--now', 'soon', '-'], /soon/],
    [['check', '--profile', 'absent.yaml', '-'], /absent\.yaml/],
    [['explain', 'no-privilegd'], /did you mean "no-privileged"/],
    [['chek'], /check/],
  ])('fails with 2 and a clear message for %j', async (argv, message) => {
    const { code, err } = await call(at, argv);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test('fails for a setting that does not exist, and proposes the nearest', async () => {
    write(at, { '.cdk8s-hardened.yaml': 'exlude: [a]\n', 'pod.yaml': PRIVILEGED });
    const { code, err } = await call(at, ['check']);
    expect(code).toBe(2);
    expect(err).toMatch(/exlude.*exclude/s);
  });
});
