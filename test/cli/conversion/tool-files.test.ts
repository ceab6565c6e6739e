import { ignoreListExceptions, isIgnoreList, isToolFile, toolFileExceptions } from '../../../src/cli/conversion/tool-files';

const ANY = { name: '*' };
const BASELINE = 'start with a baseline, `cdk8s-hardened check --write-baseline`';
const PATHS = 'a waiver names objects and no files; put the paths under `exclude` of `.cdk8s-hardened.yaml`';
const VULNERABILITY = 'it is about a vulnerability and no manifest; say so in OpenVEX, which `check --scan-reports` reads (docs/images.md)';

const read = (data: unknown, files: Readonly<Record<string, string>> = {}): unknown =>
  toolFileExceptions(data, 'f', (isMeant) => Object.entries(files).filter(([file]) => isMeant(file)).map(([, name]) => ({ name })));
const excepted = (tool: string, from: string, ...checks: readonly string[]): unknown[] => checks.map((check) => ({ tool, check, from, object: ANY }));

test.each([
  '.kube-linter.yaml', '.kube-linter.yml', 'kube-linter.yaml', 'kubelinter.yaml', '.kube-linter-ci.yaml', 'kube-linter.ci.yml', '.checkov.yaml', 'checkov.yml',
  '.trivyignore', 'trivyignore', '.trivyignore.yaml', 'trivyignore.yml', 'eks.template.json',
])('%s is the file of a tool', (name) => expect(isToolFile(name)).toBe(true));

test.each([
  'kube-linter.json', 'my-kube-linter.yaml', 'kube-linterx.yaml', 'checkov.yaml.bak', 'my-checkov.yaml', 'checkov-ci.yaml', '.trivyignore.txt', 'x.trivyignore', 'template.json', 'eks.templateXjson', 'eks.template.json5',
])('%s is no file of a tool', (name) => expect(isToolFile(name)).toBe(false));

test('only a file of Trivy without extension holds lines', () => {
  expect(['.trivyignore', 'a/trivyignore', '.trivyignore.yaml', 'checkov.yaml'].filter(isIgnoreList)).toEqual(['.trivyignore', 'a/trivyignore']);
});

test.each<[string, unknown, unknown]>([
  ['kube-linter', { checks: { exclude: ['a', ' b '] } }, excepted('kube-linter', 'f, checks.exclude', 'a', 'b')],
  ['kube-linter with a text of names', { checks: { exclude: 'a, ,b' } }, excepted('kube-linter', 'f, checks.exclude', 'a', 'b')],
  ['kube-linter with own checks alone', { customChecks: [] }, []],
  ['kube-linter with paths', { checks: { ignorePaths: ['a/**', 'b'] } }, [{ what: 'kube-linter a/**, b', from: 'f, checks.ignorePaths', because: PATHS }]],
  ['kube-linter without defaults', { checks: { doNotAutoAddDefaults: true } }, [{
    what: 'kube-linter doNotAutoAddDefaults', from: 'f', because: `it turns off every check that \`include\` does not list, and our controls are all judged; ${BASELINE}`,
  }]],
  ['kube-linter with a wrong type', { checks: { doNotAutoAddDefaults: 'true', exclude: [7, { a: 1 }] } }, []],
  ['checkov', { 'skip-check': ['CKV_K8S_1', 'CKV_K8S_2'] }, excepted('checkov', 'f, skip-check', 'CKV_K8S_1', 'CKV_K8S_2')],
  ['checkov with patterns', { 'skip-check': 'CKV_*,CKV_?' }, ['CKV_*', 'CKV_?'].map((check) => ({
    what: `checkov ${check}`, from: 'f, skip-check', because: 'it is a pattern, and a waiver names one control; name the checks',
  }))],
  ['checkov with paths', { 'skip-path': ['a', 'b'] }, [{ what: 'checkov a, b', from: 'f, skip-path', because: PATHS }]],
  ['checkov with a choice', { check: ['a', 'b'] }, [{ what: 'checkov check: a, b', from: 'f', because: `it turns off every other check, and our controls are all judged; ${BASELINE}` }]],
  ['Trivy', { misconfigurations: [{ id: 'KSV014' }, { id: 'KSV001', statement: 'why', expired_at: '2027-04-01' }] }, [
    { tool: 'trivy', check: 'KSV014', from: 'f, misconfigurations', object: ANY, expires: undefined },
    { tool: 'trivy', check: 'KSV001', from: 'f, misconfigurations', object: ANY, expires: '2027-03-31', reason: 'why' },
  ]],
  ['Trivy without id', { misconfigurations: [{ id: 7 }] }, [{ what: 'trivy entry without id', from: 'f, misconfigurations', because: 'it names no check; correct it' }]],
  ['Trivy with what is about no manifest', { vulnerabilities: [{ id: 'CVE-1' }], secrets: [{ id: 'S' }], licenses: [{}] }, [
    { what: 'trivy CVE-1', from: 'f, vulnerabilities', because: VULNERABILITY },
    { what: 'trivy S', from: 'f, secrets', because: 'it is about a secret in a file; our controls have names of their own, so run `cdk8s-hardened check` and waive what has to stay' },
    { what: 'trivy licenses', from: 'f, licenses', because: 'it is about the license of a package, which no control judges; keep it with Trivy' },
  ]],
  ['Trivy with secrets alone', { secrets: [] }, []],
  ['Trivy with licenses alone', { licenses: [] }, []],
  ['Trivy with vulnerabilities alone', { vulnerabilities: [] }, []],
  ['cdk-nag', { Metadata: { cdk_nag: { rules_to_suppress: [{ id: 'A' }] } }, Resources: { R: { Metadata: { cdk_nag: { rules_to_suppress: [{}] } } }, S: {} } }, [
    { what: 'cdk-nag A', from: 'f, the stack', because: 'it is about a resource of AWS and no manifest; keep it with cdk-nag' },
    { what: 'cdk-nag rule without id', from: 'f, R', because: 'it is about a resource of AWS and no manifest; keep it with cdk-nag' },
  ]],
])('a file of %s', (_, data, exceptions) => {
  expect(read(data)).toEqual(exceptions);
});

test.each<[string, unknown]>([['a list', [1]], ['a text', 'checks'], ['an object of Kubernetes', { apiVersion: 'v1', kind: 'Pod' }], ['checks that are none', { checks: ['a'] }], ['resources that are none', { Resources: [] }]])(
  '%s is the file of no tool', (_, data) => expect(read(data)).toBeUndefined());

test('paths of Trivy are the objects in the files that they match', () => {
  const files = { 'deploy/a.yaml': 'a', 'deploy/b.yaml': 'b', 'other/c.yaml': 'c' };
  const found = (...paths: readonly string[]): unknown => read({ misconfigurations: [{ id: 'KSV014', paths }] }, files);
  expect(found('deploy/**')).toMatchObject([{ object: { name: 'a' } }, { object: { name: 'b' } }]);
  expect(found('x/**', 'y')).toEqual([{
    what: 'trivy KSV014', from: 'f, misconfigurations', because: 'it is limited to x/**, y, where no manifest was found; name the folder of the manifests, too',
  }]);
});

test('a list of Trivy has an id in each line, and perhaps its end', () => {
  const list = '# comment\n\n  KSV014 exp:2027-04-01 \nAVD-KCV-0001\nksv001 x exp:2027-04-02\nCVE-2024-1\nGHSA-1\nAVD-AWS-1\nX-CVE-1\n';
  const kept = (check: string): object => ({ what: `trivy ${check}`, from: 'f', because: 'it is no check of Kubernetes; keep it with Trivy' });
  expect(ignoreListExceptions(list, 'f')).toEqual([
    { tool: 'trivy', check: 'KSV014', from: 'f', object: ANY, expires: '2027-03-31' },
    { tool: 'trivy', check: 'AVD-KCV-0001', from: 'f', object: ANY, expires: undefined },
    { tool: 'trivy', check: 'ksv001', from: 'f', object: ANY, expires: '2027-04-01' },
    { what: 'trivy CVE-2024-1', from: 'f', because: VULNERABILITY }, { what: 'trivy GHSA-1', from: 'f', because: VULNERABILITY },
    kept('AVD-AWS-1'), kept('X-CVE-1'),
  ]);
});
