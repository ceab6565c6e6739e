import { BARE, call, folder, write } from './command';

const KUSTOMIZATION = 'resources: [web.yaml]\npatches: [{path: patch.yaml}]\n';
const patch = (pod: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: ${pod}}}\n`;

interface Checked { readonly findings: string[]; readonly unjudged: readonly { kind: string; reason: string }[] }

async function checked(files: Readonly<Record<string, string>>): Promise<Checked> {
  const at = folder();
  write(at, { 'web.yaml': BARE, ...files });
  const { summary, findings } = JSON.parse((await call(at, ['check', '--format', 'json', '.'])).out);
  const found = (findings as readonly Readonly<Record<'file' | 'control' | 'pointer', string>>[]).filter(({ file }) => file === 'patch.yaml');
  return { findings: found.map(({ control, pointer }) => `${control} ${pointer}`), unjudged: summary.unjudged };
}

describe('a patch of kustomize', () => {
  test.each([
    ['a new image', patch('{containers: [{name: main, image: "registry.example.com/web:2.0.0@sha256:' + 'a'.repeat(64) + '"}]}')],
    ['a deletion', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n$patch: delete\n'],
    ['a deletion in a list', patch('{containers: [{name: main, $patch: delete}]}')],
    ['an order of a list', patch('{$setElementOrder/containers: [{name: main}], containers: [{name: main, args: [--debug]}]}')],
    ['a label', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, labels: {tier: front}}\n'],
  ])('is not blamed for what %s leaves out', async (_, text) => {
    const { findings, unjudged } = await checked({ 'kustomization.yaml': KUSTOMIZATION, 'patch.yaml': text });
    expect(findings).toEqual([]);
    expect(unjudged.find(({ kind }) => kind === 'Deployment')?.reason).toContain('so only what it sets was judged; judge what kustomize builds');
  });

  test.each([
    ['no-host-namespaces /spec/template/spec/hostNetwork', patch('{hostNetwork: true}')],
    ['no-privileged /spec/template/spec/containers/0/securityContext/privileged', patch('{containers: [{name: main, securityContext: {privileged: true}}]}')],
    ['valid-manifest /spec/template/spec/hostNetwrk', patch('{hostNetwrk: true}')],
  ])('fails by %s, which it sets', async (found, text) => {
    expect((await checked({ 'kustomization.yaml': KUSTOMIZATION, 'patch.yaml': text })).findings).toEqual([found]);
  });

  test('fails for all that it lacks where it is a whole object, which somebody may apply as it is', async () => {
    expect((await checked({ 'kustomization.yaml': KUSTOMIZATION, 'patch.yaml': BARE })).findings.length).toBeGreaterThan(5);
  });

  test('fails for all that it lacks where no kustomization lists it', async () => {
    expect((await checked({ 'patch.yaml': patch('{}') })).findings.length).toBeGreaterThan(1);
  });
});
