import { Site } from '../../src/controls/site';
import { describe as described } from '../../src/engine/description';

const site = (pointer: string, actual?: unknown, isKey?: true): Site => ({ pointer, actual, expected: 'must be right', isKey });

test.each<[Site, string, string]>([
  [site('/spec/containers/0/ports/1/hostPort', 80), '/spec/containers/0', 'ports[1].hostPort is 80, must be right'],
  [site('/spec/containers/0/ports/1/hostPort', 80), '', 'spec.containers[0].ports[1].hostPort is 80, must be right'],
  [site('/spec/a', true), '/spec', 'a is true, must be right'],
  [site('/spec/a', 'x"y'), '/spec', 'a is "x\\"y", must be right'],
  [site('/spec/a'), '/spec', 'a is not set, must be right'],
  [site('/spec/a', null), '/spec', 'a is null, must be right'],
  [site('/spec/a', {}), '/spec', 'a is {}, must be right'],
  [site('/spec/a', []), '/spec', 'a is [], must be right'],
  [site('/spec/a', ['NET_RAW']), '/spec', 'a is ["NET_RAW"], must be right'],
  [site('/spec/a', 'x'.repeat(78)), '/spec', `a is "${'x'.repeat(78)}", must be right`],
  [site('/spec/a', `first${'x'.repeat(79)}last`), '/spec', `a is "first${'x'.repeat(34)}…${'x'.repeat(34)}last", must be right`],
  [{ pointer: '/spec/a', actual: undefined, expected: 'must be set' }, '/spec', 'a is not set'],
  [{ pointer: '/spec/a', actual: undefined, expected: 'must not be empty' }, '/spec', 'a is not set'],
  [{ pointer: '/spec/a', actual: [], expected: 'must not be empty' }, '/spec', 'a is [], must not be empty'],
  [site('/data/a', 'x'), '', 'data.a is set, must be right'],
  [site('/spec/containers/0/env/3/value', 'x'), '/spec/containers/0', 'env[3].value is set, must be right'],
  [site('/spec/containers/0/env/3/value', true), '/spec/containers/0', 'env[3].value is a boolean, must be right'],
  [site('/data/a', ['x']), '', 'data.a is a list, must be right'],
  [{ pointer: '/spec/image', message: 'image "app:pw@example.com/a" is odd' }, '', 'image "***@example.com/a" is odd'],
  [site('/metadata/labels/a.b~1c', 'x'), '', 'metadata.labels["a.b/c"] is "x", must be right'],
  [site('/rules/0/verbs/2', '*'), '/rules/0', 'verbs[2] is "*", must be right'],
  [site('/rules/12/verbs', '*'), '', 'rules[12].verbs is "*", must be right'],
  [site('/v1/a1', '*'), '', 'v1.a1 is "*", must be right'],
  [site('/2', '*'), '', '[2] is "*", must be right'],
  [site('', undefined), '', 'the object is not set, must be right'],
  [site('/spec', 5), '/spec', 'spec is 5, must be right'],
  [site('/specific', 5), '/spec', 'specific is 5, must be right'],
  [site('/a-b', 5), '', 'a-b is 5, must be right'],
  [site('/metadata/labels/a.b~1c', 'a.b/c', true), '', 'key "a.b/c" must be right'],
  [{ pointer: '/spec/a', actual: 'x', expected: 'must not be "x"', isForbidden: true }, '/spec', 'a is "x", which is not allowed: All is well'],
  [{ pointer: '/data/a', actual: 'x', expected: 'must not be "x"', isForbidden: true }, '', 'data.a is set, must not be "x"'],
  [{ pointer: '/spec/a', message: 'in words' }, '/spec', 'in words'],
])('%j below %j: %s', (one, base, text) => expect(described(one, base, 'All is well')).toBe(text));
