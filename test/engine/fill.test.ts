import { controls, deployment, Json, pod, PROFILE } from './manifests';
import { CATALOGUE } from '../../src/controls';
import { Control, Harden } from '../../src/controls/control';
import { field, pod as podField } from '../../src/controls/require';
import { Filler } from '../../src/engine/fill';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Severity } from '../../src/profile/severity';

const [BASE] = controls('no-privileged');
const hardening = (harden: Harden | ((profile: SecurityProfile) => Harden), rest: Json = {}): Control => ({ ...BASE, harden, ...rest });

function filled(control: Control, manifest: Json, profile = PROFILE): { manifest: Json; pointers: string[] } {
  const pointers = new Filler([control]).fill(manifest, profile).map(({ pointer }) => pointer);
  return { manifest, pointers };
}

test('what is absent is filled in, and told', () => {
  const manifest = pod({ containers: [{ name: 'a' }] });
  const told = new Filler([hardening({ container: { securityContext: { privileged: false } }, pod: { hostPID: false } })]).fill(manifest, PROFILE);
  expect(told).toEqual([
    { control: 'no-privileged', pointer: '/spec/containers/0/securityContext', value: { privileged: false } },
    { control: 'no-privileged', pointer: '/spec/hostPID', value: false },
  ]);
  expect(manifest.spec).toEqual({ containers: [{ name: 'a', securityContext: { privileged: false } }], hostPID: false });
});

test('maps merge', () => {
  const { manifest, pointers } = filled(hardening({ container: { a: { b: 1, c: { d: 2 } } } }), pod({ containers: [{ a: { b: 5, c: {} } }] }));
  expect(pointers).toEqual(['/spec/containers/0/a/c/d']);
  expect(manifest.spec.containers).toEqual([{ a: { b: 5, c: { d: 2 } } }]);
});

test.each([[false], [0], [''], ['x'], [[]], [[1]]])('the explicit value %j stays', (value) => {
  const { manifest, pointers } = filled(hardening({ container: { a: ['ALL'] } }), pod({ containers: [{ a: value }] }));
  expect([manifest.spec.containers, pointers]).toEqual([[{ a: value }], []]);
});

describe('a list that the control extends', () => {
  const control = hardening({ container: { a: { drop: ['ALL'] } }, extendedLists: ['/a/drop'] });

  test.each([[['all'], ['all', 'ALL']], [['NET_RAW', 'CHOWN'], ['NET_RAW', 'CHOWN', 'ALL']], [[], ['ALL']]])('gets the item beside %j', (before, after) => {
    const { manifest, pointers } = filled(control, pod({ containers: [{ a: { drop: before } }] }));
    expect([manifest.spec.containers, pointers]).toEqual([[{ a: { drop: after } }], ['/spec/containers/0/a/drop/-']]);
  });

  test('stays where it has the item, and where it is no list', () => {
    expect(filled(control, pod({ containers: [{ a: { drop: ['ALL'] } }, { a: { drop: 'NET_RAW' } }] })).pointers).toEqual([]);
  });

  test('does not change what other objects share', () => {
    const shared = ['NET_RAW'];
    filled(control, pod({ containers: [{ a: { drop: shared } }] }));
    expect(shared).toEqual(['NET_RAW']);
  });
});

test('a text in the place of a map stays', () => {
  expect(filled(hardening({ container: { a: { b: 1 } } }), pod({ containers: [{ a: 'no' }] })).manifest.spec.containers).toEqual([{ a: 'no' }]);
});

test('null counts as absent', () => {
  expect(filled(hardening({ container: { a: { b: 1 } } }), pod({ containers: [{ a: null }] })).manifest.spec.containers).toEqual([{ a: { b: 1 } }]);
});

test('what an object inherits is absent', () => {
  expect(filled(hardening({ container: { toString: 'x' } }), pod({ containers: [{}] })).pointers).toEqual(['/spec/containers/0/toString']);
});

test('nothing is shared between the places that are filled', () => {
  const { manifest } = filled(hardening({ container: { a: { list: [1] } } }), pod({ containers: [{}, {}] }));
  manifest.spec.containers[0].a.list.push(2);
  expect(manifest.spec.containers[1].a.list).toEqual([1]);
});

test('an exception stops the filling of its own subject', () => {
  const control = hardening({ container: { a: 1 }, pod: { b: 1 }, unless: field('root').isTrue() });
  expect(filled(control, pod({ containers: [{ root: true }, {}] })).pointers).toEqual(['/spec/containers/1/a', '/spec/b']);
  expect(filled(hardening({ container: { a: 1 }, unless: podField('root').isTrue() }), pod({ root: true, containers: [{}] })).pointers).toEqual([]);
});

test('a doubt stops it too', () => {
  expect(filled(hardening({ container: { a: 1 }, unless: field('root').isTrue() }), pod({ containers: [{ root: 'yes' }] })).pointers).toEqual([]);
});

test('only containers of the role, only objects of the kind', () => {
  const both = pod({ containers: [{}], initContainers: [{}] });
  expect(filled(hardening({ container: { a: 1 } }, { containers: ['init'] }), both).pointers).toEqual(['/spec/initContainers/0/a']);
  expect(filled(hardening({ container: { a: 1 }, pod: { b: 1 } }, { kinds: ['apps/Deployment'] }), pod({ containers: [{}] })).pointers).toEqual([]);
  expect(filled(hardening({ container: { a: 1 } }, { kinds: ['apps/Deployment'] }), deployment({ containers: [{}] })).pointers)
    .toEqual(['/spec/template/spec/containers/0/a']);
});

test('objects are filled by their kind', () => {
  const control = hardening({ objects: { 'ServiceAccount': { a: 1 }, 'apps/Deployment': { b: 1 } } });
  expect(filled(control, { apiVersion: 'v1', kind: 'ServiceAccount' }).manifest).toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', a: 1 });
  expect(filled(control, { apiVersion: 'v1', kind: 'Secret' }).pointers).toEqual([]);
  expect(filled(control, { apiVersion: 'v1', kind: 'constructor' }).pointers).toEqual([]);
});

test('a profile decides what is filled in', () => {
  const control = hardening(({ requireDigest }) => (requireDigest ? { pod: { a: 1 } } : {}));
  expect(filled(control, pod({})).pointers).toEqual([]);
  expect(filled(control, pod({}), PROFILE.extend({ requireDigest: true })).pointers).toEqual(['/spec/a']);
});

test('a control that nobody opted into fills nothing', () => {
  const control = hardening({ pod: { a: 1 } }, { optIn: true });
  expect(filled(control, pod({})).pointers).toEqual([]);
  expect(filled(control, pod({}), PROFILE.extend({ severities: { 'no-privileged': Severity.ERROR } })).pointers).toEqual(['/spec/a']);
});

test('a control without values fills nothing', () => expect(new Filler([hardening(undefined as unknown as Harden)]).fill(pod({}), PROFILE)).toEqual([]));

test('what only whoever runs the workload can know is filled in unless the filler is told not to', () => {
  const assuming = [hardening({ container: { a: 1 }, assumed: true }), hardening({ pod: { b: 1 } })];
  const pointers = (filler: Filler): string[] => filler.fill(pod({ containers: [{}] }), PROFILE).map(({ pointer }) => pointer);
  expect(pointers(new Filler(assuming))).toEqual(['/spec/containers/0/a', '/spec/b']);
  expect(pointers(new Filler(assuming, true))).toEqual(['/spec/containers/0/a', '/spec/b']);
  expect(pointers(new Filler(assuming, false))).toEqual(['/spec/b']);
});

describe('overriding', () => {
  const overridden = (control: Control, manifest: Json) => ({ manifest, written: new Filler([control]).override(manifest, PROFILE) });

  test('replaces explicit values, and leaves alone what is right already', () => {
    const { manifest, written } = overridden(hardening({ container: { a: { b: 1, c: 2, d: ['ALL'] } } }), pod({ containers: [{ a: { b: 5, c: 2, d: ['ALL'], e: 'own' } }] }));
    expect(manifest.spec.containers).toEqual([{ a: { b: 1, c: 2, d: ['ALL'], e: 'own' } }]);
    expect(written).toEqual([{ control: 'no-privileged', pointer: '/spec/containers/0/a/b', value: 1 }]);
  });

  test('replaces what has another type, and fills what is absent', () => {
    const { manifest, written } = overridden(hardening({ container: { a: { b: 1 } } }), pod({ containers: [{ a: 'no' }, { a: null }, {}] }));
    expect(manifest.spec.containers).toEqual([{ a: { b: 1 } }, { a: { b: 1 } }, { a: { b: 1 } }]);
    expect(written.map(({ pointer }) => pointer)).toEqual(['/spec/containers/0/a', '/spec/containers/1/a', '/spec/containers/2/a']);
  });

  test('knows no exceptions', () => {
    const control = hardening({ container: { a: 1 }, unless: field('root').isTrue() });
    expect(overridden(control, pod({ containers: [{ root: true, a: 5 }] })).manifest.spec.containers).toEqual([{ root: true, a: 1 }]);
  });
});

test('one filler serves several profiles', () => {
  const filler = new Filler([hardening(({ kubernetesMinor }) => ({ pod: { minor: kubernetesMinor } }))]);
  const [a, b, c] = [pod({}), pod({}), pod({})];
  filler.fill(a, PROFILE);
  filler.fill(b, PROFILE.extend({ kubernetesVersion: '1.30' }));
  filler.fill(c, PROFILE);
  expect([a, b, c].map(({ spec }) => spec.minor)).toEqual([36, 30, 36]);
});

describe('a pod of a custom kind', () => {
  const control = hardening({ container: { a: 1 }, pod: { b: 1 } });
  const of = (apiVersion: string, kind: string): Json => ({ apiVersion, kind, spec: { template: { spec: { containers: [{}] } } } });

  test('is filled like any other', () => {
    expect(filled(control, of('argoproj.io/v1alpha1', 'Rollout')).pointers).toEqual(['/spec/template/spec/containers/0/a', '/spec/template/spec/b']);
  });

  test('of Knative is filled in its containers, since it refuses most fields of pods', () => {
    expect(filled(control, of('serving.knative.dev/v1', 'Service')).pointers).toEqual(['/spec/template/spec/containers/0/a']);
  });

  test('is filled where the profile declares it', () => {
    const widget = of('example.com/v1', 'Widget');
    expect(filled(control, structuredClone(widget)).pointers).toEqual([]);
    expect(filled(control, widget, PROFILE.extend({ customPodSpecs: { 'example.com/Widget': ['/spec/template/spec'] } })).pointers).toHaveLength(2);
  });
});

test.each([null, 'x', 5, []])('%j is left as it is', (manifest) => expect(new Filler(CATALOGUE).fill(manifest as unknown as Manifest, PROFILE)).toEqual([]));

test('a second time nothing is left to fill in', () => {
  const manifest = deployment({ containers: [{ name: 'a', image: 'registry.example.com/a:1.0.0' }] });
  expect(new Filler(CATALOGUE).fill(manifest, PROFILE).length).toBeGreaterThan(5);
  const once = structuredClone(manifest);
  expect(new Filler(CATALOGUE).fill(manifest, PROFILE)).toEqual([]);
  expect(manifest).toEqual(once);
});
