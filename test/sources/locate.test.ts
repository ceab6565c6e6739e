import { objects, place } from './reading';

const POD = `# a pod
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {"app": web}}
spec:
  hostNetwork: yes
  containers:
    - name: main
      securityContext:
        privileged: true
    - image: x # no name
`;

describe('locate gives the line and the column of', () => {
  test.each([
    ['a key', '/spec/hostNetwork', '6:3'],
    ['a key in a list', '/spec/containers/0/securityContext/privileged', '10:9'],
    ['an item of a list', '/spec/containers/1', '11:7'],
    ['a key between braces', '/metadata/labels/app', '4:32'],
    ['the parent of a key that is missing', '/spec/containers/1/securityContext/privileged', '11:7'],
    ['the key whose value is not what was expected', '/spec/hostNetwork/0/x', '6:3'],
    ['the object itself', '', '2:1'],
    ['the object where nothing on the way exists', '/status/phase', '2:1'],
  ])('%s', (_, pointer, expected) => {
    expect(place(POD, pointer)).toBe(expected);
  });

  test('a key with a slash in it', () => {
    expect(place('apiVersion: v1\nkind: X\nmetadata:\n  labels:\n    a/b: c\n', '/metadata/labels/a~1b')).toBe('5:5');
  });

  test('a key that YAML 1.1 reads as something else', () => {
    expect(place('apiVersion: v1\nkind: X\ndata:\n  yes: 1\n', '/data/true')).toBe('4:3');
  });
});

describe('locate counts', () => {
  test('lines of the file, not of the document', () => {
    expect(place(`${POD}---\n${POD}`, '/spec/hostNetwork', 1)).toBe('18:3');
  });

  test('lines that end with CRLF', () => {
    expect(place(POD.replace(/\n/g, '\r\n'), '/spec/hostNetwork')).toBe('6:3');
  });

  test('no column for a byte order mark', () => {
    expect(place('\ufeffkind: X\napiVersion: v1\n', '/kind')).toBe('1:1');
  });

  test('columns in UTF-16 units, as editors do', () => {
    expect(place('{kind: X, é😀: 1, apiVersion: v1}', '/apiVersion')).toBe('1:19');
  });
});

describe('locate follows', () => {
  const shared = `apiVersion: v1
kind: X
base: &base
  privileged: true
  user: 0
alias: *base
merged:
  <<: *base
  user: 1
late:
  user: 1
  <<: [{user: 2}, *base]
`;

  test.each([
    ['an alias to where its value was written', '/alias/privileged', '4:3'],
    ['an alias to its own key', '/alias', '6:1'],
    ['a merge key', '/merged/privileged', '4:3'],
    ['a merge key to the key that overrides it', '/merged/user', '9:3'],
    ['a merge key below the key that it overrides', '/late/user', '12:9'],
    ['nothing where a merged map lacks the key', '/merged/missing', '7:1'],
  ])('%s', (_, pointer, expected) => {
    expect(place(shared, pointer)).toBe(expected);
  });
});

describe('locate in a list of objects', () => {
  const list = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: A\n- kind: B\n  spec: {x: 1}\n  apiVersion: v1\n';

  test('starts at the item', () => {
    expect([place(list, '', 0), place(list, '', 1), place(list, '/spec/x', 1), place(list, '/status', 1)]).toEqual(['4:3', '6:3', '7:10', '6:3']);
  });

  test('works in JSON', () => {
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'A' }, { apiVersion: 'v1', kind: 'B', s: [{ 't"': 1 }] }] }, null, 2);
    expect([place(json, '', 1), place(json, '/s/0/t"', 1), place(json, '/s/0/u', 1), place(json, '/s/1', 1)]).toEqual(['9:5', '14:11', '13:9', '12:7']);
  });

  test('works in JSON values that follow one another', () => {
    expect(place('{"apiVersion":"v1","kind":"A"}\n{"apiVersion":"v1",\n "kind":"B"}', '/kind', 1)).toBe('3:2');
  });
});

test('positions can be asked for in any order', () => {
  const found = objects(`${POD}---\n${POD}`);
  const places = [0, 1, 0, 1].map((i) => found[i].locate('/kind').line);
  expect(places).toEqual([3, 15, 3, 15]);
});
