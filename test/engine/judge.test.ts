import { brief, container, controls, IMAGE, Json, judged, pod, PROFILE } from './manifests';
import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { allOf, anyOf, field, pod as podField } from '../../src/controls/require';
import { Site } from '../../src/controls/site';
import { SubjectName, SUBJECTS } from '../../src/controls/subjects';
import { requirement } from '../../src/engine/compiled-controls';
import { Finding, JudgedObject } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { Waiver } from '../../src/engine/waiver';
import { Manifest } from '../../src/objects/manifest';
import { Severity } from '../../src/profile/severity';

const [ROOT] = controls('read-only-root-filesystem');
const custom = ({ subject = 'container', ...rest }: Json): Control =>
  ({ ...ROOT, id: 'no-privileged', ...rest, subject: SUBJECTS[subject as SubjectName] } as Control);
const expression = (rest: Json): Control => custom({ require: field('ok').isTrue(), harden: undefined, ...rest });
const without = (key: string, control: Control): Control =>
  Object.fromEntries(Object.entries(control).filter(([name]) => name !== key)) as unknown as Control;
const inspecting = (inspect: (manifest: Manifest) => readonly Site[]): Control => without('require', custom({ subject: 'object', inspect, admission: { because: 'test' } }));
const fault = (pointer = ''): Site => ({ pointer, message: 'is bad' });
const find = (control: Control, manifest: unknown, rest: Partial<JudgedObject> = {}): Finding[] =>
  new Judge([control]).findings([judged(manifest, rest)]);

test('a finding says what is wrong where', () => {
  const origin = { file: 'a.yaml', document: 1 };
  expect(find(ROOT, pod({ containers: [container('main')] }), { origin })).toEqual([{
    control: 'read-only-root-filesystem', severity: 'error', outcome: 'violation', origin,
    object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' }, pointer: '/spec/containers/0/securityContext/readOnlyRootFilesystem',
    container: 'main', message: 'securityContext.readOnlyRootFilesystem is false, must be true', why: ROOT.why, fix: ROOT.fix.yaml, fixCode: ROOT.fix.code, waiver: null,
  }]);
});

test('a finding about no container names none', () => {
  const [found] = find(expression({ subject: 'pod' }), pod({ containers: [] }));
  expect(found).toMatchObject({ pointer: '/spec/ok', message: 'ok is not set, must be true' });
  expect('container' in found).toBe(false);
});

describe('outcomes', () => {
  const outcomes = (spec: Json, require = field('ok').isTrue()): string[] => find(expression({ require }), pod({ containers: [{ name: 'a', ...spec }] })).map(brief);

  test('a pass is no finding', () => expect(outcomes({ ok: true })).toEqual([]));
  test('a fault is a violation', () => expect(outcomes({ ok: false })).toEqual(['violation no-privileged /spec/containers/0/ok']));
  test('a doubt is inconclusive', () => expect(outcomes({ ok: 'true' })).toEqual(['inconclusive no-privileged /spec/containers/0/ok']));
  test('a choice without alternatives is a violation', () => expect(outcomes({}, anyOf())).toEqual(['violation no-privileged /spec/containers/0']));
  test('each fault is told for itself', () => {
    expect(outcomes({ ok: false, fine: 'x' }, allOf(field('ok').isTrue(), field('fine').isTrue())))
      .toEqual(['violation no-privileged /spec/containers/0/ok', 'inconclusive no-privileged /spec/containers/0/fine']);
  });
});

describe('a control that looks by a function', () => {
  test('tells its faults', () => {
    expect(find(inspecting(() => [fault('/a'), fault('/b')]), {}).map(brief)).toEqual(['violation no-privileged /a', 'violation no-privileged /b']);
    expect(find(inspecting(() => []), {})).toEqual([]);
  });

  test('tells its doubts', () => expect(find(inspecting(() => [{ ...fault('/a'), undecided: true }]), {}).map(brief)).toEqual(['inconclusive no-privileged /a']));

  test('of a container points into the object', () => {
    const control = without('require', custom({ inspect: ({ name }: Json) => (name === 'b' ? [fault('/x')] : []) }));
    expect(find(control, pod({ containers: [container('a'), container('b')] }))).toMatchObject([{ pointer: '/spec/containers/1/x', container: 'b', outcome: 'violation' }]);
  });

  test('that fails is loud, blames us and is no pass', () => {
    const control = inspecting(() => { throw new Error('secret detail'); });
    expect(find(control, {})).toMatchObject([{
      outcome: 'inconclusive', pointer: '', message: 'control no-privileged could not read this; report it to the makers of cdk8s-hardened with the object',
    }]);
  });

  test('on the whole set tells each object its faults', () => {
    const inspectSet = ({ objects }: { objects: Json[] }) => objects.filter(({ manifest }) => manifest.bad).map((member) => ({ member, ...fault('/bad') }));
    const control = without('require', custom({ subject: 'set', inspectSet }));
    const objects = [judged({ bad: true, metadata: { name: 'a' } }), judged({}), judged({ bad: true, metadata: { name: 'b' } })];
    const found = new Judge([control]).findings(objects);
    expect(found.map(({ object, pointer, outcome }) => [object.name, pointer, outcome])).toEqual([['a', '/bad', 'violation'], ['b', '/bad', 'violation']]);
    expect('member' in found[0]).toBe(false);
  });

  test('on the whole set and fails is told once', () => {
    const control = without('require', custom({ subject: 'set', inspectSet: () => { throw new Error(); } }));
    expect(new Judge([control]).findings([judged({}), judged({})])).toMatchObject([{ outcome: 'inconclusive', pointer: '' }]);
    expect(new Judge([control]).findings([])).toEqual([]);
  });

  test('on the whole set is asked once', () => {
    let calls = 0;
    const control = without('require', custom({ subject: 'set', inspectSet: () => { calls++; return []; } }));
    new Judge([control]).findings([judged({}), judged({})]);
    expect(calls).toBe(1);
  });
});

describe('findings stand in order', () => {
  const [object, set] = [
    inspecting(() => [fault('/own')]),
    without('require', custom({ subject: 'set', id: 'no-host-path', inspectSet: ({ objects }: Json) => objects.map((member: Json) => ({ member, ...fault('/shared') })) })),
  ];

  test('of the objects, then of the controls, those of the set last', () => {
    const found = new Judge([set, object]).findings([judged({ metadata: { name: 'a' } }), judged({ metadata: { name: 'b' } })]);
    expect(found.map(({ object: { name }, pointer }) => `${name}${pointer}`)).toEqual(['a/own', 'a/shared', 'b/own', 'b/shared']);
  });

  test('of the catalogue, whatever their controls are about', () => {
    const about = (id: string, subject: string): Control => ({ ...expression({ subject }), id } as Control);
    const given = [about('c', 'container'), about('a', 'pod'), about('d', 'object'), about('b', 'container')];
    const found = new Judge(given).findings([judged(pod({ containers: [{ name: 'x' }, { name: 'y' }] }))]);
    expect(found.map(({ control, container: name }) => [control, name])).toEqual([['c', 'x'], ['c', 'y'], ['a', undefined], ['d', undefined], ['b', 'x'], ['b', 'y']]);
    expect(new Judge(given.slice(0, 2)).findings([judged(pod({ containers: [{ name: 'x' }] }))]).map(({ control }) => control)).toEqual(['c', 'a']);
  });

  test('and are told by object', () => {
    expect(new Judge([object]).findingsByObject([judged({}), judged({})]).map((list) => list.map(({ pointer }) => pointer))).toEqual([['/own'], ['/own']]);
  });
});

describe('a fault of the pod', () => {
  const shared = expression({ require: podField('ok').isTrue() });
  const two = pod({ containers: [container('a'), container('b')] });
  const waiver = (name: string): Waiver => ({ control: 'no-privileged', reason: 'for a good reason', target: { type: 'container', name } });

  test('is told once, for the first of its containers', () => {
    expect(find(shared, two)).toMatchObject([{ pointer: '/spec/ok', container: 'a', outcome: 'violation' }]);
  });

  test('stays for the containers that no waiver covers', () => {
    expect(find(shared, two, { waivers: [waiver('a')] }).map(({ container: name, outcome }) => [name, outcome])).toEqual([['a', 'waived'], ['b', 'violation']]);
    expect(find(shared, two, { waivers: [waiver('a'), waiver('b')] }).map(({ container: name, outcome }) => [name, outcome])).toEqual([['a', 'waived'], ['b', 'waived']]);
  });

  test('is told apart by place and by words', () => {
    expect(find(expression({ require: allOf(podField('ok').isTrue(), podField('fine').isTrue()) }), two)).toHaveLength(2);
    expect(find(expression({ require: allOf(podField('ok').isTrue(), podField('ok').equals('x')) }), two)).toHaveLength(2);
  });
});

describe('waivers', () => {
  const waivers: Waiver[] = [{ control: 'no-privileged', reason: 'for a good reason' }];

  test('the first that covers a finding counts', () => {
    const [found] = find(expression({}), pod({ containers: [container('a')] }), { waivers: [...waivers, { ...waivers[0], owner: 'x' }] });
    expect(found).toMatchObject({ outcome: 'waived' });
    expect(found.waiver).toBe(waivers[0]);
  });

  test('hide nothing of a control without exceptions', () => {
    expect(find(expression({ waivable: false }), pod({ containers: [container('a')] }), { waivers })).toMatchObject([{ outcome: 'violation', waiver: null }]);
  });
});

describe('which controls are asked', () => {
  const [optIn] = controls('user-namespace');

  test('those that a profile opts in', () => {
    const manifest = pod({ containers: [container('a')] });
    expect(find(optIn, manifest)).toEqual([]);
    const profile = PROFILE.extend({ severities: { 'user-namespace': Severity.ERROR } });
    expect(find(optIn, manifest, { profile })).toMatchObject([{ severity: 'error' }]);
  });

  test('those on the set too, by the profile of each object', () => {
    const set = without('require', custom({
      subject: 'set', optIn: true, inspectSet: ({ objects }: Json) => objects.map((member: Json) => ({ member, ...fault() })),
    }));
    const profile = PROFILE.extend({ severities: { 'no-privileged': Severity.WARNING } });
    expect(new Judge([set]).findings([judged({}), judged({ kind: 'X' }, { profile })])).toMatchObject([{ object: { kind: 'X' } }]);
  });

  test('those of the kind', () => {
    const named = expression({ subject: 'object', kinds: ['apps/Deployment'] });
    expect(find(named, { apiVersion: 'apps/v1', kind: 'Deployment' })).toHaveLength(1);
    expect(find(named, { apiVersion: 'v1', kind: 'Deployment' })).toEqual([]);
    expect(find(expression({ kinds: ['apps/Deployment'] }), pod({ containers: [container('a')] }))).toEqual([]);
  });

  test('those of the role', () => {
    const init = expression({ containers: ['init'] });
    expect(find(init, pod({ initContainers: [container('i')], containers: [container('m')], ephemeralContainers: [container('e')] }))).toMatchObject([{ container: 'i' }]);
  });

  test('those for rules, in roles', () => {
    const rule = expression({ subject: 'policy-rule' });
    const role = (kind: string) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, rules: [{ ok: true }, {}] });
    expect(find(rule, role('Role'))).toMatchObject([{ pointer: '/rules/1/ok' }]);
    expect(find(rule, role('ClusterRole'))).toHaveLength(1);
    expect(find(rule, role('RoleBinding'))).toEqual([]);
    expect(find(rule, { ...role('Role'), rules: {} })).toEqual([]);
  });

  test('none of them twice, whatever other kinds came before', () => {
    const judge = new Judge([ROOT, expression({ subject: 'object' })]);
    const kinds = [{ apiVersion: 'v1', kind: 'Odd' }, pod({ containers: [container('a')] }), { apiVersion: 'v1', kind: 'Other' }];
    expect(judge.findingsByObject(kinds.map((manifest) => judged(manifest))).map((list) => list.length)).toEqual([1, 2, 1]);
  });
});

describe('a requirement', () => {
  const [old, newer] = [field('old').isTrue(), field('new').isTrue()];
  const revised = expression({ require: old, revisions: [{ since: '1.20', require: newer }, { since: '1.30', require: () => anyOf(old, newer) }] });
  const at = (version: string) => requirement(revised, PROFILE.extend({ kubernetesVersion: version }));

  test('changes with the version of Kubernetes', () => {
    expect(at('1.19')).toBe(old);
    expect(at('1.20')).toBe(newer);
    expect(at('1.29')).toBe(newer);
    expect(at('1.30')).toEqual(anyOf(old, newer));
  });

  test('is none where a function looks', () => expect(requirement(inspecting(() => []), PROFILE)).toBeUndefined());
});

test('a control is compiled once for a profile', () => {
  let calls = 0;
  const counting = expression({ require: () => { calls++; return field('ok').isTrue(); } });
  for (let i = 0; i < 3; i++) find(counting, pod({ containers: [container('a')] }));
  expect(calls).toBe(1);
  find(counting, pod({ containers: [container('a')] }), { profile: PROFILE.extend({}) });
  expect(calls).toBe(2);
});

describe('a pod of a custom kind', () => {
  const task = (name: string): Json => ({ template: { spec: { containers: [container(name)] } } });

  test('is judged in each of its templates', () => {
    const job = { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', metadata: { name: 'j' }, spec: { tasks: [task('a'), task('b')] } };
    expect(find(ROOT, job).map(({ pointer }) => pointer)).toEqual([0, 1].map((i) => `/spec/tasks/${i}/template/spec/containers/0/securityContext/readOnlyRootFilesystem`));
  });

  test('is judged where the profile declares it', () => {
    const widget = { apiVersion: 'example.com/v1', kind: 'Widget', spec: { pod: { containers: [container('a')] } } };
    expect(find(ROOT, widget)).toEqual([]);
    expect(find(ROOT, widget, { profile: PROFILE.extend({ customPodSpecs: { 'example.com/Widget': ['/spec/pod'] } }) })).toHaveLength(1);
  });

  test('is never silence where nobody declared it', () => {
    const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' }, spec: { pod: { containers: [{ name: 'a', image: IMAGE }] } } };
    const found = new Judge(CATALOGUE).findings([judged(widget)]).filter(({ control }) => control === 'valid-manifest');
    expect(found).toMatchObject([{
      outcome: 'inconclusive', severity: 'error', pointer: '/spec/pod',
      message: 'looks like pods, and nobody declared that example.com/Widget describes some here, so they were not judged; declare every place in the profile: '
        + "`customPodSpecs: { 'example.com/Widget': ['/spec/pod'] }`, or `[]` if these are no pods",
    }]);
    const profile = PROFILE.extend({ customPodSpecs: { 'example.com/Widget': [] } });
    expect(new Judge(controls('valid-manifest')).findings([judged(widget, { profile })])).toEqual([]);
  });
});

test('the level of its namespace decides how severe a finding is, where a waiver lowered it', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } };
  const lowered = judged(namespace, { waivers: [{ control: 'namespace-pod-security-level', reason: 'drivers of the nodes run here' }] });
  const severities = (...objects: JudgedObject[]): string[] => new Judge(controls('no-privileged')).findings(objects).map(({ severity }) => severity);
  const bad = judged(pod({ containers: [{ name: 'a', securityContext: { privileged: true } }] }));
  expect(severities(lowered, bad)).toEqual(['warning']);
  expect(severities(judged(namespace), bad)).toEqual(['error']);
  expect(severities(bad)).toEqual(['error']);
});
