import { nearestName, suggestion } from '../../src/objects/nearest-name';

test.each([
  ['the name itself', 'no-host-path', 'no-host-path'], ['a letter too many', 'no-host-paths', 'no-host-path'], ['a letter too few', 'o-host-path', 'no-host-path'],
  ['another letter', 'no-hose-path', 'no-host-path'], ['three edits, where others take more', 'host-ports', 'no-host-ports'],
])('%s leads to the name that takes the fewest edits', (_, text, nearest) => {
  expect(nearestName(text, ['privileged-container', 'no-host-path', 'duplicate-env', 'no-host-ports'])).toBe(nearest);
});

test.each([['abc', 'xyz', 'abcd'], ['abcd', 'dcba', 'abxx'], ['', 'ab', 'a'], ['abcd', '', 'ab']])('of %j, %j is further than %j', (text, far, near) => {
  expect(nearestName(text, [far, near])).toBe(near);
  expect(nearestName(text, [near, far])).toBe(near);
});

test('of two that are as near, the first is taken', () => expect(nearestName('b', ['a', 'c'])).toBe('a'));

test.each([
  ['a name that is near', 'contianers', ['containers', 'volumes'], '; did you mean "containers"?'],
  ['none, and few names', 'nope', ['ndots', 'containers'], '; it can be ndots, containers'],
  ['none, and many names', 'nope', Array.from({ length: 13 }, (_, i) => `control-${i}`), ''],
])('a message suggests %s', (_, text, names, expected) => expect(suggestion(text, names)).toBe(expected));
