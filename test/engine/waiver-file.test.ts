import { Json } from './manifests';
import { readWaiverFile, selects } from '../../src/engine/waiver-file';

const CONTROL = 'read-only-root-filesystem';
const reason = 'vendor image writes to /opt';
const object = { kind: 'Deployment', name: 'web' };
const entry = (rest: Json = {}): Json => ({ control: CONTROL, reason, object, ...rest });
const read = (...waivers: unknown[]) => readWaiverFile({ waivers });
const messages = (...waivers: unknown[]): string[] => read(...waivers).bad.map(({ message }) => message);

test('an entry says all that an annotation says, and of which objects', () => {
  const all = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' };
  expect(readWaiverFile({ waivers: [entry({ expires: '2027-03-31', owner: 'team-x', ticket: 'SEC-1', object: all, container: 'sidecar' })] }, 'w.yaml')).toEqual({
    file: 'w.yaml',
    waivers: [{
      waiver: { control: CONTROL, reason, expires: '2027-03-31', owner: 'team-x', ticket: 'SEC-1', target: { type: 'container', name: 'sidecar' } },
      object: all,
      pointer: '/waivers/0',
    }],
    bad: [],
  });
});

test('null counts as absent', () => {
  expect(read(entry({ expires: null, container: null, for: null })).waivers).toEqual([{ waiver: { control: CONTROL, reason }, object, pointer: '/waivers/0' }]);
});

test('a list alone will do, and so will nothing', () => {
  expect(readWaiverFile([entry(), entry({ control: 'no-privileged' })]).waivers.map(({ pointer }) => pointer)).toEqual(['/0', '/1']);
  const nothings = [undefined, null, {}, { waivers: null }, []];
  for (const nothing of nothings) expect(readWaiverFile(nothing)).toEqual({ file: undefined, waivers: [], bad: [] });
});

test('a waiver may be limited to any part', () => {
  expect(read(entry({ for: 'rule/0, port/http' })).waivers.map(({ waiver: { target }, pointer }) => [target, pointer])).toEqual([
    [{ type: 'rule', name: '0' }, '/waivers/0'], [{ type: 'port', name: 'http' }, '/waivers/0'],
  ]);
});

test('aliases stand for their control', () => expect(read(entry({ control: 'read-only-root-fs' })).waivers[0].waiver.control).toBe(CONTROL));

test('a reason needs not fit into an annotation', () => {
  expect(read(entry({ reason: 'a = b | c\nof the vendor' })).bad).toEqual([]);
});

test.each([
  [new Date('2027-03-31T00:00:00Z')], ['2027-03-31T00:00:00Z'], ['2027-03-31T00:00:00.000Z'],
])('a day without quotes is read as a time: %j', (expires) => expect(read(entry({ expires })).waivers[0].waiver.expires).toBe('2027-03-31'));

test.each<[unknown, string]>([
  ['x', 'the waiver is no map; write `{ control: …, reason: …, object: { … } }`'],
  [null, 'the waiver is no map; write `{ control: …, reason: …, object: { … } }`'],
  [{}, 'the waiver names no `control`'],
  [entry({ control: 5 }), 'the waiver has no text in `control`; put it in quotes'],
  [entry({ control: 'no-priviledged' }), 'there is no control "no-priviledged"; did you mean "no-privileged"?'],
  [entry({ expiry: '2027-03-31' }), 'the waiver has the unknown key "expiry"; did you mean "expires"?'],
  [entry({ expires: 20270331 }), 'the waiver has no text in `expires`; put it in quotes'],
  [entry({ expires: new Date(NaN) }), 'the waiver has no text in `expires`; put it in quotes'],
  [entry({ expires: '2027-02-29T00:00:00Z' }), `the waiver of ${CONTROL} is malformed: expires "2027-02-29T00:00:00Z" is not a date such as 2027-03-31`],
  [entry({ expires: '2027-03-31T12:00:00Z' }), `the waiver of ${CONTROL} is malformed: expires "2027-03-31T12:00:00Z" is not a date such as 2027-03-31`],
  [entry({ expires: 'soon' }), `the waiver of ${CONTROL} is malformed: expires "soon" is not a date such as 2027-03-31`],
  [entry({ reason: undefined }), `the waiver of ${CONTROL} gives no \`reason\``],
  [entry({ reason: 'short' }), `the waiver of ${CONTROL} is malformed: reason "short" is shorter than 10 characters, so a reviewer cannot judge it`],
  [entry({ container: 'a b' }), `the waiver of ${CONTROL} is malformed: container "a b" is not a name`],
  [entry({ container: 'a', for: 'port/b' }), `the waiver of ${CONTROL} has both \`container\` and \`for\`; keep one`],
  [entry({ for: 'env/b' }), `the waiver of ${CONTROL} is malformed: target "env/b" is none of container/NAME, volume/NAME, port/NAME, rule/NAME`],
  [entry({ object: undefined }), `the waiver of ${CONTROL} names no \`object\`; write which one, or \`object: { name: "*" }\` for all`],
  [entry({ object: {} }), `the waiver of ${CONTROL} has an empty \`object\`; write which one, or \`object: { name: "*" }\` for all`],
  [entry({ object: { name: null } }), `the waiver of ${CONTROL} has an empty \`object\`; write which one, or \`object: { name: "*" }\` for all`],
  [entry({ object: 'web' }), `the waiver of ${CONTROL} has an \`object\` that is no map; write \`object: { kind: …, name: … }\``],
  [entry({ object: { nam: 'web' } }), `the waiver of ${CONTROL} has an \`object\` that has the unknown key "nam"; did you mean "name"?`],
  [entry({ object: { name: 1 } }), `the waiver of ${CONTROL} has an \`object\` that has no text in \`name\`; put it in quotes`],
])('fails on %j', (one, message) => {
  expect(messages(one)).toEqual([message]);
  expect(read(one).waivers).toEqual([]);
});

test('what is wrong is told with its place, and the rest is read', () => {
  const { waivers, bad } = readWaiverFile({ waivers: [entry(), entry({ control: 'schema' }), 'x', entry({ control: 'no-privileged' })] });
  expect(waivers.map(({ pointer }) => pointer)).toEqual(['/waivers/0', '/waivers/3']);
  expect(bad).toEqual([
    { control: 'waiver-not-allowed', name: 'schema', pointer: '/waivers/1', message: 'no exception from valid-manifest can be right; change the object instead' },
    { control: 'waiver-invalid', name: '', pointer: '/waivers/2', message: 'the waiver is no map; write `{ control: …, reason: …, object: { … } }`' },
  ]);
});

test.each([
  ['x', '', 'the waivers are no list; write `waivers: [{ control: … }]`'],
  [{ waivers: {} }, '/waivers', 'the waivers are no list; write `waivers: [{ control: … }]`'],
  [{ waivers: [], waiver: 1 }, '/waiver', 'the file has the key "waiver"; write `waivers: […]` only'],
])('fails on the file %j', (data, pointer, message) => {
  expect(readWaiverFile(data)).toEqual({ file: undefined, waivers: [], bad: [{ control: 'waiver-invalid', name: '', pointer, message }] });
});

test('the same waiver twice is ambiguous', () => {
  const twice = read(entry(), entry({ owner: 'x', object: { ...object, namespace: '*' } }), entry({ container: 'a' }), entry({ object: { name: 'web' } }));
  expect(twice.waivers.map(({ pointer }) => pointer)).toEqual(['/waivers/0', '/waivers/2', '/waivers/3']);
  expect(twice.bad).toEqual([{
    control: 'waiver-invalid', name: CONTROL, pointer: '/waivers/1', message: `${CONTROL} is waived for the same objects by an earlier entry; keep one`,
  }]);
});

describe('a selector', () => {
  const key = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' };

  test.each([
    [{ name: 'web' }, true], [{ name: 'we*' }, false], [{ name: '*' }, true], [{ kind: 'deployment' }, false], [{ kind: 'Deployment', namespace: 'shop' }, true],
    [{ namespace: '' }, false], [{ apiVersion: 'apps/v1', name: 'api' }, false], [{}, true],
  ])('%j picks a Deployment: %s', (selector, expected) => expect(selects(selector, key)).toBe(expected));

  test.each(Object.keys(key))('looks at %s', (part) => {
    expect(selects({ ...key, [part]: 'other' }, key)).toBe(false);
    expect(selects({ ...key, [part]: '*' }, key)).toBe(true);
  });
});
