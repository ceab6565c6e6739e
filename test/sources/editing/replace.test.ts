import { fill } from './editing';

const HEAD = 'apiVersion: v1\nkind: Pod\n';
const replace = (text: string, values: Readonly<Record<string, unknown>>): string => fill(HEAD + text, values, true).slice(HEAD.length);

describe('replacing', () => {
  test.each<[string, string, unknown, string]>([
    ['a word keeps its comment', 'a: true # why\nb: 1\n', false, 'a: false # why\nb: 1\n'],
    ['a quoted text', 'a: "x"\n', 'RuntimeDefault', 'a: RuntimeDefault\n'],
    ['a text on several lines', 'a: "x\n  y" # c\nb: 1\n', 1, 'a: 1 # c\nb: 1\n'],
    ['a block text', 'a: |\n  x\n  y\n# c\nb: 1\n', 1, 'a: 1\n# c\nb: 1\n'],
    ['a list by a list', 'a: # c\n  - X # x\n  - Y\nb: 1\n', ['ALL'], 'a: # c\n  - ALL\nb: 1\n'],
    ['a list between brackets by a list', 'a: [X, Y] # c\n', ['ALL'], 'a: # c\n  - ALL\n'],
    ['a list by a word', 'a:\n- X\n- Y\nb: 1\n', 'x', 'a: x\nb: 1\n'],
    ['a map by a word', 'a: # c\n  b: 1\n', 'x', 'a: x # c\n'],
    ['a word by a map', 'a: x # c\nb: 1\n', { c: 2 }, 'a: # c\n  c: 2\nb: 1\n'],
    ['a word by an empty map', 'a: x\n', {}, 'a: {}\n'],
    ['nothing by a word', 'a: # c\nb: 1\n', 1, 'a: 1 # c\nb: 1\n'],
    ['null by a list', 'a: ~\n', ['x'], 'a:\n  - x\n'],
    ['a missing key adds it', 'b: 1\n', 2, 'b: 1\na: 2\n'],
    ['a tagged word', 'a: !!str 1\n', 2, 'a: 2\n'],
    ['an alias', 'b: &b 1\na: *b\n', 2, 'b: &b 1\na: 2\n'],
  ])('%s', (_, before, value, after) => {
    expect(replace(before, { '/a': value })).toBe(after);
  });

  test('a value between braces', () => {
    expect(replace('v: {a: [X], "b": true, c}\n', { '/v/a': ['ALL'], '/v/b': false, '/v/c': { d: 1 } })).toBe('v: {a: [ALL], "b": false, c: {d: 1}}\n');
  });

  test('an item', () => {
    expect(replace('v: [a, b]\nw:\n  - a # c\n', { '/v/1': 'c', '/w/0': 'b' })).toBe('v: [a, c]\nw:\n  - b # c\n');
  });

  test('the last value and adding one after it', () => {
    expect(replace('v:\n  a: [X]\n', { '/v/a': ['ALL', 'Z'], '/v/b': 1 })).toBe('v:\n  a:\n    - ALL\n    - Z\n  b: 1\n');
  });
});
