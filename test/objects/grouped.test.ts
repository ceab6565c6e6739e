import { grouped } from '../../src/objects/grouped';

test('puts values of one key together, in the order in which they come', () => {
  expect([...grouped(['web', 'db', 'api', 'ui'], ({ length }) => length)]).toEqual([[3, ['web', 'api']], [2, ['db', 'ui']]]);
});

test('tells keys apart that are written alike', () => {
  expect([...grouped([1, '1', undefined, 'undefined'], (value) => value).keys()]).toEqual([1, '1', undefined, 'undefined']);
});

test('takes what comes one by one, and nothing at all', () => {
  expect([...grouped(new Set(['a', 'b']), () => '')]).toEqual([['', ['a', 'b']]]);
  expect(grouped([], String).size).toBe(0);
});
