import { controls, pod, PROFILE } from './manifests';
import { ControlFinding, distinct, FindingContext } from '../../src/engine/control-finding';
import { Finding, rendered } from '../../src/engine/finding';
import { NamespaceLevels } from '../../src/engine/severity';
import { Waiver } from '../../src/engine/waiver';
import { keyOf } from '../../src/objects/manifest';

const [ONE, OTHER] = controls('read-only-root-filesystem', 'no-privileged');
const manifest = pod({ containers: [] });
const context = (...waivers: Waiver[]): FindingContext => (
  { object: { profile: PROFILE, origin: {}, waivers }, manifest, judged: manifest, key: keyOf(manifest), levels: new NamespaceLevels() }
);
const waiverFor = (name: string): Waiver => ({ control: ONE.id, reason: 'for a good reason', target: { type: 'container', name } });

/** What is wrong with the pod of a container, as found for that container. */
const fault = (container: string, message: string, { pointer = '/spec/ok', by = ONE, of = context() } = {}): ControlFinding => {
  const none = { value: {}, pointer: '' };
  return new ControlFinding(of, by, 'violation', { pointer, message }, { subject: none, container });
};
const kept = (...faults: ControlFinding[]): string[] => distinct(faults).map(({ control, outcome, container, message }) => `${outcome} ${control} ${container}: ${message}`);
const brief = (...texts: string[]): string[] => texts.map((text) => `violation ${ONE.id} ${text}`);

describe('faults of one control in one place', () => {
  test('are told once for each thing that is wrong there', () => {
    expect(kept(fault('a', 'x'), fault('a', 'y'), fault('a', 'z'), fault('b', 'x'), fault('b', 'y'), fault('b', 'z'))).toEqual(brief('a: x', 'a: y', 'a: z'));
  });

  test('are told for each container that a waiver covers, and once for the others', () => {
    const of = context(waiverFor('a'), waiverFor('c'));
    const found = ['a', 'b', 'c', 'd'].map((name) => fault(name, 'x', { of }));
    expect(distinct(found).map(({ outcome, container }) => [outcome, container])).toEqual([['waived', 'a'], ['violation', 'b'], ['waived', 'c']]);
  });

  test('are not hidden by a waiver for a container that is called like an outcome', () => {
    const of = context(waiverFor('violation'));
    expect(distinct([fault('violation', 'x', { of }), fault('b', 'x', { of })]).map(({ outcome }) => outcome)).toEqual(['waived', 'violation']);
  });

  test('are told beside a doubt about the same', () => {
    const doubt = new ControlFinding(context(), ONE, 'inconclusive', { pointer: '/spec/ok', message: 'x' });
    expect(distinct([fault('a', 'x'), doubt]).map(({ outcome }) => outcome)).toEqual(['violation', 'inconclusive']);
  });
});

test('faults in other places and of other controls are all told', () => {
  expect(kept(fault('a', 'x'), fault('a', 'x', { pointer: '/spec/fine' }))).toHaveLength(2);
  expect(kept(fault('a', 'x'), fault('a', 'x', { by: OTHER }), fault('b', 'x', { by: OTHER }))).toEqual([
    ...brief('a: x'), `violation ${OTHER.id} a: x`,
  ]);
});

test('a single fault is left as it is', () => {
  const alone = [fault('a', 'x'), fault('a', 'x', { by: OTHER })];
  expect(distinct(alone)).toBe(alone);
});

test('a finding that has its words gives them back', () => {
  const finding: Finding = fault('a', 'x').render();
  expect(rendered(finding)).toMatchObject({ control: ONE.id, pointer: '/spec/ok' });
  expect(rendered(finding).render()).toBe(finding);
});
