import { editAll, fill } from './editing';
import { objects } from '../reading';

const HEAD = 'apiVersion: v1\nkind: Pod\n';
const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** What a diff of insertions shows: the lines of the new text that the old one does not have in that order, with "+". */
function inserted(before: string, after: string): string {
  const old = before.split('\n');
  let next = 0;
  const lines = after.split('\n').map((line) => (line === old[next] && next++ >= 0 ? ` ${line}` : `+${line}`));
  expect(next).toBe(old.length);
  return lines.filter((line) => line.startsWith('+')).join('\n');
}

describe('filling block style inserts lines', () => {
  const pod = `# head
apiVersion: v1
kind: Pod
metadata:
    name: "web"   # quoted

spec:
    # the containers
    containers:
      - name: main   # first

        image: 'x'
        # after the image

      - image: y
        env:
          - name: A
            value: |
              text

    volumes: []   # none
# tail
`;

  test('at the end of a map, before the comments that follow it, and keeps all else', () => {
    const edited = fill(pod, { '/spec/containers/0/securityContext': RESTRICTED, '/spec/containers/1/securityContext': { privileged: false }, '/spec/hostUsers': false });
    expect(edited).toBe(pod
      .replace("        image: 'x'\n", `        image: 'x'
        securityContext:
            allowPrivilegeEscalation: false
            capabilities:
                drop:
                  - ALL
`)
      .replace('              text\n', '              text\n        securityContext:\n            privileged: false\n')
      .replace('# none\n', '# none\n    hostUsers: false\n'));
  });

  test('nothing on a second run', () => {
    const values = { '/spec/containers/0/securityContext': RESTRICTED, '/metadata/labels': { a: 'b' } };
    const once = fill(pod, values);
    expect(fill(once, values)).toBe(once);
  });

  test('as deep as maps are missing, those of one map together', () => {
    const edited = fill(`${HEAD}spec: {}\n`.replace('{}\n', '\n  x: 1\n'), { '/spec/securityContext/seccompProfile/type': 'RuntimeDefault', '/spec/securityContext/runAsNonRoot': true });
    expect(inserted(`${HEAD}spec: \n  x: 1\n`, edited)).toBe('+  securityContext:\n+    seccompProfile:\n+      type: RuntimeDefault\n+    runAsNonRoot: true');
  });

  test('of later edits into what earlier ones made', () => {
    const edited = fill(`${HEAD}spec:\n  a: 1\n`, { '/spec/securityContext': { runAsNonRoot: true }, '/spec/securityContext/capabilities': { drop: ['ALL'] }, '/spec/securityContext/runAsNonRoot': false });
    expect(edited).toBe(`${HEAD}spec:\n  a: 1\n  securityContext:\n    runAsNonRoot: true\n    capabilities:\n      drop:\n        - ALL\n`);
  });

  test('of inner maps before those of the outer ones that end with them', () => {
    const edited = fill(`${HEAD}spec:\n  a:\n    b:\n      c: 1 # c\n`, { '/x': 1, '/spec/x': 2, '/spec/a/x': 3, '/spec/a/b/x': 4 });
    expect(edited).toBe(`${HEAD}spec:\n  a:\n    b:\n      c: 1 # c\n      x: 4\n    x: 3\n  x: 2\nx: 1\n`);
  });

  test('below a key without value', () => {
    expect(fill(`${HEAD}a: # why\nb: 1\nc:`, { '/a': { x: 1 }, '/c/d/e': 2 })).toBe(`${HEAD}a: # why\n  x: 1\nb: 1\nc:\n  d:\n    e: 2`);
  });

  test('without indentation for lists, where the file has none', () => {
    expect(fill(`${HEAD}a:\n- b: 1\n`, { '/a/0/c': ['x', { f: [1], g: [[2], {}] }] })).toBe(`${HEAD}a:\n- b: 1\n  c:\n  - x\n  - f:\n    - 1\n    g:\n    - - 2\n    - {}\n`);
  });

  test('into the right object of a file', () => {
    const text = `---\n${HEAD}---\n# second\n${HEAD}...\n---\n${HEAD}`;
    expect(editAll(text, { 1: [{ pointer: '/a', value: 1 }], 2: [{ pointer: '/b', value: 2 }] }).text).toBe(`---\n${HEAD}---\n# second\n${HEAD}a: 1\n...\n---\n${HEAD}b: 2\n`);
  });

  test('into the items of a list', () => {
    const text = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: A\n- apiVersion: v1\n  kind: B\n';
    expect(editAll(text, { 0: [{ pointer: '/x', value: 1 }], 1: [{ pointer: '/x', value: 2 }] }).text)
      .toBe('apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: A\n  x: 1\n- apiVersion: v1\n  kind: B\n  x: 2\n');
  });

  test.each([
    ['CRLF', (text: string) => text.replace(/\n/g, '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['no line feed at the end', (text: string) => text.slice(0, -1)],
  ])('and keeps %s', (_, change) => {
    expect(fill(change(`${HEAD}spec:\n  a: 1\n`), { '/spec/b': { c: 2 } })).toBe(change(`${HEAD}spec:\n  a: 1\n  b:\n    c: 2\n`));
  });

  test.each([
    ['|', 'a: |\n  x\n\n\n', 'a: |\n  x\nb: 1\n\n\n'],
    ['|+', 'a: |+\n  x\n\n\n', 'a: |+\n  x\n\n\nb: 1\n'],
    ['>-', 'a: >-\n  x\n  y\n\n# c\n', 'a: >-\n  x\n  y\nb: 1\n\n# c\n'],
  ])('after a block text %s without changing it', (_, before, after) => {
    expect(fill(HEAD + before, { '/b': 1 })).toBe(HEAD + after);
  });

  test('after keys of any form', () => {
    expect(fill(`${HEAD}"a" : *x\n`.replace('*x', '&x [1,\n  2]'), { '/b': 1 })).toBe(`${HEAD}"a" : &x [1,\n  2]\nb: 1\n`);
    expect(fill(`${HEAD}a:\n- &m n: 1\n`, { '/a/0/b': 1 })).toBe(`${HEAD}a:\n- &m n: 1\n  b: 1\n`);
  });
});

describe('filling between braces inserts characters', () => {
  test.each([
    ['{a: 1}', '{a: 1, b: {c: [x, "yes"]}}'],
    ['{ a: 1 }', '{ a: 1, b: {c: [x, "yes"]} }'],
    ['{a: 1, } # c', '{a: 1, b: {c: [x, "yes"]}, } # c'],
    ['{}', '{b: {c: [x, "yes"]}}'],
    ['{"a": 1}', '{"a": 1, "b": {"c": ["x", "yes"]}}'],
    ['{a}', '{a, b: {c: [x, "yes"]}}'],
    ['{\n    a: 1 # c\n  }', '{\n    a: 1, # c\n    b: {c: [x, "yes"]}\n  }'],
    ['{\n    a: 1, # c\n  }', '{\n    a: 1, # c\n    b: {c: [x, "yes"]},\n  }'],
    ['{\n    a: 1 }', '{\n    a: 1,\n    b: {c: [x, "yes"]} }'],
    ['{b: null, a: 1}', '{b: {c: [x, "yes"]}, a: 1}'],
    ['{b, a: 1}', '{b: {c: [x, "yes"]}, a: 1}'],
  ])('%j becomes %j', (before, after) => {
    expect(fill(`${HEAD}v: ${before}\n`, { '/v/b': { c: ['x', 'yes'] } })).toBe(`${HEAD}v: ${after}\n`);
  });

  test.each([['2 blanks', 2], ['4 blanks', 4], ['tabs', '\t'], ['nothing', 0]])('in JSON indented with %s, as JSON prints it', (_, indent) => {
    const value = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'a' }, {}] }, last: null };
    const filled = { ...value, spec: { containers: [{ name: 'a', c: { d: ['x', {}], e: 'f' } }, { g: 1 }] }, last: { h: true }, i: [] };
    const edited = fill(JSON.stringify(value, null, indent), { '/spec/containers/0/c': { d: ['x', {}], e: 'f' }, '/spec/containers/1/g': 1, '/last/h': true, '/i': [] });
    expect(JSON.parse(edited)).toEqual(filled);
    if (indent !== 0) expect(edited.replace(/\{\s*"h": true\s*\}/, '0')).toBe(JSON.stringify({ ...filled, last: 0 }, null, indent));
    else expect(edited).toBe(JSON.stringify(filled));
  });
});

describe('values are written so that they are read back', () => {
  test.each([
    'yes', 'No', 'null', '~', '', ' ', '0644', '1e3', '1_0', '.5', '2001-01-01', '1:30', '-', '- a', '? a', '#', 'a: b', 'a #b', '{a}', '*a', '&a', '!a', '%a', '@a', '`', "it's", '"',
    '\\', 'a\nb', '\t', '\u2028', '\u0085', '\ufeff', '😀', 'é', '<<', '=', '---', 'ALL', '/tmp', 'RuntimeDefault', 'a.b-c/d', '64Mi', '100m', '0x1f', '0o7', '.inf', 'true',
  ])('%j', (text) => {
    for (const before of [`${HEAD}v:\n  x: 1\n`, `${HEAD}v: {x: 1}\n`, '{"apiVersion": "v1", "kind": "Pod", "v": {"x": 1}}']) {
      expect(objects(fill(before, { '/v/b': text, '/v/c': { [text]: [text] } }))[0].manifest.v).toEqual({ x: 1, b: text, c: { [text]: [text] } });
    }
  });

  test('plain words stay plain', () => {
    expect(fill(`${HEAD}a: 1\n`, { '/b': ['ALL', '/var/run', 'RuntimeDefault', 'x.y/z-0'] })).toBe(`${HEAD}a: 1\nb:\n  - ALL\n  - /var/run\n  - RuntimeDefault\n  - x.y/z-0\n`);
  });
});
