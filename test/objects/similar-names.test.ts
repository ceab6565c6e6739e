import { isMisspelling, nearestName, suggestion } from '../../src/objects/similar-names';

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
  ['a name with two letters swapped', 'gte', ['list', 'get'], '; did you mean "get"?'],
  ['a name of which a part was written', 'image-tag', ['image-digest', 'image-tag-pinned'], '; did you mean "image-tag-pinned"?'],
  ['none, since most of a short name is another one', 'read', ['create', 'head'], '; it can be create, head'],
  ['a short name without its first letter', 'et', ['list', 'get'], '; did you mean "get"?'],
  ['none, since a letter is not near to two others', 'x', ['ab', 'cd'], '; it can be ab, cd'],
  ['none, for no text', '', ['a', 'abc'], '; it can be a, abc'],
  ['none, and few names', 'nope', ['ndots', 'containers'], '; it can be ndots, containers'],
  ['none, and many names', 'nope', Array.from({ length: 13 }, (_, i) => `control-${i}`), ''],
])('a message suggests %s', (_, text, names, expected) => expect(suggestion(text, names)).toBe(expected));

test.each([
  ['web-setings', 'web-settings'], ['websettings', 'web-settings'], ['web_settings', 'web-settings'], ['web-lgoin', 'web-login'], ['secret', 'secrets'],
  ['credentails', 'credentials'], ['registry-credental', 'registry-credentials'], ['fast-disc', 'fast-disk'], ['settings', 'settingss'],
])('"%s" looks like "%s", misspelled', (one, other) => {
  expect(isMisspelling(one, other)).toBe(true);
  expect(isMisspelling(other, one)).toBe(true);
});

test.each([
  ['web-1', 'web-2'], ['web1', 'web12'], ['data', 'data-1'], ['db-dev', 'db-qa'], ['api', 'app'], ['settings-blue', 'settings-green'], ['web', 'web'], ['web', 'web-login'], ['', 'web'], ['', ''],
  ['read', 'write'], ['credentials', 'certificates'],
])('"%s" is another name than "%s"', (one, other) => {
  expect(isMisspelling(one, other)).toBe(false);
  expect(isMisspelling(other, one)).toBe(false);
});

test('long texts are compared in little time', () => {
  const long = 'a'.repeat(100_000);
  expect(isMisspelling(long, `${long.slice(0, 50_000)}bc${long.slice(50_000)}`)).toBe(true);
});
