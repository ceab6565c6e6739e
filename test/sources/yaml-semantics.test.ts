import { objects, problems, read, valueOf } from './reading';

describe('a document means what the API tooling reads', () => {
  // Verified against sigs.k8s.io/yaml v1.6.0, like the table of plain scalars.
  test.each<[string, unknown]>([
    ['v: "yes"', 'yes'],
    ['v: !!str 0644', '0644'],
    ['v: !!int "7"', 7],
    ['v: !!float 1', 1],
    ['v: !!bool "yes"', true],
    ['v: !!null ""', null],
    ['v: !!str', ''],
    ['v: !', ''],
    ['v: !custom 1', '1'],
    ['v: !!timestamp 2001-01-01', '2001-01-01'],
    ['v: !!binary aGk=', 'hi'],
    ['v: !!set {a: 1}', { a: 1 }],
    ['v: 1.0', 1],
    ['v: {a, b: 1}', { a: null, b: 1 }],
    ['v: {a:1}', { 'a:1': null }],
    ['v: {"a":1}', { a: 1 }],
    ['v: [a: 1]', [{ a: 1 }]],
    ['v: {a: , b: }', { a: null, b: null }],
    ['v: [a: , {b:\n  }]', [{ a: null }, { b: null }]],
    ['v: {yes: 1, 0x10: 2, 1.0: 3, "on": 4, 0.1: 5}', { true: 1, 16: 2, 1: 3, on: 4, 0.1: 5 }],
    ['v: {__proto__: {a: 1}}', JSON.parse('{"__proto__": {"a": 1}}')],
    ['v: |+\n  x\n\n', 'x\n\n'],
    ['v: >-\n  x\n    y\n  z\n', 'x\n  y\nz'],
    ['v: |\n  x', 'x\n'], // kubectl ends the last line
    ['v: |+\n  x', 'x\n'],
    ['v: |-\n  x', 'x'],
    ['v: |\r\n  x\r\n  y\r\n', 'x\ny\n'],
    ['a: &a {b: 1}\nv: [*a, *a]', [{ b: 1 }, { b: 1 }]],
    ['a: &x 1\nb: &x 2\nv: *x', 2],
    ['a: &x {b: &y 1}\nc: &y 2\nd: *x\nv: *y', 2],
    ['v: {<<: {a: 2, b: 3}, a: 1}', { a: 1, b: 3 }],
    ['v: {a: 1, <<: {a: 2, b: 3}}', { a: 2, b: 3 }],
    ['v: {<<: [{a: 1}, {a: 2, b: 3}]}', { a: 1, b: 3 }],
    ['v: {"<<": {a: 1}}', { '<<': { a: 1 } }],
    ['v: {!!merge <<: {a: 1}}', { a: 1 }],
  ])('%j', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test('copies what an alias repeats, so that a change in one place stays there', () => {
    const { a, b } = objects('apiVersion: v1\nkind: X\na: &a {x: 1}\nb: *a\n')[0].manifest;
    expect(b).toEqual(a);
    expect(b).not.toBe(a);
  });

  test('an own "__proto__" does not reach the prototype', () => {
    expect(Object.getPrototypeOf(objects('{"apiVersion": "v1", "kind": "X", "__proto__": {"a": 1}}')[0].manifest)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(objects('apiVersion: v1\nkind: X\n__proto__: {a: 1}\n')[0].manifest)).toBe(Object.prototype);
  });
});

describe('fails', () => {
  test.each([
    ['v: {a: 1, a: 2}', 'has the key "a" twice in one map'],
    ['v: {1: a, "1": b}', 'has the key "1" twice in one map'],
    ['v: .inf', 'has a number that JSON cannot hold'],
    ['v: !!bool 1', 'has a value that is no !!bool'],
    ['v: !!int', 'has a value that is no !!int'],
    ['v: !!binary "@@"', 'has a !!binary value that is not base64'],
    ['v: *x', 'uses the alias *x before its anchor'],
    ['v: &a {b: *a}', 'has an anchor &a that contains itself'],
    ['v: {<<: 3}', 'merges something that is no map'],
    ['a: &a [{b: 1}]\nv: {<<: *a}', 'merges something that is no map'],
    ['v: {~: 1}', 'has a key that is no text'],
    ['v: {? [a] : 1}', 'has a key that is no text'],
    ['v: {1234567.5: 1}', 'has a key that is no text'],
    ['v: {?privileged: true}', 'has a text that starts with "?" between brackets, which YAML 1.1 and 1.2 read differently'],
    ['v: [A:]', 'has a colon without value between brackets, which YAML 1.1 and 1.2 read differently'],
    ['v: {drop:, a: 1}', 'has a colon without value between brackets, which YAML 1.1 and 1.2 read differently'],
    ['v: [!a, b]', 'has a tag without value between brackets, which YAML 1.1 and 1.2 read differently'],
    ['v: &a:b c', 'has an anchor &a:b that is not made of letters and digits'],
    ['v: a\u2028privileged: true', 'has the character U+2028, which the cluster reads as the end of a line'],
    ['v: a\u0085privileged: true', 'has the character U+0085, which the cluster reads as the end of a line'],
    ['v: a\rprivileged: true', 'has the character U+000D, which the cluster reads as the end of a line'],
    ['v: a\u0007b', 'has the character U+0007, which YAML forbids here'],
    ['v:\n\t- a', 'is not YAML: a tab indents a line'],
    ['v: "a', 'is not YAML: Missing closing "quote'],
    ['v: [a, b', 'is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ])('%j', (text, message) => {
    expect(valueOf(text)).toBe(message);
  });

  test('for a YAML directive, which kubectl refuses; the document after it is read', () => {
    expect(read('%YAML 1.2\n---\napiVersion: v1\nkind: X\n').map(({ type }) => type)).toEqual(['problem', 'object']);
  });

  test('at the place of the fault', () => {
    expect(problems('# c\n---\na: 1\nb: {c: 1,\n  c: 2}\n')).toEqual([
      { type: 'problem', file: 'a.yaml', line: 5, column: 3, document: 0, message: 'has the key "c" twice in one map', fix: 'remove one of the two' },
    ]);
  });
});

describe('quoted scalars and flow collections go on in any column', () => {
  test.each([
    ['v:\n  a: "x\n  y"\n', { a: 'x y' }],
    ['v:\n  a: \'x\n\ny\'\n  b: 1\n', { a: 'x\ny', b: 1 }],
    ['v: "x\ny\n"\nw: 1\n', 'x y '],
    ['v:\n- a: ["\n  echo hi\n  "]\n  b: 1\n', [{ a: [' echo hi '], b: 1 }]],
    ['v:\n  - a: [b,\nc, {d:\ne\n}\n]\n', [{ a: ['b', 'c', { d: 'e' }] }]],
    ['v: "a\n# b"\n', 'a # b'],
  ])('%j', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test.each(['v: "a\nb: 1\n', 'v: [a\nb: 1\n', 'v:\n- "a\n  b": 1\n'])('but have to end, and keys stay on one line: %j', (text) => {
    expect(valueOf(text)).toEqual(expect.stringMatching(/^is not YAML/));
  });
});

test.each(['[!!str 1]', '{a: !!str 1}'])('three hundred values beside each other nest no deeper than one: %s', (value) => {
  expect(valueOf(`v: &v [${Array(300).fill(value).join(', ')}]\n`)).toHaveLength(300);
});
