import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { PlainPositions, readPlain } from '../../src/sources/plain/read-plain';
import { YamlPositions } from '../../src/sources/yaml-positions';
import { parseSyntax } from '../../src/sources/yaml-syntax';
import { valueOf } from '../../src/sources/yaml-value';
import { runs } from '../property-seed';

/** The reader of the plain style leaves texts alone, or reads what the exact reader reads: the same value, and every key in the same place. */

function exactly(text: string) {
  const syntax = parseSyntax(text)!;
  return { value: valueOf(syntax, text), offset: syntax.contents.range[0], positions: new YamlPositions(syntax) };
}

function* pathsIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* pathsIn(child, [...path, key]);
  yield [...path, 'missing'];
}

/** Whether the text was read at all. */
function agrees(text: string): boolean {
  const plain = readPlain(text);
  if (!plain) return false;
  const exact = exactly(text);
  expect(JSON.stringify(plain)).toBe(JSON.stringify({ value: exact.value, offset: exact.offset }));
  const positions = new PlainPositions(text);
  for (const path of pathsIn(plain.value)) expect([path, positions.offsetOf(path)]).toEqual([path, exact.positions.offsetOf(path)]);
  return true;
}

const HEAD = 'apiVersion: v1\nkind: X\n';

describe('reads', () => {
  test.each([
    ['maps and lists', 'a:\n  b: 1\n  c:\n  - d\n  - e: f\n    g: h\n  -   - i\n      - j\nk:\n    - l: m\n'],
    ['comments and blank lines', '# a\n\na: b # c\n  # d\nc: #e\n  d: e#f\n# g\n'],
    ['a marker', '---\na: b\n'],
    ['no line feed at the end', 'a: b'],
    ['nothing as a value', 'a:\nb: ~\nc: null\n'],
    ['what YAML 1.1 resolves', 'a: yes\nb: 0644\nc: 1_000\nd: 1.5e3\ne: 2001-01-01\nf: 0o17\ng: -1\nh: .5\ni: Off\n'],
    ['quotes', 'a: "b\\n\\"c\\": \\\\d"\n"e": \'it\'\'s\'\n\'f\': ""\n'],
    ['values that hold marks', 'a: --port=8080\nb: http://host:80/x#y\nc: a, b [c] {d} & *e\nd: x:y\ne: (f)\n'],
    ['literal texts', 'a: |\n  b\n\n    c: d\n  # e\nf: |-\n   g\nh:\n- |+\n  i\n\n- j\n'],
    ['brackets in one line', 'a: {b: c, "d": [1, \'e\'], f: {}}\ng: []\nh: [a.b/c:d-e f, -x, true]\n'],
    ['items in any column', 'a: |\n  items:\n  - b\nitems: # c\n\n  # d\n  - e: |\n      - f\n\n# g\n  - - h\n  - i\nj:\n  - k\n'],
    ['items below their key', 'items:\n- a:\n  - b\n# c\n- - d\n- {e: f}\ng: h\n'],
    ['texts that are not ASCII', 'ä: ö 🎉\n'],
  ])('%s', (_, text) => {
    expect(agrees(text)).toBe(true);
  });
});

describe('leaves to the exact reader', () => {
  test.each([
    'a: b\na: c\n', 'a: {b: c, b: d}\n', 'toString: a\n', '<<: {a: b}\n', '__proto__: {a: b}\n', 'yes: a\n', '1: a\n', '~: a\n', '? a\n: b\n',
    'a: &b c\n', 'a: *b\n', 'a: !!str b\n', 'a: @b\n', 'a: `b\n', 'a: %b\n', '%YAML 1.1\n', 'a: .inf\n',
    'a: b\n  c\n', 'a: "b\n  c"\n', 'a: >\n  b\n', 'a: |2\n  b\n', 'a: |\n  b', 'a: |\n  \n  b\n', 'a: |\nb: c\n', 'a: "\\x41"\n', 'a: "\\/"\n',
    'a: {b: c,\n  d: e}\n', 'a: {b}\n', 'a: {b:c}\n', 'a: [b:]\n', 'a: [b,]\n', 'a: {?b: c}\n', 'a: [b: c]\n', 'a: [!b, c]\n',
    'a:\tb\n', 'a: b\t# c\n', '\ta: b\n', 'a: b\r\n', 'a : b\n', 'a: b: c\n', 'a: - b\n', 'a: "b" c\n', 'a: "b"#c\n', '- a\n', ' a: b\n', 'a\n',
    'a:\n- b\n  c\n', 'a:\n - b\n- c\n', 'a:\n  b: c\n d: e\n', 'a:\n-\n  b\n', 'a: b\n...\n', '--- a: b\n',
    '... a: b\n', `${'a: {'.repeat(40)}${'}'.repeat(40)}\n`, Array.from({ length: 150 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
  ])('%j', (text) => {
    expect(readPlain(text)).toBeUndefined();
  });
});

describe('agrees with the exact reader', () => {
  const scalar = fc.oneof(
    fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom('yes', '0644', '1e3', 'a b', 'a: b', 'a #b', '- a', "it's", '"', 'a\nb\n', 'a\n\nb', ' a', 'a ', '~', '{{ a }}', '-', '?', 'x'.repeat(200)),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('name', 'a/b', '8080', 'on')), tie('tree'), { maxKeys: 4 })),
  }));
  const style = fc.record({
    indent: fc.integer({ min: 1, max: 5 }), indentSeq: fc.boolean(), version: fc.constantFrom('1.1' as const, '1.2' as const), lineWidth: fc.constantFrom(0, 80),
    defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const, 'BLOCK_LITERAL' as const),
    collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
  });
  const document = fc.tuple(fc.dictionary(fc.constantFrom('metadata', 'items', 'data', 'a'), tree, { minKeys: 1 }), style)
    .map(([value, options]) => HEAD + stringify(value, options));

  test('on documents', () => {
    let read = 0;
    fc.assert(fc.property(document, (text) => { read += Number(agrees(text)); }), { numRuns: runs(1000) });
    expect(read).toBeGreaterThan(runs(250)); // the others go over several lines, or need escapes
  });

  const MARKS = [...'abyn019 .:-#?&*!|>\'"%@`{}[],~<=+/\\\t\n'];
  const edited = fc.tuple(document, fc.array(fc.record({ at: fc.nat(), cut: fc.integer({ min: 0, max: 3 }), mark: fc.constantFrom(...MARKS, '') }), { minLength: 1, maxLength: 4 }))
    .map(([text, edits]) => edits.reduce((now, { at, cut, mark }) => {
      const place = at % (now.length + 1);
      return now.slice(0, place) + mark + now.slice(place + cut);
    }, text));

  test('on documents with slips', () => {
    fc.assert(fc.property(edited, (text) => { agrees(text); }), { numRuns: runs(3000) });
  });

  const LINES = [
    'a:', 'b: c', 'a: 1', '- d', '- e: f', '-', '- - g', '# h', '', ' ', 'i: |', '- |-', 'j: |+', 'k', 'l: {m: n}', '- [o, p]', '"q": r', "'s'", 't: "u"', "v: 'w'", '- "x": y',
    'a: b #c', 'a:  b', 'a: -b', 'a: - b', 'a: >', '---', '...', 'a: &b', '<<: a', 'a::', ':a', 'a: [', 'a: }', '-a: b', '- a: |', '? a', 'a: b: c', '- -1', 'y: n', 'a: ""', '\tz', 'a: \t',
  ];
  const GOOD = ['items:', 'f:', 'g: h', '- d', '- e: f', '- - g', '# h', '', 'i: |', '- [o, p]', 'l: {m: n}', '"q": r', '- "x": y', 'a: b #c', 'a: -b'];
  const line = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...GOOD) }, { weight: 1, arbitrary: fc.constantFrom(...LINES) });
  const soup = fc.array(fc.tuple(fc.constantFrom(0, 2, 2, 4, 1, 3), line), { minLength: 1, maxLength: 6 })
    .map((lines) => lines.map(([indent, content]) => `${' '.repeat(indent)}${content}\n`).join(''));

  test('on any lines', () => {
    let read = 0;
    const texts = fc.oneof(soup, soup.map((text) => text.slice(0, -1)));
    fc.assert(fc.property(texts, (text) => { read += Number(agrees(text)); }), { numRuns: runs(20_000) });
    expect(read).toBeGreaterThan(runs(300));
  });
});
