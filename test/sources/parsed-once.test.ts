import { objects, problems } from './reading';
import { BlockReader } from '../../src/sources/plain/block-reader';
import { PlainPositions, readPlain } from '../../src/sources/plain/read-plain';
import { readExactly } from '../../src/sources/read-exactly';
import { RereadPiece } from '../../src/sources/reread-piece';

/** How often a document is parsed: what seconds would show, without a clock. */

jest.mock('../../src/sources/plain/read-plain', () => counted('../../src/sources/plain/read-plain'));
jest.mock('../../src/sources/plain/block-reader', () => counted('../../src/sources/plain/block-reader'));
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

describe('a list', () => {
  const item = (i: number): string => `- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: a-${10 + i}\n  data:\n    text: |\n      - b\n`;
  const list = `apiVersion: v1\nkind: List\nitems:\n${Array.from({ length: 50 }, (_, i) => item(i)).join('')}`;
  const lengths = (): number[] => (BlockReader as unknown as jest.Mock).mock.calls.map(([text]: readonly string[]) => text.length);
  const ofItem = `items:\n${item(0)}`.length;

  test('shares the parse of its document among its items', () => {
    expect(objects(list)).toHaveLength(50);
    expect(calls(readPlain, readExactly)).toEqual([1, 0]);
  });

  test('is parsed no second time for the place of an item, but for that item', () => {
    const items = objects(list);
    items[7].locate('/kind');
    items[7].locate('/metadata/name');
    items[9].locate('/kind');
    expect(lengths()).toEqual([list.length, ofItem, ofItem]);
  });

  test('is not read in whole for a place in an item of a file that was read before', () => {
    const piece = new RereadPiece({ bytes: Buffer.from(list), line: 100, tooLarge: false });
    const found = piece.objectAt({ piece: 0, value: 0, path: ['items', '7'], isPlain: true });
    expect([found?.manifest.metadata, found?.locate('/metadata/name')]).toEqual([{ name: 'a-17' }, { line: 155, column: 5 }]);
    expect(lengths()).toEqual([ofItem]);
  });
});

test('any other document goes to the exact reader, once', () => {
  objects([PLAIN, FOLDED].join('---\n'));
  expect(calls(readExactly)).toEqual([1]);
});

test('a document that is wrong goes to the exact reader, once', () => {
  expect(problems('a: [\n')).toHaveLength(1);
  expect(calls(readExactly)).toEqual([1]);
});
