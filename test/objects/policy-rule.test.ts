import { AccessRequest, EVERY_OBJECT, objectsAllowed, ruleAllows } from '../../src/objects/policy-rule';

const get = (resource: string, rest: object = {}): AccessRequest => ({ verb: 'get', group: '', resource, ...rest });
const rule = (resources: string[], rest: object = {}): object => ({ apiGroups: [''], resources, verbs: ['get'], ...rest });

test.each<[string, object, AccessRequest, boolean]>([
  ['the resource itself', rule(['pods']), get('pods'), true],
  ['another resource', rule(['pods']), get('services'), false],
  ['another verb', rule(['pods']), { ...get('pods'), verb: 'list' }, false],
  ['another group', rule(['pods']), { ...get('pods'), group: 'metrics.k8s.io' } as AccessRequest, false],
  ['a subresource that is not named', rule(['pods']), get('pods/log'), false],
  ['a subresource by its name', rule(['pods/log']), get('pods/log'), true],
  ['a subresource of anything', rule(['*/log']), get('pods/log'), true],
  ['a resource by a wildcard subresource', rule(['*/log']), get('log'), false],
  ['what reads as all subresources', rule(['pods/*']), get('pods/log'), false],
  ['every resource', rule(['*']), get('pods/log'), true],
  ['every verb', rule(['pods'], { verbs: ['*'] }), get('pods'), true],
  ['every group', rule(['pods'], { apiGroups: ['*'] }), { ...get('pods'), group: 'metrics.k8s.io' } as AccessRequest, true],
  ['the named object', rule(['pods'], { resourceNames: ['web'] }), get('pods', { name: 'web' }), true],
  ['another object', rule(['pods'], { resourceNames: ['web'] }), get('pods', { name: 'api' }), false],
  ['all objects where one is named', rule(['pods'], { resourceNames: ['web'] }), get('pods'), false],
  ['an object by a wildcard, which names have none of', rule(['pods'], { resourceNames: ['*'] }), get('pods', { name: 'web' }), false],
  ['any object by an empty list of names', rule(['pods'], { resourceNames: [] }), get('pods', { name: 'web' }), true],
  ['a path', { nonResourceURLs: ['/metrics'], verbs: ['get'] }, { verb: 'get', path: '/metrics' }, true],
  ['a path below', { nonResourceURLs: ['/metrics'], verbs: ['get'] }, { verb: 'get', path: '/metrics/slis' }, false],
  ['a path below, by a wildcard', { nonResourceURLs: ['/metrics/**'], verbs: ['get'] }, { verb: 'get', path: '/metrics/slis' }, true],
  ['any path', { nonResourceURLs: ['*'], verbs: ['get'] }, { verb: 'get', path: '/debug/pprof' }, true],
  ['a path by a rule about resources', rule(['*'], { apiGroups: ['*'], verbs: ['*'] }), { verb: 'get', path: '/metrics' }, false],
  ['anything by a rule that is none', 'all' as unknown as object, get('pods'), false],
  ['anything by lists that are none', { apiGroups: '*', resources: '*', verbs: '*' }, get('pods'), false],
  ['a path by one that is no text', { nonResourceURLs: [3], verbs: ['get'] }, { verb: 'get', path: '/metrics' }, false],
])('%s', (_, one, request, allowed) => expect(ruleAllows(one, request)).toBe(allowed));

test('a request that creates an object has no name, so that a rule with names allows it only by an empty one', () => {
  const create = { verb: 'create', group: '', resource: 'pods' };
  const withNames = (...resourceNames: string[]) => ({ apiGroups: [''], resources: ['pods'], verbs: ['create'], resourceNames });
  expect(objectsAllowed(withNames('web'), create)).toBeUndefined();
  expect(objectsAllowed(withNames('web', ''), create)).toBe(EVERY_OBJECT);
  expect(objectsAllowed(withNames(), create)).toBe(EVERY_OBJECT);
});
