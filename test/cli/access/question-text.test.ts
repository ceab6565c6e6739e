import { parseQuestion } from '../../../src/cli/access/question-text';
import { parseSubject, rejectUnknown, subjectText } from '../../../src/cli/access/subject-text';
import { UsageError } from '../../../src/cli/exit-code';
import { RbacSubject } from '../../../src/objects/rbac-subject';

const ask = (verb: string, text: string, limits: { namespace?: string; name?: string } = {}): unknown => parseQuestion(verb, text, limits);

test.each<[string, string, unknown]>([
  ['get', 'pods', { verb: 'get', group: '', resource: 'pods', namespaced: true }],
  ['get', 'PODS', { verb: 'get', group: '', resource: 'pods', namespaced: true }],
  ['get', 'Pod', { verb: 'get', group: '', resource: 'pods', namespaced: true }],
  ['create', 'pods/exec', { verb: 'create', group: '', resource: 'pods/exec', namespaced: true }],
  ['list', 'deployments', { verb: 'list', group: 'apps', resource: 'deployments', namespaced: true }],
  ['list', 'deployments.apps', { verb: 'list', group: 'apps', resource: 'deployments', namespaced: true }],
  ['patch', 'deployments.apps/scale', { verb: 'patch', group: 'apps', resource: 'deployments/scale', namespaced: true }],
  ['list', 'nodes', { verb: 'list', group: '', resource: 'nodes', namespaced: false }],
  ['list', 'widgets.example.com', { verb: 'list', group: 'example.com', resource: 'widgets', namespaced: undefined }],
  ['get', 'namespaces', { verb: 'get', group: '', resource: 'namespaces', namespaced: true }],
  ['update', 'namespaces/finalize', { verb: 'update', group: '', resource: 'namespaces/finalize', namespaced: true }],
  ['impersonate', 'users', { verb: 'impersonate', group: '', resource: 'users', namespaced: undefined }],
  ['impersonate', 'groups', { verb: 'impersonate', group: '', resource: 'groups', namespaced: undefined }],
  ['approve', 'signers', { verb: 'approve', group: 'certificates.k8s.io', resource: 'signers', namespaced: undefined }],
  ['get', '/metrics', { verb: 'get', path: '/metrics' }],
  ...['post', 'put', 'patch', 'delete', 'head', 'options'].map((verb): [string, string, unknown] => [verb, '/x', { verb, path: '/x' }]),
  ...['use', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest', 'impersonate-on:user-info:list'].map((verb): [string, string, unknown] =>
    [verb, 'pods', { verb, group: '', resource: 'pods', namespaced: true }]),
])('%s %s', (verb, text, question) => expect(ask(verb, text)).toEqual(question));

test('a question may be about a namespace and a name', () => {
  expect(ask('get', 'pods', { namespace: 'shop', name: 'web' })).toEqual({ verb: 'get', group: '', resource: 'pods', namespaced: true, namespace: 'shop', name: 'web' });
  expect(ask('get', 'namespaces', { namespace: 'shop' })).toMatchObject({ namespace: 'shop', namespaced: true });
  expect(ask('get', 'widgets.example.com', { namespace: 'shop' })).toMatchObject({ namespace: 'shop' });
});

test.each<[string, string, object, string]>([
  ['lst', 'pods', {}, '--can "lst" is no verb of the API; did you mean "list"?'],
  ['zzzzzzzz', 'pods', {}, '--can "zzzzzzzz" is no verb of the API; write one of '],
  ['x'.repeat(301), 'pods', {}, 'is no verb of the API; write one of '],
  ['deletecollection', '/metrics', {}, '--can "deletecollection" is no verb of HTTP; write one of get, post, put, patch, delete, head, options'],
  ['gett', '/metrics', {}, '--can "gett" is no verb of HTTP; did you mean "get"?'],
  ['post', 'pods', {}, '--can "post" is no verb of the API; '],
  ['get', 'secretz', {}, '--can knows no resource "secretz" of Kubernetes; did you mean "secrets"? Write a custom one with its group, as widgets.example.com'],
  ['get', 'zzzzzzzzz', {}, '--can knows no resource "zzzzzzzzz" of Kubernetes; Write a custom one with its group, as widgets.example.com'],
  ['get', 'Pod/exec', {}, '--can knows no resource "Pod/exec" of Kubernetes; '],
  ['get', 'z'.repeat(301), {}, ' of Kubernetes; Write a custom one'],
  ['get', 'nodes', { namespace: 'shop' }, 'nodes belong to no namespace; leave --namespace out'],
  ['get', '/x', { namespace: 'shop' }, '"/x" is a path, which has no namespace and no name; leave --namespace and --name out'],
  ['get', '/x', { name: 'a' }, '"/x" is a path, which has no namespace and no name; leave --namespace and --name out'],
])('fails for %s %s', (verb, text, limits, message) => {
  expect(() => ask(verb, text, limits)).toThrow(UsageError);
  expect(() => ask(verb, text, limits)).toThrow(message);
});

const ACCOUNT = { kind: 'ServiceAccount', namespace: 'shop', name: 'web' };

test.each<[string, unknown]>([
  ['serviceaccount:shop/web', ACCOUNT], ['sa:shop/web', ACCOUNT], ['SA:shop/web', ACCOUNT], ['system:serviceaccount:shop:web', ACCOUNT], ['user:system:serviceaccount:shop:web', ACCOUNT],
  ['sa:web', { kind: 'ServiceAccount', namespace: '', name: 'web' }], ['user:anna', { kind: 'User', namespace: '', name: 'anna' }], ['user:a:b/c', { kind: 'User', namespace: '', name: 'a:b/c' }],
  ['group:oidc:developers', { kind: 'Group', namespace: '', name: 'oidc:developers' }],
])('%s is a subject', (text, subject) => expect(parseSubject(text, [])).toMatchObject(subject as object));

test('a user may be in groups', () => {
  expect(parseSubject('user:anna', ['a', 'b'])).toMatchObject({ kind: 'User', name: 'anna', groups: ['a', 'b'] });
  expect(parseSubject('user:anna', [])).not.toHaveProperty('groups');
});

const FORMS = 'does not say what it is; write serviceaccount:NAMESPACE/NAME, user:NAME or group:NAME';

test.each<[string, readonly string[], string]>([
  ['anna', [], `--subject "anna" ${FORMS}`], ['role:x', [], `--subject "role:x" ${FORMS}`], ['user:', [], `--subject "user:" ${FORMS}`], [':x', [], `--subject ":x" ${FORMS}`],
  ['sa:shop/', [], '--subject "sa:shop/" is no service account; write serviceaccount:NAMESPACE/NAME'], ['sa:a/b/c', [], '--subject "sa:a/b/c" is no service account; write serviceaccount:NAMESPACE/NAME'],
  ['group:a', ['b'], '--group is about a user, and --subject names a Group; leave --group out, since the groups of a group are known'],
  ['sa:a/b', ['c'], '--group is about a user, and --subject names a ServiceAccount; leave --group out, since the groups of an account are known'],
])('fails for %s in groups %j', (text, groups, message) => {
  expect(() => parseSubject(text, groups)).toThrow(UsageError);
  expect(() => parseSubject(text, groups)).toThrow(message);
});

describe('a subject that nothing names', () => {
  const known = ['group:developers', 'user:anna', 'sa:shop/web'].map((text) => parseSubject(text, []));
  const reject = (text: string, groups: readonly string[] = []) => () => rejectUnknown(parseSubject(text, groups), known);

  test('is refused, and one that something names is not', () => {
    expect(known.map(subjectText)).toEqual(['group:developers', 'user:anna', 'serviceaccount:shop/web']);
    for (const subject of known) expect(() => rejectUnknown(subject as RbacSubject, known)).not.toThrow();
    expect(reject('user:bob', ['x', 'developers'])).not.toThrow();
    expect(reject('user:zachary.quinto', ['x'])).toThrow('nothing in the input names user:zachary.quinto; check the name and its kind, and that the files of its bindings are among the paths');
    expect(reject('group:develpers')).toThrow('nothing in the input names group:develpers; did you mean "group:developers"?');
    expect(reject(`group:${'x'.repeat(400)}`)).toThrow('check the name and its kind');
  });
});
