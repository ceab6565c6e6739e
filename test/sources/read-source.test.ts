import { problems, objects, read } from './reading';
import { readStream } from '../../src/sources/read-source';
import { SourceItem } from '../../src/sources/source';

const X = 'apiVersion: v1\nkind: X\n';

const messages = (text: string | Uint8Array): string[] => problems(text).map(({ message }) => message);
const types = (text: string | Uint8Array): string[] => read(text).map(({ type }) => type);

describe('documents', () => {
  test('are objects in the order of the file', () => {
    expect(objects(`${X}---\n${X}...\n---\n${X}`).map(({ document, file }) => [document, file])).toEqual([[0, 'a.yaml'], [1, 'a.yaml'], [2, 'a.yaml']]);
  });

  test('without anything in them are nothing', () => {
    expect(read(`# only a comment\n---\n\n--- # and one\n# more\n---\n${X}---\n`)).toHaveLength(1);
    expect(read('')).toEqual([]);
    expect(read('\r\n---\r\n# c\r\n')).toEqual([]);
  });

  test.each(['image: x\n', 'kind: X\n', 'apiVersion: v1\n', 'apiVersion:\nkind:\n', '- a\n- b\n', '[1]', 'version: "3"\nservices: {}\n'])('that are no objects are skipped: %j', (text) => {
    expect(read(text)).toEqual([{ type: 'skipped', file: 'a.yaml', line: 1 }]);
  });

  test.each([
    ['kind: Pod\nmetadata: {name: a}\n', 'has metadata and no apiVersion, so that kubectl refuses it', 'write `apiVersion`, or exclude the file'],
    ['apiVersion: v1\nmetadata: {name: a}\n', 'has metadata and no kind, so that kubectl refuses it', 'write `kind`, or exclude the file'],
    ['apiversion: v1\nKind: Pod\nmetadata: {name: a}\n', 'has metadata and no apiVersion and no kind, but "apiversion" and "Kind", so that kubectl refuses it', 'write `apiVersion` and `kind`, or exclude the file'],
    ['apiVersion: v1\nKIND: Pod\nmetadata: {name: a}\n', 'has metadata and no kind, but "KIND", so that kubectl refuses it', 'write `kind`, or exclude the file'],
  ])('that lack only their type are problems: %j', (text, message, fix) => {
    expect(read(text)).toMatchObject([{ type: 'problem', line: 1, column: 1, message, fix }]);
  });

  test.each(['metadata: {name: a}\nspec: {}\n', 'kind: Kustomization\nmetadata: {name: a}\n', 'kind: DaemonSet\nmetadata: text\n'])('that nothing calls an object, or that kustomize completes, are skipped: %j', (text) => {
    expect(read(text)).toMatchObject([{ type: 'skipped' }]);
  });

  test('that are skipped do not count', () => {
    expect(read(`a: 1\n---\n${X}`)).toMatchObject([{ type: 'skipped', line: 1 }, { document: 0 }]);
  });

  test('with a type that is no text are problems', () => {
    expect(messages('apiVersion: 1\nkind: X\n')).toEqual(['has an apiVersion or kind that is no text']);
  });

  test('that are a list of objects are problems', () => {
    expect(messages('- apiVersion: v1\n  kind: Pod\n')).toEqual(['is a list of objects without a kind']);
  });
});

describe('lists', () => {
  test('are taken apart, lists in lists too', () => {
    const inner = { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'B' }] };
    const found = objects(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'A' }, inner] }));
    expect(found.map(({ manifest, document }) => [manifest.kind, document])).toEqual([['A', 0], ['B', 1]]);
  });

  test('of one kind give their type to items without', () => {
    const found = objects('apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: {name: a}\n');
    expect(found[0].manifest).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' } });
  });

  test('of a kind that is no list stand for themselves and for their items, as clients differ', () => {
    const found = objects('apiVersion: v1\nkind: ConfigMap\nitems: [{apiVersion: v1, kind: Pod}, {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret}]}]\n');
    expect(found.map(({ manifest, address, document }) => [manifest.kind, address.path.join('/'), document]))
      .toEqual([['ConfigMap', '', 0], ['Pod', 'items/0', 1], ['Secret', 'items/1/items/0', 2]]);
  });

  test('without items hold nothing', () => {
    expect(read('apiVersion: v1\nkind: List\nitems: []\n')).toEqual([]);
  });

  test('report items that are no objects, and read the others', () => {
    const found = read('apiVersion: v1\nkind: List\nitems:\n- text\n- {kind: A}\n- {}\n- {apiVersion: v1, kind: B}\n');
    expect(found.map((item) => (item.type === 'problem' ? item.line : item.type))).toEqual([4, 5, 6, 'object']);
  });
});

describe('JSON', () => {
  test('is read with what YAML does not know', () => {
    expect(objects('{"apiVersion":"v1","kind":"X","v":"\\/\\ud83d\\ude00\u2028"}')[0].manifest.v).toBe('/😀\u2028');
  });

  test('may follow a marker', () => {
    expect(objects('---\n{"apiVersion":"v1","kind":"X"}\n---\n{"apiVersion":"v1","kind":"Y"}\n')).toHaveLength(2);
  });

  test('may follow itself without marker', () => {
    expect(objects('{"apiVersion":"v1","kind":"X"}{"apiVersion":"v1",\n"kind":"Y"}\n').map(({ manifest }) => manifest.kind)).toEqual(['X', 'Y']);
  });

  test('fails with equal keys in one object, however they are written', () => {
    expect(problems('{"apiVersion":"v1",\n "kind":"X", "a":{"k":1,\n"\\u006b":2}}')).toMatchObject([{ line: 3, column: 1, message: 'has the key "k" twice in one map' }]);
  });

  test('takes equal keys in two objects', () => {
    expect(objects('{"apiVersion":"v1","kind":"X","a":[{"k":1},{"k":2}],"k":"k:k"}')).toHaveLength(1);
  });
});

test('UTF-16 is read, with lines and columns of its characters', () => {
  const [object] = objects(Buffer.from(`\ufeff# ä\n${X}`, 'utf16le'));
  expect([object.manifest.kind, object.locate('/kind')]).toEqual(['X', { line: 3, column: 1 }]);
});

describe('what cannot be read is a problem, and the rest is read', () => {
  test('half a document', () => {
    expect(types(`${X}---\na: [1,\n---\n${X}`)).toEqual(['object', 'problem', 'object']);
  });

  test('a problem takes a number, so that the numbers after it stay when it is corrected', () => {
    expect(read(`${X}---\na: [1,\n---\n${X}`)).toMatchObject([{ document: 0 }, { document: 1 }, { document: 2 }]);
  });

  test('broken UTF-8, at its line', () => {
    const bytes = Buffer.concat([Buffer.from('# \ufffd é\na: "'), Buffer.from([0xc3, 0x28]), Buffer.from(`"\n---\n${X}`)]);
    expect(read(bytes)).toMatchObject([{ type: 'problem', line: 2, column: 5, message: 'is not UTF-8' }, { type: 'object' }]);
  });

  test('a binary file', () => {
    expect(types(Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 31) % 256)))).toContain('problem');
  });

  test('a stream that breaks', async () => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${X}---\n${X}`);
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    }
    const items: SourceItem[] = [];
    for await (const some of readStream(breaking(), 'b.yaml')) items.push(...some);
    expect(items).toMatchObject([{ type: 'object' }, { type: 'problem', file: 'b.yaml', message: 'cannot be read: no permission', fix: 'make it readable, or exclude it' }]);
  });
});

describe('a template', () => {
  const render = { message: expect.stringMatching(/^is a template, not YAML/), fix: 'render it first, as in `helm template . | cdk8s-hardened check -`' };

  test.each([
    [`{{- if .Values.x }}\n${X}{{- end }}\n`, 1],
    [`${X}spec: {{ .Values.spec }}\n`, 3],
    [`${X}metadata:\n  labels:\n    {{- include "labels" . | nindent 4 }}\n`, 5],
  ])('that is not YAML is told to be rendered first: %j', (text, line) => {
    expect(read(text)).toMatchObject([{ type: 'problem', line, ...render }]);
  });

  test.each([
    `${X}image: "{{ .Values.image }}:{{ .Values.tag }}"\n`,
    `${X}metadata: {"{{ $.Release.Name }}": a}\n`,
    '{"apiVersion": "v1", "kind": "X", "a":\n "{{- include \\"a\\" . }}"}',
  ])('that is YAML is an object whose texts are not all known: %j', (text) => {
    expect(objects(text)).toMatchObject([{ hasExpressions: true }]);
  });

  test.each([
    `${X}summary: "{{ $labels.instance }} is down"\n`,
    `${X}args: ["{{inputs.parameters.message}}"]\n`,
    `${X}command: docker inspect -f '{{.State}}'\n`,
  ])('is not what other tools fill in later: %j', (text) => {
    expect(objects(text)[0].hasExpressions).toBeUndefined();
  });

  test('is not blamed for a mistake elsewhere', () => {
    expect(messages(`${X}summary: "{{ $labels.instance }} is down"\na: [1\n`)[0]).toMatch(/^is not YAML/);
  });
});
