import { Json, judged, PROFILE } from './manifests';
import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { keysOf } from '../../src/controls/set-reads';
import { Finding, JudgedObject } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { NamespaceLevels } from '../../src/engine/severity';
import { readsOf, SlimMembers } from '../../src/engine/slim-members';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';
import { someOf } from '../property-seed';

const SETS = CATALOGUE.filter((control) => 'inspectSet' in control);

/** Every example of the controls of the set, with its profile. */
const EXAMPLES = SETS.flatMap(({ id, examples }) => [...examples.good, ...examples.bad]
  .map(({ shows, subject, profile }) => ({ id, name: `${id}: ${shows}`, objects: [subject].flat() as Json[], profile: profile?.() ?? PROFILE })));

/** Those of a control, and some of the others. */
const tried = (control: Control) => [...EXAMPLES.filter(({ id }) => id === control.id), ...someOf(EXAMPLES.filter(({ id }) => id !== control.id))];

function findings(control: Control, objects: readonly JudgedObject[]): Finding[] {
  return [...new Judge([control]).findingsOfSet(objects, NamespaceLevels.of(objects)).values()].flat().map((finding) => finding.render());
}

function slimmed(objects: readonly Json[], profile: SecurityProfile, controls: readonly Control[]): JudgedObject[] {
  const slim = new SlimMembers(readsOf(controls));
  return objects.map((manifest) => judged(slim.slim(manifest, profile), { profile }));
}

describe.each(SETS.map((control) => [control.id, control] as const))('%s', (_, control) => {
  const full = (objects: readonly Json[], profile: SecurityProfile) => objects.map((manifest) => judged(manifest, { profile }));

  test('finds the same in what it states to read as in all of each example', () => {
    const found = (view: (objects: readonly Json[], profile: SecurityProfile) => JudgedObject[]) =>
      tried(control).map(({ name, objects, profile }) => [name, findings(control, view(objects, profile))]);
    expect(found((objects, profile) => slimmed(objects, profile, [control]))).toEqual(found(full));
  });

  test('finds the same in all examples at once', () => {
    const objects = EXAMPLES.flatMap((example) => example.objects);
    expect(findings(control, slimmed(objects, PROFILE, [control]))).toEqual(findings(control, full(objects, PROFILE)));
  });

  test('reads no field beyond those that it states', () => {
    for (const { objects, profile } of tried(control)) {
      const kept = slimmed(objects, profile, [control]);
      const read = new Set<string>();
      findings(control, objects.map((manifest, i) => judged(watched(manifest, kept[i].manifest, read), { profile })));
      expect([...read]).toEqual([]);
    }
  });
});

/** A manifest that notes the fields whose values are read and that the slim one lacks. */
function watched(value: Json, kept: unknown, read: Set<string>, pointer = ''): Json {
  return new Proxy(value, {
    get(target, key, receiver) {
      const inner: unknown = Reflect.get(target, key, receiver);
      if (typeof key !== 'string' || !Object.hasOwn(target, key) || (Array.isArray(target) && key === 'length')) return inner;
      const keptInner = typeof kept === 'object' && kept !== null ? (kept as Json)[key] : undefined;
      if (inner !== undefined && keptInner === undefined) read.add(`${pointer}/${key}`);
      return typeof inner === 'object' && inner !== null ? watched(inner as Json, keptInner, read, `${pointer}/${key}`) : inner;
    },
  });
}

test('keeps what identifies an object, the length of lists and the names of parts that waivers name', () => {
  const slim = new SlimMembers([{ pods: ['/spec/containers/*/ports'], kinds: { '*': ['/spec/list/*/a'] } }]);
  const manifest: Manifest = {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } }, status: {},
    spec: { list: [{ a: 1, b: 2 }, {}], containers: [{ name: 'main', image: 'x', ports: [{ containerPort: 1, name: 'http' }] }], volumes: [] },
  };
  expect(slim.slim(manifest, PROFILE)).toEqual({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' },
    spec: { list: [{ a: 1 }, {}], containers: [{ name: 'main', ports: [{ containerPort: 1, name: 'http' }] }] },
  });
});

test('keeps the keys of a map without its values, where that is asked for', () => {
  const slim = new SlimMembers([{ kinds: { Secret: [keysOf('/data')] } }]);
  const secret: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' }, data: { user: 'd2Vi', list: [1], map: { a: 'b' } } };
  expect(slim.slim(secret, PROFILE).data).toEqual({ user: '', list: [1], map: {} });
});

test('counts what it keeps', () => {
  const slim = new SlimMembers([]);
  slim.slim({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { text: 'x'.repeat(1e6) } }, PROFILE);
  expect(slim.size).toBeGreaterThan(0);
  expect(slim.size).toBeLessThan(1000);
});
