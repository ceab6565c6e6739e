import { call, folder, write } from './command';

/** Pods in custom resources: judged where it is known or declared what they are, and never silence. */

interface Found { readonly control: string; readonly outcome: string; readonly pointer: string; readonly message: string }

let at: string;
beforeEach(() => { at = folder(); });

async function check(text: string, profile?: string): Promise<{ code: number; findings: Found[] }> {
  write(at, { 'x.yaml': text, ...(profile && { 'settings.yaml': profile }) });
  const { code, out } = await call(at, ['check', '--format', 'json', 'x.yaml', ...(profile ? ['--config', 'settings.yaml'] : [])]);
  return { code, findings: (JSON.parse(out) as { findings: Found[] }).findings };
}
const places = (findings: readonly Found[], id: string): string[] => findings.filter(({ control }) => control === id).map(({ pointer }) => pointer);
const undecided = (findings: readonly Found[]): Found[] => findings.filter(({ outcome }) => outcome === 'inconclusive');

const HEAD = 'metadata: { name: x, namespace: shop }\nspec:\n';
const TASK = `apiVersion: tekton.dev/v1
kind: Task
${HEAD}  steps:
    - { name: build, image: registry.example.com/kaniko:1.0.0, securityContext: { privileged: true } }
  sidecars:
    - { name: dind, image: docker.io/docker:dind, securityContext: { privileged: true } }
  volumes: [{ name: sock, hostPath: { path: /var/run/docker.sock } }]
`;
const WORKFLOW = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
${HEAD}  entrypoint: a
  hostNetwork: true
  templates:
    - name: a
      container: { image: registry.example.com/job:1.0.0, securityContext: { privileged: true } }
`;
const groups = (kind: string): string => `apiVersion: ${kind.split('/')[0]}/v1
kind: ${kind.split('/')[1]}
${HEAD}  headGroupSpec: { template: { spec: { containers: [{ name: h, image: "registry.example.com/es:1" }] } } }
  workerGroupSpecs:
    - template: { spec: { containers: [{ name: w, image: "registry.example.com/es:1", securityContext: { privileged: true } }] } }
`;
const settings = (kind: string, ...pointers: string[]): string => `profile:\n  customPodSpecs: { '${kind}': [${pointers.map((one) => `'${one}'`).join(', ')}] }\n`;

test('a Task of Tekton', async () => {
  const { code, findings } = await check(TASK);
  expect([code, undecided(findings)]).toEqual([1, []]);
  expect(places(findings, 'no-privileged')).toEqual(['/spec/steps/0/securityContext/privileged', '/spec/sidecars/0/securityContext/privileged']);
  expect(places(findings, 'no-runtime-socket')).toEqual(['/spec/volumes/0/hostPath/path']);
  expect(findings.filter(({ message }) => message.includes('is not set'))).toEqual([]);
});

test('a Workflow of Argo', async () => {
  const { code, findings } = await check(WORKFLOW);
  expect([code, undecided(findings)]).toEqual([1, []]);
  expect(places(findings, 'no-host-namespaces')).toEqual(['/spec/hostNetwork']);
  expect(places(findings, 'no-privileged')).toEqual(['/spec/templates/0/container/securityContext/privileged']);
});

test('a parameter of a Task is not known', async () => {
  const { code, findings } = await check(TASK.replace('registry.example.com/kaniko:1.0.0', '$(params.image)'));
  expect(code).toBe(2);
  expect(undecided(findings).map(({ pointer }) => pointer)).toContain('/spec/steps/0/image');
});

describe.each(['ray.io/RayCluster', 'example.com/Cluster'])('several groups of pods in a %s', (kind) => {
  const worker = '/spec/workerGroupSpecs/0/template/spec/containers/0/securityContext/privileged';

  test('are judged or undecided, whatever of them is declared', async () => {
    const none = await check(groups(kind));
    const some = await check(groups(kind), settings(kind, '/spec/headGroupSpec/template/spec'));
    for (const { findings } of [none, some]) expect(undecided(findings).length + places(findings, 'no-privileged').length).toBeGreaterThan(0);
    const all = await check(groups(kind), settings(kind, '/spec/headGroupSpec/template/spec', '/spec/workerGroupSpecs/*/template/spec'));
    expect([undecided(all.findings), places(all.findings, 'no-privileged')]).toEqual([[], [worker]]);
  });
});

test('the message lists what to declare, and declaring that is enough', async () => {
  const before = await check(groups('example.com/Cluster'));
  expect(before.code).toBe(2);
  const [, hint] = /`(customPodSpecs: .*?)`/.exec(undecided(before.findings)[0].message)!;
  expect(hint).toBe("customPodSpecs: { 'example.com/Cluster': ['/spec/headGroupSpec/template/spec', '/spec/workerGroupSpecs/*/template/spec'] }");
  const { code, findings } = await check(groups('example.com/Cluster'), `profile:\n  ${hint}\n`);
  expect([code, undecided(findings)]).toEqual([1, []]);
});

const pods = '{ spec: { hostNetwork: true, containers: [{ image: "!*:latest", securityContext: { privileged: true } }] } }';

test.each([
  ['a pattern of Kyverno', `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: x }\nspec: { rules: [{ name: tag, validate: { pattern: ${pods} } }] }\n`],
  ['a constraint of Gatekeeper', `apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sX\nmetadata: { name: x }\nspec: { parameters: ${pods} }\n`],
  ['values of Flux', `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n${HEAD}  values: ${pods}\n`],
  ['values of Argo CD', `apiVersion: argoproj.io/v1alpha1\nkind: Application\n${HEAD}  source: { helm: { valuesObject: ${pods} } }\n`],
  ['a text in a ConfigMap', `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: shop }\ndata:\n  pod.yaml: |\n    ${pods}\n`],
])('%s is no pod', async (_, text) => {
  const { code, findings } = await check(text);
  expect([code, undecided(findings), places(findings, 'no-privileged')]).toEqual([0, [], []]);
});
