import { globMatcher } from '../../src/sources/globs';

test.each([
  ['*.yaml', ['a.yaml', 'x/y/a.yaml', 'a.yaml/b'], ['a.yml', 'ayaml', 'a.yaml2']],
  ['x/*.yaml', ['x/a.yaml'], ['a.yaml', 'x/y/a.yaml', 'y/x/a.yaml']],
  ['x/**', ['x/a', 'x/y/z'], ['x2/a', 'y/x/a']],
  ['x/**/a', ['x/a', 'x/y/a', 'x/y/z/a', 'x/a/b'], ['xa', 'x/ya']],
  ['**/a', ['a', 'x/a', 'x/y/a'], ['xa']],
  ['x**y/a', ['xy/a', 'x/1/2y/a'], ['xy']],
  ['a?.b', ['a1.b', 'x/a1.b'], ['a.b', 'a12.b', 'a/.b', 'a1xb']],
  ['{a,b*}/c', ['a/c', 'b1/c'], ['c/c', 'a,b/c', '{a,b*}/c']],
  ['{a', ['{a'], ['a']],
  ['./x/a/', ['x/a', 'x/a/b'], ['a']],
  ['/a', ['a', 'a/b'], ['x/a']],
  ['a+(b)', ['a+(b)'], ['aa(b)', 'ab']],
  ['a\nb', ['a\nb'], ['a']],
])('%j', (pattern, matching, others) => {
  const matches = globMatcher([pattern]);
  expect([...matching, ...others].filter(matches)).toEqual(matching);
});

test('one of several patterns is enough, and none match nothing', () => {
  expect(['a', 'b', 'c'].filter(globMatcher(['a', 'c']))).toEqual(['a', 'c']);
  expect(globMatcher([])('a')).toBe(false);
});
