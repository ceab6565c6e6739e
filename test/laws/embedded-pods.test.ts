import { CATALOGUE } from '../../src/controls';
import { Finding, withCovered } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { PlaceKind } from '../../src/objects/custom-pods/place';
import { PLACE_LINES } from '../../src/objects/custom-pods/place-table';
import { Manifest } from '../../src/objects/manifest';
import { pointerKeys, valueAt } from '../../src/objects/pointer';
import { SecurityProfile } from '../../src/profile/security-profile';

/** What holds at each place of each kind in the table. */

type Json = Record<string, any>;

const judge = new Judge(CATALOGUE.filter(({ subject }) => subject.name !== 'set'));
const profile = SecurityProfile.restricted();
const findings = (manifest: Manifest): Finding[] => judge.findings([{ manifest, profile, origin: {}, waivers: [] }]).flatMap(withCovered);

/** An object with a value at a place; `*` in a list where the table means one is not told, so both are tried. */
function objectWith(kind: string, pointer: string, value: unknown, any: '0' | 'web'): Json {
  const [name, group] = kind.replace('*', 'Any').split('/').reverse();
  const inner = pointerKeys(pointer).reduceRight<unknown>((below, key) => (key !== '*' ? { [key]: below } : any === '0' ? [below] : { [any]: below }), value);
  return { apiVersion: `${group}/v1`, kind: name, metadata: { name: 'example', namespace: 'shop' }, ...inner as Json };
}

const privileged = { securityContext: { privileged: true } };
const root = { runAsUser: 0, runAsNonRoot: false };
const host = { name: 'root', hostPath: { path: '/' } };

/** What is dangerous at a place of each kind, and the controls that must say so. */
const DANGERS: Readonly<Record<Exclude<PlaceKind, 'declared' | 'none' | 'patch' | 'template'>, readonly [unknown, readonly string[]]>> = {
  pod: [{ hostNetwork: true, containers: [{ name: 'a', image: 'a', ...privileged }] }, ['no-host-namespaces', 'no-privileged']],
  part: [{ hostPID: true, securityContext: root, volumes: [host] }, ['no-host-namespaces', 'run-as-non-root', 'no-host-path', 'no-sensitive-host-path']],
  container: [{ image: 'a', ...privileged }, ['no-privileged', 'image-tag-pinned']],
  context: [{ privileged: true, ...root }, ['no-privileged', 'run-as-non-root']],
  podContext: [{ ...root, seccompProfile: { type: 'Unconfined' } }, ['run-as-non-root', 'seccomp-profile']],
  volumes: [[host], ['no-host-path', 'no-sensitive-host-path']],
  volume: [{ hostPath: { path: '/' } }, ['no-host-path', 'no-sensitive-host-path']],
  image: ['registry.example.com/a', ['image-tag-pinned', 'image-digest']],
};

const ABOUT_PODS = new Set<string>(CATALOGUE.filter(({ subject }) => ['container', 'image', 'pod'].includes(subject.name)).map(({ id }) => id));

/** What says nothing of a place, where an empty map would say something. */
const UNSAID: Readonly<Record<string, unknown>> = { volumes: [], volume: { configMap: { name: 'web' } }, image: null };

const places = Object.entries(PLACE_LINES).flatMap(([kind, lines]) => [...new Set(lines)].map((line) => [`${kind} ${line}`, kind, ...line.split(' ')] as const));

describe.each(places.filter(([, , what]) => what !== 'none' && what !== 'patch'))('%s', (_, kind, what, pointer) => {
  const [danger, expected] = DANGERS[what as keyof typeof DANGERS];

  test.each(['0', 'web'] as const)('what is dangerous there is found and nothing is in doubt (%s)', (any) => {
    const manifest = objectWith(kind, pointer, danger, any);
    const found = findings(manifest);
    expect(found.filter(({ outcome }) => outcome === 'inconclusive')).toEqual([]);
    expect(found.map(({ control }) => control)).toEqual(expect.arrayContaining([...expected]));
    if (what !== 'pod') for (const one of found) expect([one.pointer, valueAt(manifest, one.pointer) !== undefined]).toEqual([one.pointer, true]);
  });

  if (what !== 'pod') {
    test('what is missing there is left to the operator', () => {
      expect(findings(objectWith(kind, pointer, UNSAID[what] ?? {}, '0'))).toEqual([]);
    });
  }
});

describe.each(places.filter(([, , what]) => what === 'none'))('%s', (_, kind, __, pointer) => {
  test('holds no pods', () => {
    const [{ 0: pods }] = [DANGERS.pod];
    if (pointer === undefined) {
      for (const at of ['/spec', '/spec/values', '/spec/rules/*/validate/pattern']) expect(findings(objectWith(kind, at, pods, '0'))).toEqual([]);
      return;
    }
    for (const at of [pointer, `${pointer}/apiServer`]) { // components there have controls of their own
      const found = findings(objectWith(kind, at, pods, '0'));
      expect(found.filter(({ control, outcome }) => ABOUT_PODS.has(control) || outcome === 'inconclusive')).toEqual([]);
    }
  });
});

describe.each(places.filter(([, , what]) => what === 'patch'))('%s', (_, kind, __, pointer) => {
  test('is not read, so it is in doubt', () => {
    const found = findings(objectWith(kind, pointer, '{"hostNetwork":true}', '0'));
    expect(found.map(({ control, outcome }) => `${outcome} ${control}`)).toEqual(['inconclusive valid-manifest']);
  });
});
