import { read } from './reading';

/** Hostile texts of one kind each: four times the text takes about four times the time, and none ends the run. */

const X = 'apiVersion: v1\nkind: X\n';
const many = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('');

/** A text of so many parts, and how many make about 50 ms of work on an idle machine. */
const TEXTS: Readonly<Record<string, readonly [number, (count: number) => string]>> = {
  'JSON values': [20_000, (n) => '{}'.repeat(n)],
  'JSON values before a mistake': [20_000, (n) => `${'{}'.repeat(n)}x`],
  'JSON objects': [4000, (n) => many(n, (i) => `{"apiVersion":"v1","kind":"X","metadata":{"name":"a${i}"}}\n`)],
  'JSON text': [2_000_000, (n) => `{"apiVersion":"v1","kind":"X","v":"${'a'.repeat(n)}"}`],
  'JSON escapes': [500_000, (n) => `{"apiVersion":"v1","kind":"X","v":"${'\\n'.repeat(n)}"}`],
  'JSON backslashes without end': [500_000, (n) => `{"apiVersion":"v1","kind":"X","v":"${'\\\\'.repeat(n)}`],
  'JSON keys': [20_000, (n) => `{"apiVersion":"v1","kind":"X"${many(n, (i) => `,"k${i}":1`)}}`],
  'equal JSON keys': [100_000, (n) => `{"apiVersion":"v1","kind":"X"${',"k":1'.repeat(n)}}`],
  'text in double quotes': [2_000_000, (n) => `${X}v: "${'a'.repeat(n)}"\n`],
  'escapes in double quotes': [200_000, (n) => `${X}v: "${'\\n'.repeat(n)}"\n`],
  'hexadecimal escapes': [50_000, (n) => `${X}v: "${'\\x41'.repeat(n)}"\n`],
  'quotes in single quotes': [500_000, (n) => `${X}v: '${"''".repeat(n)}'\n`],
  'lines in quotes': [20_000, (n) => `${X}v: "${'a\n'.repeat(n)}"\n`],
  'blank lines in quotes': [50_000, (n) => `${X}v: "${'\n'.repeat(n)}"\n`],
  'lines of a plain text': [20_000, (n) => `${X}v: a\n${'  b\n'.repeat(n)}`],
  'digits': [300_000, (n) => `${X}v: ${'9'.repeat(n)}\n`],
  'parts of a number': [300_000, (n) => `${X}v: .1${'_1'.repeat(n)}\n`],
  'items of a flow list': [5000, (n) => `${X}v: [\n${'a,\n'.repeat(n)}]\n`],
  'keys of a flow map': [3000, (n) => `${X}v: {\n${many(n, (i) => `k${i}: 1,\n`)}}\n`],
  'flow lists without end': [10_000, (n) => `${X}v: ${'[a, '.repeat(n)}\n`],
  'anchors': [3000, (n) => `${X}v:\n${many(n, (i) => `- &a${i} x\n`)}`],
  'anchors of one name': [3000, (n) => `${X}v:\n${'- &a x\n- *a\n'.repeat(n)}`],
  'merge keys': [2000, (n) => `${X}b: &b {a: 1}\nv:\n${'- <<: *b\n'.repeat(n)}`],
  'merge keys of one map': [2000, (n) => `${X}b: &b {a: 1}\nv:\n${'  <<: *b\n'.repeat(n)}`],
  'merged maps of one key': [3000, (n) => `${X}b: &b {a: 1}\nv:\n  <<: [${'*b, '.repeat(n)}]\n`],
  'markers': [50_000, (n) => '---\n'.repeat(n)],
  'documents': [5000, (n) => `---\n${X}`.repeat(n)],
  'documents with a mistake': [300, (n) => '---\na: [\n'.repeat(n)],
  'comments': [30_000, (n) => `${X}${'# c\n'.repeat(n)}v: >\n  a\n`],
  'blank lines': [50_000, (n) => `${X}${'  \n'.repeat(n)}v: >\n  a\n`],
  'lines of a folded text': [50_000, (n) => `${X}v: >\n${'  a\n'.repeat(n)}`],
  'blank lines of a literal text': [50_000, (n) => `${X}v: |2\n${'\n'.repeat(n)}  a\n${'\n'.repeat(n)}`],
  'a long key': [500_000, (n) => `${X}"${'k'.repeat(n)}": 1\n`],
  'explicit keys': [3000, (n) => `${X}${many(n, (i) => `? k${i}\n: v\n`)}`],
  'tags': [3000, (n) => `${X}v:\n${'- !!str x\n'.repeat(n)}`],
  'expressions of templates': [50_000, (n) => `${X}v: "${'{{ .Values.x }}'.repeat(n)}"\n`],
  'a broken template': [10_000, (n) => `${X}v: [\n${'{{ x }}\n'.repeat(n)}`],
  'replacement characters': [50_000, (n) => `${X}v: ${'\ufffd'.repeat(n)}\n`],
  'Unicode spaces': [500_000, (n) => `${'\u00a0'.repeat(n)}{"a":1}`],
  'items of a list': [2000, (n) => `apiVersion: v1\nkind: List\nitems:\n${many(n, (i) => `- apiVersion: v1\n  kind: X\n  metadata: {name: a${i}}\n`)}`],
};

const NOISE = 300; // milliseconds
const BUSY = 2.5; // times as slow as an idle machine, by chance

/** The least of some runs, since other processes take their share. */
function shortest(text: string): number {
  return Math.min(...Array.from({ length: 3 }, () => {
    const start = performance.now();
    for (const item of read(text)) if (item.type === 'object') item.locate('/v');
    return performance.now() - start;
  }));
}

test.each(Object.entries(TEXTS))('%s', (_, [count, make]) => {
  shortest(make(Math.ceil(count / 10))); // to compile what is measured
  const once = shortest(make(count));
  expect(shortest(make(count * 4))).toBeLessThan(once * 4 * BUSY + NOISE);
}, 120_000);

test.each([
  ['a JSON text of 9 MB', `{"apiVersion":"v1","kind":"X","v":"${'a'.repeat(9_000_000)}"}`],
  ['a JSON text of escapes', `{"apiVersion":"v1","kind":"X","v":"${'\\n'.repeat(4_500_000)}"}`],
  ['9 MB in double quotes', `${X}v: "${'a'.repeat(9_000_000)}"\n`],
  ['9 MB in double quotes with escapes', `${X}v: "${'\\n'.repeat(4_500_000)}"\n`],
  ['9 MB in single quotes', `${X}v: '${"''".repeat(4_500_000)}'\n`],
])('%s is an object', (_, text) => {
  expect(read(text).map(({ type }) => type)).toEqual(['object']);
}, 60_000);

test.each([
  ['YAML', `${X}v: [\n${'{a: b},'.repeat(600_000)}]\n`],
  ['JSON', `{"apiVersion":"v1","kind":"X","v":[${'{},'.repeat(2_500_000)}1]}`],
])('fails where the tokens of %s would fill the memory', (_, text) => {
  expect(read(text)).toMatchObject([{ type: 'problem', message: expect.stringMatching(/^has more than \d+ tokens/) }]);
}, 60_000);
