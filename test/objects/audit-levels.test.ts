import { auditDecisions, rulesWithLevel } from '../../src/objects/audit-levels';
import { DocumentPart } from '../../src/objects/document-part';

const SECRET = { group: '', resource: 'secrets', verb: 'get' };
const EXEC = { group: '', resource: 'pods/exec', verb: 'create' };
const policy = (...rules: readonly object[]): DocumentPart => new DocumentPart({ rules });
const decided = (part: DocumentPart, request = SECRET): string[] => auditDecisions(part, request).map(({ rule, level }) => `${rule.pointer} ${level}`);

test.each<[string, object, 'all' | 'some' | 'none']>([
  ['nothing', {}, 'all'],
  ['its verb', { verbs: ['list', 'get'] }, 'all'],
  ['another verb', { verbs: ['list'] }, 'none'],
  ['its group and resource', { resources: [{ group: '', resources: ['secrets'] }] }, 'all'],
  ['its resource, without a group', { resources: [{ resources: ['secrets'] }] }, 'all'],
  ['all resources of its group', { resources: [{ group: '' }] }, 'all'],
  ['every group', { resources: [{ group: '*' }] }, 'all'],
  ['another group', { resources: [{ group: 'apps' }] }, 'none'],
  ['another resource', { resources: [{ group: '', resources: ['pods'] }] }, 'none'],
  ['every resource', { resources: [{ group: '', resources: ['*'] }] }, 'all'],
  ['its resource with subresources', { resources: [{ group: '', resources: ['secrets/*'] }] }, 'all'],
  ['a subresource of every resource', { resources: [{ group: '', resources: ['*/exec'] }] }, 'none'],
  ['one name', { resources: [{ group: '', resources: ['secrets'], resourceNames: ['a'] }] }, 'some'],
  ['one name and all names', { resources: [{ group: '', resourceNames: ['a'] }, { group: '' }] }, 'all'],
  ['one name and another resource', { resources: [{ group: '', resourceNames: ['a'] }, { group: 'apps' }] }, 'some'],
  ['some users', { users: ['a'] }, 'some'],
  ['some groups of users', { userGroups: ['system:authenticated'] }, 'some'],
  ['everybody', { userGroups: ['system:unauthenticated', 'system:authenticated'] }, 'all'],
  ['some namespaces', { namespaces: ['shop'] }, 'some'],
  ['some namespaces and paths', { namespaces: ['shop'], nonResourceURLs: ['/x'] }, 'some'],
  ['paths', { nonResourceURLs: ['/healthz*'] }, 'none'],
  ['paths and resources', { nonResourceURLs: ['/x'], resources: [{ group: '' }] }, 'all'],
])('a rule with %s matches a request', (_, rule, matches) => {
  const expected = { all: ['/rules/0 Metadata'], some: ['/rules/0 Metadata', '/rules None'], none: ['/rules None'] };
  expect(decided(policy({ level: 'Metadata', ...rule }))).toEqual(expected[matches]);
});

test.each<[string, boolean]>([['pods/exec', true], ['*/exec', true], ['pods/*', true], ['*', true], ['pods', false], ['*/log', false], ['secrets/*', false]])('"%s" matches pods/exec: %p', (resource, matches) => {
  expect(decided(policy({ level: 'Request', resources: [{ group: '', resources: [resource] }] }), EXEC)[0]).toBe(matches ? '/rules/0 Request' : '/rules None');
});

test('the first rule that matches all of a request decides, and those before it for some', () => {
  const part = policy({ level: 'None', users: ['a'] }, { level: 'Metadata', verbs: ['list'] }, { level: 'Request' }, { level: 'RequestResponse' });
  expect(decided(part)).toEqual(['/rules/0 None', '/rules/2 Request']);
  expect(decided(new DocumentPart({}))).toEqual(['/rules None']);
});

test('the rules of a level are listed once, with the requests that they log', () => {
  const part = policy({ level: 'Request', resources: [{ group: '', resources: ['secrets'] }] }, { level: 'RequestResponse' });
  const found = rulesWithLevel(part, [SECRET, EXEC, { ...EXEC, verb: 'get' }], ['RequestResponse', 'None']);
  expect(found.map(({ rule, requests }) => [rule.pointer, requests])).toEqual([['/rules/1', [EXEC, { ...EXEC, verb: 'get' }]]]);
  expect(rulesWithLevel(part, [SECRET], ['Metadata'])).toEqual([]);
});
