import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { KustomizeFiles } from '../../src/sources/kustomize';

let at: string;
const before = process.cwd();
beforeEach(() => { process.chdir(at = mkdtempSync(join(tmpdir(), 'kustomize-'))); });
afterEach(() => {
  process.chdir(before);
  rmSync(at, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** What `base/part.yaml` is to a kustomization beside it. */
function role(kustomization: string, more: Readonly<Record<string, string>> = {}): string | undefined {
  write({ 'base/kustomization.yaml': kustomization, 'base/part.yaml': 'a: 1\n', ...more });
  return new KustomizeFiles().partBecause('base/part.yaml');
}

const A_PATCH = 'base/kustomization.yaml lists it as a patch';
const DATA = 'base/kustomization.yaml lists it as data of a generator';

test.each<[string, string, string]>([
  ['a path of a patch', 'patches: [{path: part.yaml}]', A_PATCH],
  ['a path as a patch', 'patches: [part.yaml]', A_PATCH],
  ['a path that leaves the folder and comes back', 'patches: [{path: ../base/./part.yaml}]', A_PATCH],
  ['a strategic merge patch', 'patchesStrategicMerge: [other.yaml, part.yaml]', A_PATCH],
  ['a JSON patch', 'patchesJson6902: [{path: part.yaml, target: {kind: Pod}}]', A_PATCH],
  ['a replacement', 'replacements: [{path: part.yaml}]', 'base/kustomization.yaml lists it as a replacement'],
  ['a file of a ConfigMap', 'configMapGenerator: [{name: x, files: [part.yaml]}]', DATA],
  ['a file of a ConfigMap under another key', 'configMapGenerator: [{name: x, files: [key=part.yaml]}]', DATA],
  ['a file of a Secret', 'secretGenerator: [{name: x, files: [part.yaml]}]', DATA],
  ['variables', 'secretGenerator: [{name: x, envs: [part.yaml]}]', DATA],
  ['a file of variables', 'configMapGenerator: [{name: x, env: part.yaml}]', DATA],
  ['patches of a transformer in the text', 'transformers:\n- |\n  kind: PatchStrategicMergeTransformer\n  paths: [part.yaml]\n', A_PATCH],
  ['the patch of a transformer in the text', 'transformers:\n- |\n  kind: PatchTransformer\n  path: part.yaml\n', A_PATCH],
  ['data of a generator in the text', 'generators:\n- |\n  kind: ConfigMapGenerator\n  files: [part.yaml]\n', DATA],
  ['replacements of a transformer in the text', 'transformers:\n- |\n  replacements: [{path: part.yaml}]\n', 'base/kustomization.yaml lists it as a replacement'],
])('%s is no manifest of its own', (_, kustomization, reason) => {
  expect(role(kustomization)).toBe(reason);
});

test.each<[string, string]>([
  ['a resource', 'resources: [part.yaml]'],
  ['another file', 'patches: [{path: other.yaml}]'],
  ['a file of another folder', 'patches: [{path: ../part.yaml}]'],
  ['nothing', '{}'],
  ['a patch in the text that mentions it', 'patches:\n- |\n  part.yaml\n'],
  ['values of a wrong type', 'patches: [7, {path: [part.yaml]}]\nreplacements: [part.yaml, {path: [part.yaml]}]\nconfigMapGenerator: [part.yaml, {files: {a: part.yaml}}]\ntransformers: [7]\n'],
  ['an empty path', 'patches: [""]'],
])('a file stays a manifest where the kustomization lists %s', (_, kustomization) => {
  expect(role(kustomization)).toBeUndefined();
});

test('a transformer in a file of its own names its files', () => {
  expect(role('transformers: [t.yaml]', { 'base/t.yaml': 'kind: PatchTransformer\npath: part.yaml\n' })).toBe(A_PATCH);
  expect(role('transformers: [t.yaml]', { 'base/t.yaml': 'path: x.yaml\n---\nkind: PatchTransformer\npath: part.yaml\n' })).toBe(A_PATCH);
  expect(role('transformers: [none.yaml, base]')).toBeUndefined();
});

test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])('%s is a kustomization, of the folders below as well', (name) => {
  write({ [`a/${name}`]: 'patches: [{path: b/c/part.yaml}]\nnamespace: shop\n', 'a/b/c/part.yaml': '', 'a/b/c/other.yaml': '' });
  const files = new KustomizeFiles();
  expect(files.partBecause('a/b/c/part.yaml')).toBe(`a/${name} lists it as a patch`);
  expect(files.partBecause(join(at, 'a/b/c/part.yaml'))).toBe(`a/${name} lists it as a patch`);
  expect(files.partBecause('a/b/c/other.yaml')).toBeUndefined();
  expect(files.namespaceOf('a/b/c/part.yaml')).toBe('shop');
});

test('the first of its names is the kustomization, and a folder is none', () => {
  write({ 'a/kustomization.yaml/x': '', 'a/kustomization.yml': 'namespace: second\n', 'a/Kustomization': 'namespace: third\n', 'a/part.yaml': '' });
  expect(new KustomizeFiles().namespaceOf('a/part.yaml')).toBe('second');
});

test('the nearest namespace counts, and an empty or wrong one is none', () => {
  write({ 'kustomization.yaml': 'namespace: outer\n', 'a/kustomization.yaml': 'namespace: inner\n', 'b/kustomization.yaml': 'namespace: ""\n', 'c/kustomization.yaml': 'namespace: [x]\n' });
  const files = new KustomizeFiles();
  expect(['a/x.yaml', 'b/x.yaml', 'c/x.yaml', 'x.yaml'].map((file) => files.namespaceOf(file))).toEqual(['inner', 'outer', 'outer', 'outer']);
});

test('a file that no kustomization is above belongs to none', () => {
  write({ 'a/kustomization.yaml': 'namespace: x\npatches: [{path: ../part.yaml}]\n', 'part.yaml': '' });
  expect(new KustomizeFiles().namespaceOf('part.yaml')).toBeUndefined();
  expect(new KustomizeFiles().partBecause('part.yaml')).toBeUndefined();
});

test('a file is the same under the name of a link', () => {
  write({ 'base/kustomization.yaml': 'patches: [{path: part.yaml}]', 'base/part.yaml': '' });
  symlinkSync(join(at, 'base'), join(at, 'link'));
  expect(new KustomizeFiles().partBecause('link/part.yaml')).toBe(A_PATCH);
});

test.each<[string, string]>([
  ['no YAML', 'patches: ['],
  ['two documents', 'patches: []\n---\npatches: []\n'],
  ['a document and half of one', 'patches: []\n---\npatches: [\n'],
  ['no map', '- patches\n'],
  ['more than a mebibyte', `#${'x'.repeat(1024 * 1024)}\npatches: []\n`],
])('fails to read a kustomization of %s, which may list any file', (_, text) => {
  expect(role(text)).toBe('base/kustomization.yaml may list it as a patch and cannot be read');
  expect(new KustomizeFiles().namespaceOf('base/part.yaml')).toBeUndefined();
});

test('empty documents around a kustomization do not matter', () => {
  expect(role('# first\n---\npatches: [part.yaml]\n---\n# last\n')).toBe(A_PATCH);
});

test('a kustomization of a mebibyte is read', () => {
  expect(role(`patches: [part.yaml]\n#${'x'.repeat(1024 * 1024 - 23)}\n`)).toBe(A_PATCH);
});
