import { call, folder, write } from './command';

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: widgets, kind: Widget }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, properties: { size: { type: string } } }
`;
const WIDGET = `apiVersion: example.com/v1
kind: Widget
metadata: { name: web, namespace: shop }
spec:
  sise: s
`;
const KUBELET = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: Unheard\n';
const CEL = DEFINITION.replace('type: object, properties', 'type: object, x-kubernetes-validations: [{ rule: "true" }], properties');

let at: string;
beforeEach(() => { at = folder(); });

async function checked(...options: string[]): Promise<{ code: number; findings: string[]; unjudged: unknown[] }> {
  const { code, out, err } = await call(at, ['check', '--format', 'json', ...options]);
  if (out === '') throw new Error(err);
  const { summary, findings } = JSON.parse(out);
  const told = findings.map(({ file, line, message }: Record<string, unknown>) => `${String(file)}:${String(line)} ${String(message)}`);
  return { code, findings: told, unjudged: summary.unjudged.map(({ kind, objects }: Record<string, unknown>) => `${String(kind)} ${String(objects)}`) };
}

const FOUND = 'widget.yaml:5 Widget: spec has no field "sise"; did you mean "size"?';

test('a kind that nothing describes is counted and named', async () => {
  write(at, { 'widget.yaml': `${WIDGET}---\n${WIDGET.replace('web', 'other')}`, 'kubelet.yaml': KUBELET });
  expect(await checked('.')).toEqual({ code: 0, findings: [], unjudged: ['Unheard 1', 'Widget 2'] });
  const { out } = await call(at, ['check', '.']);
  expect(out).toContain('not judged in full');
  expect(out).toContain('Widget of example.com/v1, 2 objects');
});

test('a kustomization is named with the command that judges what it builds', async () => {
  write(at, { 'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n' });
  expect((await call(at, ['check', '.'])).out.replace(/\s+/g, ' ')).toContain('judge what it builds: `kubectl kustomize FOLDER | cdk8s-hardened check -`');
});

test.each([
  ['argoproj.io/v1alpha1', 'Application', '`argocd app manifests NAME | cdk8s-hardened check -`'],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', '`helm template CHART --values FILE | cdk8s-hardened check -`'],
  ['addons.cluster.x-k8s.io/v1beta1', 'ClusterResourceSet', 'the objects in the ConfigMaps and Secrets that it names were not judged'],
])('%s %s is named with how to judge what it deploys, also where its fields are known', async (apiVersion, kind, how) => {
  const [group, version] = apiVersion.split('/');
  write(at, { 'a.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web, namespace: shop }\nspec: { size: s }\n` });
  const told = async (): Promise<string> => (await call(at, ['check', '.'])).out.replace(/\s+/g, ' ');
  expect(await told()).toContain(how);
  write(at, { 'z.yaml': DEFINITION.replaceAll('example.com', group).replace('name: v1', `name: ${version}`).replace('Widget', kind) });
  expect(await told()).toContain(how);
});

test('a configuration file is held to its fields, and it is said that no control is about it', async () => {
  write(at, { 'tracing.yaml': 'apiVersion: apiserver.config.k8s.io/v1\nkind: TracingConfiguration\nsamplingratePerMillion: 100\n' });
  const { code, findings, unjudged } = await checked('.');
  expect([code, unjudged]).toEqual([1, ['TracingConfiguration 1']]);
  expect(findings).toEqual(['tracing.yaml:3 TracingConfiguration has no field "samplingratePerMillion"; did you mean "samplingRatePerMillion"?']);
});

test('exits with 2 where something must not be left unjudged', async () => {
  write(at, { 'widget.yaml': WIDGET });
  expect((await checked('.', '--fail-on-unjudged')).code).toBe(2);
  write(at, { 'definition.yaml': DEFINITION, 'widget.yaml': WIDGET.replace('sise', 'size') });
  expect(await checked('.', '--fail-on-unjudged')).toEqual({ code: 0, findings: [], unjudged: [] });
});

test.each([['before', 'a.yaml'], ['behind', 'z.yaml']])('a definition %s its objects types them', async (_, name) => {
  write(at, { [name]: DEFINITION, 'widget.yaml': WIDGET });
  expect(await checked('.')).toEqual({ code: 1, findings: [FOUND], unjudged: [] });
});

test('definitions may be elsewhere', async () => {
  write(at, { 'widget.yaml': WIDGET });
  const elsewhere = folder();
  write(elsewhere, { 'definition.yaml': DEFINITION });
  expect(await checked('.', '--crds', elsewhere)).toEqual({ code: 1, findings: [FOUND], unjudged: [] });
  write(at, { '.cdk8s-hardened.yaml': 'crds: [types]\n', 'types/definition.yaml': DEFINITION });
  expect(await checked('widget.yaml')).toEqual({ code: 1, findings: [FOUND], unjudged: [] });
});

test('rules that are not evaluated are counted', async () => {
  write(at, { 'definition.yaml': CEL, 'widget.yaml': WIDGET.replace('sise', 'size') });
  const { out } = await call(at, ['check', '--format', 'json', '.']);
  expect(JSON.parse(out).summary.unjudged).toEqual([{
    apiVersion: 'example.com/v1', kind: 'Widget', objects: 1,
    reason: 'its CustomResourceDefinition has rules in CEL or combined schemas that were not evaluated: 1',
  }]);
});

test('the versions of fields are not judged for a target before the tables, which is said', async () => {
  write(at, { 'profile.yaml': 'kubernetesVersion: "1.30"\n', 'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: shop }\n' });
  const { out } = await call(at, ['check', '--format', 'json', '--profile', 'profile.yaml', 'config.yaml']);
  expect(JSON.parse(out).summary.unjudged).toEqual([{
    apiVersion: 'v1', kind: 'ConfigMap', objects: 1,
    reason: 'whether Kubernetes 1.30 has its fields is not known: the tables cover 1.34 to 1.37, and a field of any of these passed',
  }]);
});

test.each([
  ['a folder without definitions', '--crds: there is no CustomResourceDefinition in', WIDGET],
  ['a file that cannot be read', '--crds: "', 'a: ['],
])('fails for %s', async (_, message, text) => {
  write(at, { 'widget.yaml': WIDGET });
  const elsewhere = folder();
  write(elsewhere, { 'x.yaml': text });
  const { code, err } = await call(at, ['check', '--crds', elsewhere, '.']);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});
