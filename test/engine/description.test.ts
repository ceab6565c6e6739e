import { Site } from '../../src/controls/site';
import { describe as described } from '../../src/engine/description';

const site = (pointer: string, actual?: unknown, isKey?: true): Site => ({ pointer, actual, expected: 'must be right', isKey });

test.each<[Site, string, string]>([
  [site('/spec/containers/0/ports/1/hostPort', 80), '/spec/containers/0', 'ports[1].hostPort is 80, must be right'],
  [site('/spec/containers/0/ports/1/hostPort', 80), '', 'spec.containers[0].ports[1].hostPort is 80, must be right'],
  [site('/spec/a', true), '/spec', 'a is true, must be right'],
  [site('/spec/a', 'x"y'), '/spec', 'a is "x\\"y", must be right'],
  [site('/spec/a'), '/spec', 'a is not set, must be right'],
  [site('/spec/a', null), '/spec', 'a is set, must be right'],
  [site('/spec/a', {}), '/spec', 'a is set, must be right'],
  [site('/spec/a', []), '/spec', 'a is set, must be right'],
  [site('/spec/a', 'x'.repeat(78)), '/spec', `a is "${'x'.repeat(78)}", must be right`],
  [site('/spec/a', 'x'.repeat(79)), '/spec', 'a is set, must be right'],
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
  [{ pointer: '/spec/a', message: 'in words' }, '/spec', 'in words'],
])('%j below %j: %s', (one, base, text) => expect(described(one, base)).toBe(text));
