import { editAll, fill } from './editing';

const HEAD = 'apiVersion: v1\nkind: Pod\n';

test.each([
  ['a block list', 'drop:\n- NET_RAW\n# after\nnext: 1\n', 'drop:\n- NET_RAW\n- ALL\n# after\nnext: 1\n'],
  ['a block list that is indented', 'drop:\n    - NET_RAW   # why\n\nnext: 1\n', 'drop:\n    - NET_RAW   # why\n    - ALL\n\nnext: 1\n'],
  ['a list between brackets', 'drop: [all]   # why\n', 'drop: [all, ALL]   # why\n'],
  ['quoted items', 'drop: ["all"]\n', 'drop: ["all", "ALL"]\n'],
  ['a comma at the end', 'drop: [all,]\n', 'drop: [all, ALL,]\n'],
  ['an empty list', 'drop: []\n', 'drop: [ALL]\n'],
  ['lines between brackets', 'drop: [\n  all,  # why\n  NET_RAW   # too\n]\n', 'drop: [\n  all,  # why\n  NET_RAW,   # too\n  ALL\n]\n'],
  ['lines with a comma at the end', 'drop: [\n  all,   # why\n]\n', 'drop: [\n  all,   # why\n  ALL,\n]\n'],
])('an item is added to %s', (_, before, after) => {
  expect(fill(HEAD + before, { '/drop/-': 'ALL' })).toBe(HEAD + after);
});

test('an item of several fields is added as the other items are', () => {
  const before = `${HEAD}spec:\n  volumes:\n  - name: a\n    emptyDir: {}\n`;
  expect(fill(before, { '/spec/volumes/-': { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } } }))
    .toBe(`${before}  - name: tmp\n    emptyDir:\n      sizeLimit: "64Mi"\n`);
});

test('an item is added to JSON', () => {
  expect(fill('{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "drop": [\n    "all"\n  ]\n}\n', { '/drop/-': 'ALL' }))
    .toBe('{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "drop": [\n    "all",\n    "ALL"\n  ]\n}\n');
});

describe('a list that an alias repeats', () => {
  const text = `${HEAD}one: &a [all]\ntwo: *a\n`;

  test('gets an item once that is asked for in both places', () => {
    const { text: edited, refused } = editAll(text, { 0: [{ pointer: '/two/-', value: 'ALL' }, { pointer: '/one/-', value: 'ALL' }] });
    expect([edited, refused]).toEqual([text.replace('[all]', '[all, ALL]'), []]);
  });

  test.each(['/one/-', '/two/-'])('fails where it is asked for in %s alone, and changes nothing', (pointer) => {
    const { text: edited, refused } = editAll(text, { 0: [{ pointer, value: 'ALL' }] });
    expect([edited, refused.length]).toEqual([text, 1]);
  });
});
