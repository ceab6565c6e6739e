import * as fc from 'fast-check';
import { objects, problems, read } from './reading';
import { LARGEST_DOCUMENT } from '../../src/sources/pieces';
import { processorTime } from '../processor-time';

const X = 'apiVersion: v1\nkind: X\n';
const N = 10_000;

function within<T>(milliseconds: number, work: () => T): T {
  let result: T;
  expect(processorTime(() => { result = work(); })).toBeLessThan(milliseconds);
  return result!;
}

describe('deep nesting is a problem, not the end of the process', () => {
  const inBlocks = Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('');
  test.each([
    ['brackets', `${X}v: ${'['.repeat(N)}${']'.repeat(N)}\n`],
    ['brackets that are not closed', `${X}v: ${'['.repeat(N)}`],
    ['braces', `${X}v: ${'{a: '.repeat(N)}1${'}'.repeat(N)}\n`],
    ['dashes', `${X}v:\n${'- '.repeat(N)}a\n`],
    ['indentation', `${X}${inBlocks}`],
    ['JSON', `{"apiVersion":"v1","kind":"X","v":${'['.repeat(N)}${']'.repeat(N)}}`],
    ['aliases in aliases', `${X}a0: &a0 {b: 1}\n${Array.from({ length: 1000 }, (_, i) => `a${i + 1}: &a${i + 1} {b: *a${i}}\n`).join('')}`],
    ['merges in merges', `${X}a0: &a0 {b: 1}\n${Array.from({ length: 1000 }, (_, i) => `a${i + 1}: &a${i + 1} {c: {<<: *a${i}}}\n`).join('')}`],
  ])('as %s', (_, text) => {
    expect(within(10_000, () => problems(text))).toMatchObject([{ message: 'nests deeper than 200 levels' }]);
  });

  test('but 180 levels are read', () => {
    expect(objects(`${X}v: ${'['.repeat(180)}${']'.repeat(180)}\n`)).toHaveLength(1);
    expect(objects(`{"apiVersion":"v1","kind":"X","v":${'['.repeat(180)}${']'.repeat(180)}}`)).toHaveLength(1);
  });
});

describe('an alias bomb is a problem', () => {
  const grow = (item: (anchor: string) => string): string => (
    `${X}a0: &a0 {b: 1}\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} ${item(`*a${i}`)}\n`).join('')}`);

  test.each([
    ['of lists', grow((alias) => `[${Array(9).fill(alias).join(', ')}]`)],
    ['of maps', grow((alias) => `{${Array.from({ length: 9 }, (_, i) => `k${i}: ${alias}`).join(', ')}}`)],
    ['of merges', grow((alias) => `{<<: [${Array(9).fill(alias).join(', ')}]}`)],
  ])('%s', (_, text) => {
    expect(within(10_000, () => problems(text))).toMatchObject([{ message: 'repeats itself too often through aliases' }]);
  });

  test('but a label block repeated a thousand times is read', () => {
    expect(objects(`${X}a: &a {b: 1}\nv: [${Array(1000).fill('*a').join(', ')}]\n`)).toHaveLength(1);
  });
});

test('a document over 16 MiB is a problem, and the others are read', () => {
  const large = `data: "${'x'.repeat(LARGEST_DOCUMENT)}"\n`;
  const items = within(10_000, () => read(`${X}---\n${X}${large}---\n${X}`));
  expect(items).toMatchObject([{ type: 'object' }, { type: 'problem', line: 3, document: 1, message: 'is too large: more than 16 MiB in one document' }, { type: 'object' }]);
});

describe('hostile texts take linear time', () => {
  test.each([
    ['comments', '# x\n'.repeat(N * 10)],
    ['blank lines', ' \n'.repeat(N * 10)],
    ['markers', '---\n'.repeat(N * 10)],
    ['open quotes', `${X}v: ${'"a '.repeat(N)}`],
    ['braces of templates', `${X}v: "${'{{'.repeat(N)}"\n`],
    ['backslashes in JSON', `{"a": "${'\\\\'.repeat(N * 10)}`],
    ['quotes in JSON', `{${'"a":'.repeat(N)}`],
    ['many keys', `${X}${Array.from({ length: N }, (_, i) => `k${i}: 1\n`).join('')}`],
    ['many aliases', `${X}a: &a 1\nv:\n${'- *a\n'.repeat(N)}`],
    ['carriage returns', `${X}v: ${'\r\n'.repeat(N)}`],
  ])('%s', (_, text) => {
    within(10_000, () => read(text));
  });
});

test('any text is read or reported, and every pointer has a place', () => {
  const bit = fc.constantFrom('apiVersion: v1\n', 'kind: X\n', 'a: ', 'b: ', '- ', '\n', '  ', '{', '}', '[', ']', '&x ', '*x', '<<: ', '"', "'", ': ', ', ', '|\n', '---\n', '? ', '!!str ', '\t', '\r\n', '1', '{{ ', '# ');
  fc.assert(fc.property(fc.array(bit, { maxLength: 30 }), (bits) => {
    for (const item of read(bits.join(''))) {
      if (item.type !== 'object') continue;
      const pointers = ['', ...Object.keys(item.manifest).map((key) => `/${key}`), '/missing/0'];
      for (const { line, column } of pointers.map((pointer) => item.locate(pointer))) expect(Math.min(line, column)).toBeGreaterThan(0);
    }
  }), { numRuns: 2000 });
});
