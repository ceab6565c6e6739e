import { toCel } from '../../src/controls/cel';
import { compile, explain } from '../../src/controls/evaluate';
import { Expression, field, item, not, outer } from '../../src/controls/require';

const verdict = (expression: Expression, value: unknown) => compile(expression)({ subject: { value, pointer: '' } });

describe('what precedes the first separator', () => {
  const host = field('image').beforeFirst('/');

  test.each([
    ['a.b/c/d', 'pass'], ['a/b.c', 'violation'], ['a.b', 'violation'], ['/a.b', 'violation'], [undefined, 'violation'], [7, 'inconclusive'],
  ])('%j: %s', (image, expected) => {
    expect(verdict(host.contains('.'), { image })).toBe(expected);
  });

  test('may read undefined', () => expect(verdict(host.equals('undefined'), { image: 'undefined/a' })).toBe('pass'));

  test('is cut out of what follows the last separator', () => {
    const name = field('image').afterLast('/').beforeFirst(':');
    expect(verdict(name.equals('c'), { image: 'a:5000/b/c:1' })).toBe('pass');
    expect(toCel(name.equals('c'), { subject: 's' })).toContain('.lastIndexOf("/")');
  });

  test('is spelled in CEL so that a missing separator is no error', () => {
    expect(toCel(host.equals('a'), { subject: 's' }))
      .toBe('(s.?image.orValue("").contains("/") ? s.?image.orValue("").substring(0, s.?image.orValue("").indexOf("/")) : "") == "a"');
  });
});

test('what is found is told in whole, and which part of it counts', () => {
  const found = (expression: Expression, image: unknown) => explain(expression, { subject: { value: { image }, pointer: '' } })
    .map(({ actual, expected }) => [actual, expected]);
  const image = field('image');
  expect(found(image.beforeFirst('/').contains('.'), 'nginx:1.29')).toEqual([['nginx:1.29', 'must contain "." before the first "/"']]);
  expect(found(image.afterLast('/').contains(':'), 'a:5000/b')).toEqual([['a:5000/b', 'must contain ":" after the last "/"']]);
  expect(found(image.afterLast('/').beforeFirst(':').equals('c'), 'a/b:1')).toEqual([['a/b:1', 'must be "c" between the last "/" and the next ":"']]);
  expect(found(image.beforeFirst('/').contains('.'), 7)).toEqual([[7, 'must contain "." before the first "/"']]);
});

test.each([['abc.1', 'pass'], ['aBc', 'violation'], ['É', 'pass'], [undefined, 'pass'], [true, 'inconclusive']])('%j is lower case: %s', (text, expected) => {
  expect(verdict(field('text').isLowerCase(), { text })).toBe(expected);
  expect(verdict(not(field('text').isLowerCase()), { text })).toBe(expected === 'inconclusive' ? expected : expected === 'pass' ? 'violation' : 'pass');
});

describe('two fields that are the same', () => {
  const mountedOnly = field('mounts').every(field('volumes').some(item('name').isSameAs(outer('name'))));

  test.each([
    [{ mounts: [{ name: 'a' }], volumes: [{ name: 'b' }, { name: 'a' }] }, 'pass'],
    [{ mounts: [{ name: 'a' }, { name: 'c' }], volumes: [{ name: 'a' }] }, 'violation'],
    [{ mounts: [{}], volumes: [{}] }, 'violation'],
    [{ mounts: [{ name: 1 }], volumes: [{ name: '1' }] }, 'inconclusive'],
    [{ mounts: [{ name: {} }], volumes: [{ name: {} }] }, 'inconclusive'],
    [{ mounts: [{ name: 'a' }], volumes: [{}] }, 'violation'],
    [{ mounts: [{}], volumes: [{ name: 'a' }] }, 'violation'],
    [{ mounts: ['a'], volumes: [{ name: 'a' }] }, 'inconclusive'],
    [{ mounts: ['a'], volumes: ['a'] }, 'inconclusive'],
    [{ mounts: ['a'], volumes: [{}] }, 'inconclusive'],
    [{ mounts: [{}], volumes: ['a'] }, 'inconclusive'],
  ])('%j: %s', (subject, expected) => {
    expect(verdict(mountedOnly, subject)).toBe(expected);
  });

  test('are named in what is expected', () => {
    const none = field('mounts').every(field('volumes').every(not(item('name').isSameAs(outer('name')))));
    const value = { mounts: [{ name: 'a' }], volumes: [{ name: 'a' }] };
    expect(explain(none, { subject: { value, pointer: '' } })).toEqual([{ pointer: '/volumes/0/name', actual: 'a', expected: 'must not be the same as name' }]);
  });

  test('are compared in CEL only where both are there', () => {
    expect(toCel(field('a').isSameAs(field('b')), { subject: 's' })).toBe('(s.?a.hasValue() && s.?b.hasValue() && s.?a.value() == s.?b.value())');
  });
});
