import { objects, problems } from './reading';
import { PlainPositions, readPlain } from '../../src/sources/plain/read-plain';
import { readExactly } from '../../src/sources/read-exactly';

/** How often a document is parsed: what seconds would show, without a clock. */

jest.mock('../../src/sources/plain/read-plain', () => counted('../../src/sources/plain/read-plain'));
jest.mock('../../src/sources/read-exactly', () => counted('../../src/sources/read-exactly'));

function counted(module: string): Record<string, jest.Mock> {
  const actual = jest.requireActual<Record<string, (...given: unknown[]) => unknown>>(module);
  return Object.fromEntries(Object.entries(actual).map(([name, made]) => [name, jest.fn().mockImplementation(
    (...given: unknown[]) => (name.startsWith('read') ? made(...given) : Reflect.construct(made, given) as unknown),
  )]));
}

const calls = (...functions: unknown[]): number[] => functions.map((one) => (one as jest.Mock).mock.calls.length);

const PLAIN = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
const FOLDED = `${PLAIN}data:\n  b: >\n    c\n`;

test('a plain document is parsed once, and never by the exact reader', () => {
  objects([PLAIN, PLAIN, PLAIN].join('---\n'));
  expect(calls(readPlain, PlainPositions, readExactly)).toEqual([3, 0, 0]);
});

test('places cost a second parse of their document, and no more however many are asked for', () => {
  const [, second] = objects([PLAIN, PLAIN, PLAIN].join('---\n'));
  second.locate('/kind');
  second.locate('/metadata/name');
  expect(calls(readPlain, PlainPositions, readExactly)).toEqual([3, 1, 0]);
});

test('the items of a list share the parses of their document', () => {
  const item = (i: number): string => `- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: a-${i}\n`;
  const items = objects(`apiVersion: v1\nkind: List\nitems:\n${Array.from({ length: 50 }, (_, i) => item(i)).join('')}`);
  expect(items).toHaveLength(50);
  items.forEach((one) => one.locate('/kind'));
  expect(calls(readPlain, PlainPositions, readExactly)).toEqual([1, 1, 0]);
});

test('any other document goes to the exact reader, once', () => {
  objects([PLAIN, FOLDED].join('---\n'));
  expect(calls(readExactly)).toEqual([1]);
});

test('a document that is wrong goes to the exact reader, once', () => {
  expect(problems('a: [\n')).toHaveLength(1);
  expect(calls(readExactly)).toEqual([1]);
});
