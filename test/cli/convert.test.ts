import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { call, folder, write } from './command';
import { VOCABULARY } from '../../src/controls/vocabulary';
import { readWaiverFile } from '../../src/engine/waiver-file';

/** A Deployment with these annotations. */
const annotated = (annotations: Readonly<Record<string, string>>, name = 'web'): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
  annotations: ${JSON.stringify(annotations)}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main, image: 'r.example.com/web:1'}]}
`;

/** What a call in a folder of these files writes. */
async function converted(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const at = folder();
  write(at, files);
  const { code, out, err } = await call(at, ['convert', ...args]);
  return { at, code, out, err, waivers: code === 2 && out === '' ? [] : parse(out).waivers as Record<string, unknown>[] };
}

const WEB = { kind: 'Deployment', namespace: 'shop', name: 'web' };

describe('annotations', () => {
  test.each([
    ['kube-linter', { 'ignore-check.kube-linter.io/no-read-only-root-fs': 'vendor image writes to /opt' }],
    ['checkov', { 'checkov.io/skip1': 'CKV_K8S_22=vendor image writes to /opt' }],
    ['checkov, by its former name', { 'bridgecrew.io/skip1': 'CKV_K8S_22=vendor image writes to /opt' }],
    ['Kubescape', { 'kubescape.io/skip-controls': 'C-0017', 'kubescape.io/skip-reason': 'vendor image writes to /opt' }],
  ])('of %s become a waiver of the object with its reason', async (_, annotations) => {
    const { code, waivers, err } = await converted({ 'web.yaml': annotated(annotations) });
    expect(code).toBe(0);
    expect(waivers).toEqual([{ control: 'read-only-root-filesystem', reason: 'vendor image writes to /opt', object: WEB }]);
    expect(err).toContain('1 waiver\n  1 without an end');
  });

  test.each([
    ['kube-score', { 'kube-score/ignore': 'container-security-context-readonlyrootfilesystem, no-such-check' }],
    ['Polaris', { 'polaris.fairwinds.com/notReadOnlyRootFilesystem-exempt': 'true', 'polaris.fairwinds.com/no-such-check-exempt': 'true' }],
  ])('of %s leave the reason open, and check refuses the waiver until somebody has written it', async (_, annotations) => {
    const { at, out, err } = await converted({ 'web.yaml': annotated(annotations) });
    expect(out).toContain('reason: "" # TO BE SAID: why it is right; the exception gave none');
    expect(err).toMatch(/1 exception not carried over\n {2}(kube-score|polaris) no-such-check \(web\.yaml, annotations of Deployment web\): no control of ours judges this/);
    write(at, { 'waivers.yaml': out });
    const refused = await call(at, ['check', 'web.yaml', '--waivers', 'waivers.yaml', '--format', 'json']);
    expect(JSON.parse(refused.out).findings.map(({ control }: { control: string }) => control)).toEqual(expect.arrayContaining(['waiver-invalid', 'read-only-root-filesystem']));
    write(at, { 'waivers.yaml': out.replace('reason: ""', 'reason: vendor image writes to /opt') });
    const accepted = JSON.parse((await call(at, ['check', 'web.yaml', '--waivers', 'waivers.yaml', '--format', 'json'])).out).findings;
    expect(accepted.find(({ control }: { control: string }) => control === 'read-only-root-filesystem').outcome).toBe('waived');
  });

  test('of a pod template count as those of its object', async () => {
    const text = annotated({}).replace('labels: {app: web}}\n    spec', "labels: {app: web}, annotations: {'checkov.io/skip1': CKV_K8S_22}}\n    spec");
    expect((await converted({ 'web.yaml': text })).waivers).toMatchObject([{ control: 'read-only-root-filesystem', object: WEB }]);
  });

  test.each(['kube-linter.io/ignore-all', 'kube-score/skip', 'polaris.fairwinds.com/exempt'])('%s, which names no check, is named as not carried over', async (key) => {
    const { waivers, err } = await converted({ 'web.yaml': annotated({ [key]: 'true' }) });
    expect(waivers).toEqual([]);
    expect(err).toContain(`${key} (web.yaml, annotations of Deployment web): it excepts the object from every check`);
  });

  test('end on the last whole day', async () => {
    const end = (expiry: string) => converted({ 'web.yaml': annotated({ 'kubescape.io/skip-controls': 'C-0017', 'kubescape.io/skip-expiry': expiry }) });
    expect((await end('2027-03-31T23:59:59Z')).waivers[0].expires).toBe('2027-03-31');
    expect((await end('2027-03-31T12:00:00Z')).waivers[0].expires).toBe('2027-03-30');
    expect((await end('soon')).waivers[0].expires).toBeUndefined();
  });
});

describe('files of tools', () => {
  test('kube-linter: excluded checks hold for all objects, and paths are named', async () => {
    const { waivers, err } = await converted({
      '.kube-linter.yaml': 'checks:\n  addAllBuiltIn: true\n  exclude: [no-read-only-root-fs, no-such-check]\n  ignorePaths: [vendor/**]\n  doNotAutoAddDefaults: true\n',
    });
    expect(waivers).toMatchObject([{ control: 'read-only-root-filesystem', object: { name: '*' } }]);
    expect(err).toContain('kube-linter no-such-check (.kube-linter.yaml, checks.exclude): no control of ours judges this');
    expect(err).toContain('kube-linter vendor/** (.kube-linter.yaml, checks.ignorePaths): a waiver names objects and no files; put the paths under `exclude`');
    expect(err).toContain('kube-linter doNotAutoAddDefaults');
  });

  test('checkov: skipped checks hold for all objects; those of other providers are named', async () => {
    const { waivers, err } = await converted({ '.checkov.yaml': 'skip-check:\n  - CKV_K8S_22\n  - CKV_AWS_20\n  - CKV_K8S_*\nskip-path: [charts]\n' });
    expect(waivers).toMatchObject([{ control: 'read-only-root-filesystem', object: { name: '*' } }]);
    for (const what of ['checkov CKV_AWS_20', 'checkov CKV_K8S_*', 'checkov charts']) expect(err).toContain(what);
  });

  test.each(['KSV014', 'KSV-0014', 'AVD-KSV-0014'])('.trivyignore: %s, with its end', async (id) => {
    const { waivers, err } = await converted({ '.trivyignore': `# comment\n${id} exp:2027-04-01\nCVE-2024-1234\nAVD-AWS-0086\n` });
    expect(waivers).toMatchObject([{ control: 'read-only-root-filesystem', expires: '2027-03-31', object: { name: '*' } }]);
    expect(err).toContain('trivy CVE-2024-1234 (.trivyignore): it is about a vulnerability and no manifest; say so in OpenVEX');
    expect(err).toContain('trivy AVD-AWS-0086 (.trivyignore): it is no check of Kubernetes');
  });

  test('.trivyignore.yaml: paths become the objects in these files', async () => {
    const ignore = (path: string) => `misconfigurations:
  - id: AVD-KSV-0014
    paths: [${path}]
    statement: vendor image writes to /opt
    expired_at: 2027-04-01
vulnerabilities: [{id: CVE-2024-1234}]
`;
    const { waivers } = await converted({ '.trivyignore.yaml': ignore('deploy/**'), 'deploy/web.yaml': annotated({}), 'other.yaml': annotated({}, 'other') });
    expect(waivers).toEqual([{ control: 'read-only-root-filesystem', reason: 'vendor image writes to /opt', expires: '2027-03-31', object: WEB }]);
    expect((await converted({ '.trivyignore.yaml': ignore('elsewhere/**') })).err).toContain('trivy AVD-KSV-0014 (.trivyignore.yaml, misconfigurations): it is limited to elsewhere/**, where no manifest was found');
  });

  test('cdk-nag: suppressions are about resources of AWS, and named', async () => {
    const template = { Resources: { Cluster: { Type: 'AWS::EKS::Cluster', Metadata: { cdk_nag: { rules_to_suppress: [{ id: 'AwsSolutions-EKS1', reason: 'public for now' }] } } } } };
    const { waivers, err } = await converted({ 'cdk.out/eks.template.json': JSON.stringify(template) });
    expect(waivers).toEqual([]);
    expect(err).toContain('cdk-nag AwsSolutions-EKS1 (cdk.out/eks.template.json, Cluster): it is about a resource of AWS and no manifest');
  });

  test('comments of scanners are named with their line', async () => {
    const { err } = await converted({ 'web.yaml': `# checkov:skip=CKV_K8S_22:because\n${annotated({})} # trivy:ignore:AVD-KSV-0014\n` });
    expect(err).toContain('checkov:skip=CKV_K8S_22:because (web.yaml:1): it is a comment');
    expect(err).toContain('trivy:ignore:AVD-KSV-0014 (web.yaml:13)');
  });

  test('are recognized by what they hold where they are named', async () => {
    expect((await converted({ 'lint/settings.yaml': 'checks: {exclude: [no-read-only-root-fs]}\n' }, 'lint/settings.yaml')).waivers.length).toBe(1);
  });
});

describe('objects of the cluster', () => {
  const exception = (spec: string) => converted({ 'exception.yaml': `apiVersion: kyverno.io/v2\nkind: PolicyException\nmetadata: {name: delta, namespace: delta}\nspec: ${spec}\n` });
  const MATCH = 'match: {any: [{resources: {kinds: [Pod, apps/v1/Deployment], namespaces: [shop], names: [web]}}]}';

  test('Kyverno: a policy is a waiver of each kind, namespace and name', async () => {
    const { waivers } = await exception(`{exceptions: [{policyName: require-ro-rootfs, ruleNames: [validate-readOnlyRootFilesystem, autogen-validate-readOnlyRootFilesystem]}], ${MATCH}}`);
    expect(waivers).toMatchObject([
      { control: 'read-only-root-filesystem', object: { kind: 'Pod', namespace: 'shop', name: 'web' } }, { control: 'read-only-root-filesystem', object: WEB },
    ]);
  });

  test('Kyverno: parts of the Pod Security Standard', async () => {
    const { waivers, err } = await exception(`{exceptions: [{policyName: psa, ruleNames: [restricted]}], ${MATCH}, podSecurity: [{controlName: Seccomp}, {controlName: Capabilities, images: ['r/*']}]}`);
    expect(new Set(waivers.map(({ control }) => control))).toEqual(new Set(['seccomp-profile']));
    expect(err).toContain('kyverno podSecurity "Capabilities" (exception.yaml, PolicyException delta): it is limited to images, and a waiver to containers by their names');
  });

  test.each([
    ['a pattern of names', '{exceptions: [{policyName: require-ro-rootfs}], match: {any: [{resources: {kinds: [Pod], names: ["tool-*"]}}]}}', '"tool-*" is a pattern, and a waiver names one object or all'],
    ['a pattern of policies', `{exceptions: [{policyName: "require-*"}], ${MATCH}}`, 'the policy "require-*" is a pattern'],
    ['conditions', `{exceptions: [{policyName: require-ro-rootfs}], conditions: {any: []}, ${MATCH}}`, 'it holds under conditions'],
    ['labels', '{exceptions: [{policyName: require-ro-rootfs}], match: {any: [{resources: {kinds: [Pod], selector: {}}}]}}', 'it selects objects by selector, and a waiver by kind, namespace and name'],
    ['several conditions at once', '{exceptions: [{policyName: a}], match: {all: [{resources: {kinds: [Pod]}}, {resources: {names: [a]}}]}}', 'all of several conditions have to hold'],
    ['a policy of their own', `{exceptions: [{policyName: our-own}], ${MATCH}}`, 'kyverno our-own (exception.yaml, PolicyException delta): no control of ours judges this'],
  ])('Kyverno: %s are named as not carried over', async (_, spec, because) => {
    const { waivers, err } = await exception(spec);
    expect(waivers).toEqual([]);
    expect(err).toContain(because);
  });

  test('Pod Security: exempt namespaces, and not users and runtime classes', async () => {
    const { waivers, err } = await converted({
      'admission.yaml': `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
- name: PodSecurity
  configuration:
    apiVersion: pod-security.admission.config.k8s.io/v1
    kind: PodSecurityConfiguration
    exemptions: {namespaces: [kube-system], usernames: [admin], runtimeClasses: [kata]}
`,
    });
    expect(waivers.every(({ object }) => JSON.stringify(object) === '{"namespace":"kube-system","name":"*"}')).toBe(true);
    expect(waivers.map(({ control }) => control)).toEqual(expect.arrayContaining(['no-privileged', 'run-as-non-root', 'no-host-namespaces']));
    for (const what of ['usernames "admin"', 'runtimeClasses "kata"']) expect(err).toContain(`pod-security ${what} (admission.yaml, exemptions)`);
  });
});

describe('the file', () => {
  test('says once what several tools except, with all reasons and the earliest end', async () => {
    const { at, out } = await converted({
      'web.yaml': annotated({
        'ignore-check.kube-linter.io/no-read-only-root-fs': 'vendor image writes to /opt', 'checkov.io/skip1': 'CKV_K8S_22=SEC-1', 'kube-score/ignore': 'container-security-context-readonlyrootfilesystem',
        'kubescape.io/skip-controls': 'C-0017', 'kubescape.io/skip-expiry': '2027-03-31T23:59:59Z',
      }),
    }, '.');
    expect(out).toMatchInlineSnapshot(`
"waivers:
  # was kube-linter no-read-only-root-fs (web.yaml, annotations of Deployment web)
  # was kube-score container-security-context-readonlyrootfilesystem (web.yaml, annotations of Deployment web)
  # was checkov CKV_K8S_22 (web.yaml, annotations of Deployment web)
  # was kubescape C-0017 (web.yaml, annotations of Deployment web)
  - control: read-only-root-filesystem
    reason: "vendor image writes to /opt; SEC-1"
    expires: '2027-03-31'
    # owner: who answers for it
    object: { kind: Deployment, namespace: shop, name: web }
"
`);
    const { waivers, bad } = readWaiverFile(parse(out));
    expect({ waivers: waivers.length, bad }).toEqual({ waivers: 1, bad: [] });
    expect(existsSync(join(at, 'waivers.yaml'))).toBe(false);
  });

  test('holds hostile texts as texts, in one line', async () => {
    const reason = 'line\nbreak "quotes" # no comment: {a: b} waivers: []';
    const { waivers } = await converted({ 'web.yaml': annotated({ 'ignore-check.kube-linter.io/no-read-only-root-fs': reason }) });
    expect(waivers).toEqual([{ control: 'read-only-root-filesystem', reason: reason.replace('\n', ' '), object: WEB }]);
  });

  test('is empty where nothing is excepted', async () => {
    expect(await converted({ 'web.yaml': annotated({}) })).toMatchObject({ code: 0, out: 'waivers: []\n', err: '0 waivers' });
  });

  test('is written where --output says', async () => {
    const at = folder();
    write(at, { '.checkov.yaml': 'skip-check: [CKV_K8S_22]\n' });
    expect(await call(at, ['convert', '--output', 'waivers.yaml'])).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(join(at, 'waivers.yaml'), 'utf8')).toContain('read-only-root-filesystem');
  });

  test('fails where it is there already, since somebody has written reasons into it', async () => {
    const at = folder();
    write(at, { '.checkov.yaml': 'skip-check: [CKV_K8S_22]\n', 'waivers.yaml': 'waivers: []\n' });
    const { code, err } = await call(at, ['convert', '--output', 'waivers.yaml']);
    expect({ code, text: readFileSync(join(at, 'waivers.yaml'), 'utf8') }).toEqual({ code: 2, text: 'waivers: []\n' });
    expect(err).toContain('"waivers.yaml" is there already, and may hold reasons that somebody wrote; name another --output, or remove it');
  });
});

test('fails for what cannot be read, and writes the rest', async () => {
  const { code, waivers, err } = await converted({ '.checkov.yaml': 'skip-check: [CKV_K8S_22]\n', '.kube-linter.yaml': 'checks: {', 'bad.yaml': 'kind: [' });
  expect(code).toBe(2);
  expect(waivers.length).toBe(1);
  expect(err).toContain('error: cannot read ".kube-linter.yaml"');
  expect(err).toContain('error: "bad.yaml"');
});

test('fails for a path that is not there', async () => {
  expect((await converted({}, 'nowhere')).code).toBe(2);
});

test('no control that cannot be waived is waived', async () => {
  const unwaivable = Object.entries(VOCABULARY).filter(([, { waivable }]) => !waivable).map(([id]) => id);
  const { waivers, err } = await converted({ 'web.yaml': annotated({ 'kube-score/ignore': 'deployment-pod-selector-labels-match-template-metadata-labels' }) });
  expect(unwaivable).toContain('selector-matches-template');
  expect(waivers).toEqual([]);
  expect(err).toContain('no exception from selector-matches-template can be right');
});
