import fc from 'fast-check';
import { checkObjects } from './checked-objects';
import { judged, PROFILE } from './manifests';
import { placesIn, withValueAt } from './mutations';
import { CATALOGUE } from '../../src/controls';
import { Evidence, TODAY } from '../../src/controls/evidence';
import { Filler } from '../../src/engine/fill';
import { Judge } from '../../src/engine/judge';
import { readWaiverFile } from '../../src/engine/waiver-file';
import { CUSTOM_POD_SPECS } from '../../src/objects/custom-pod-specs';
import { Manifest } from '../../src/objects/manifest';
import { POD_KINDS } from '../../src/objects/pod-template';
import { placements } from '../laws/placements';
import { OPT_INS } from '../laws/profiles';

/** Every control is asked, the opt-in ones too. */
const EVERYTHING = PROFILE.extend({ severities: OPT_INS });

/** Sets of manifests as the examples of the controls show them. */
const EXAMPLES: readonly (readonly Manifest[])[] = CATALOGUE.flatMap((control) => [...control.examples.good, ...control.examples.bad]
  .flatMap((example) => placements(control, example).slice(-2).map(({ manifests }) => manifests)));

const KEYS = [...new Set(EXAMPLES.flatMap((manifests) => placesIn(manifests)).flatMap((place) => place.split('/')))];
const NASTY_KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'then', '', '~', '/', '\u0000'];

const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, '', 'yes', 'ALL', '*', 'RuntimeDefault', '1e9999999', '64Mi', '9'.repeat(400), 'a:b@c', '/', '\ud800'),
  fc.integer(), fc.double(), fc.string(),
);
const json = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    scalar,
    fc.array(tie('any'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS), fc.constantFrom(...NASTY_KEYS)), tie('any')), { maxLength: 5 }).map((entries) => ownFields(entries)),
  ),
})).any;

/** As JSON.parse makes them: `__proto__` is a field like any other. */
function ownFields(entries: readonly (readonly [string, unknown])[]): unknown {
  const object = {};
  for (const [key, value] of entries) Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  return object;
}

const kinds = [...Object.keys(POD_KINDS), ...Object.keys(CUSTOM_POD_SPECS), ...new Set(CATALOGUE.flatMap(({ kinds: named }) => named ?? [])), 'example.com/Widget'];
const typed = fc.tuple(fc.constantFrom(...kinds), json, json).map(([groupKind, metadata, rest]) => {
  const [kind, group] = groupKind.split('/').reverse();
  const apiVersion = group === undefined ? 'v1' : `${group}/v1`;
  return typeof rest === 'object' && rest !== null && !Array.isArray(rest) ? { ...rest, apiVersion, kind, metadata } : { apiVersion, kind, metadata, spec: rest, rules: rest };
});

/** An example with other values at some places. */
const changes = fc.array(fc.tuple(fc.nat(), json), { minLength: 1, maxLength: 4 });
const mutated = fc.tuple(fc.constantFrom(...EXAMPLES), changes).map(([manifests, changed]) =>
  changed.reduce((list, [n, value]) => {
    const places = placesIn(list);
    return places.length === 0 ? list : withValueAt(list, places[n % places.length], value);
  }, manifests as readonly unknown[]));

const inputs = fc.oneof(fc.array(json, { maxLength: 3 }), fc.array(typed, { maxLength: 3 }), mutated);

const judge = new Judge(CATALOGUE);
const filler = new Filler(CATALOGUE);

test('no input makes a control fail, and the same input has the same findings', () => {
  fc.assert(fc.property(inputs, (manifests) => {
    const found = judge.findings(manifests.map((manifest) => judged(manifest, { profile: EVERYTHING })));
    expect(found.filter(({ message }) => message.includes('could not read this'))).toEqual([]);
    expect(found.every(({ message, pointer }) => message !== '' && (pointer === '' || pointer.startsWith('/')))).toBe(true);
    expect(new Judge(CATALOGUE).findings(manifests.map((manifest) => judged(manifest, { profile: EVERYTHING })))).toEqual(found);
  }), { numRuns: 1500 });
});

test('no input is changed by being judged', () => {
  fc.assert(fc.property(inputs, (manifests) => {
    const before = JSON.stringify(manifests);
    judge.findings(manifests.map((manifest) => judged(manifest, { profile: EVERYTHING })));
    expect(JSON.stringify(manifests)).toBe(before);
  }), { numRuns: 300 });
});

test('what is no object is never a pass', () => {
  fc.assert(fc.property(json.filter((value) => typeof value !== 'object' || value === null || Array.isArray(value)), (value) => {
    expect(judge.findings([judged(value)]).some(({ control, severity }) => control === 'valid-manifest' && severity === 'error')).toBe(true);
  }), { numRuns: 200 });
});

test('any input is filled once, and changed only where something was absent', () => {
  fc.assert(fc.property(inputs, (manifests) => {
    for (const manifest of manifests) {
      const copy = structuredClone(manifest) as Manifest;
      const filled = filler.fill(copy, EVERYTHING);
      expect(filler.fill(copy, EVERYTHING)).toEqual([]);
      if (filled.length === 0) expect(copy).toEqual(manifest);
    }
  }), { numRuns: 1000 });
});

test('any annotation and any waiver file is read', () => {
  const key = fc.oneof(fc.constantFrom(...CATALOGUE.map(({ id }) => id)), fc.string()).map((id) => `waive.cdk8s-hardened.dev/${id}`);
  const annotations = fc.array(fc.tuple(key, fc.oneof(scalar, fc.constant('a reason that is long enough'))), { maxLength: 3 }).map(ownFields);
  fc.assert(fc.property(inputs, annotations, json, (manifests, annotated, data) => {
    const metadata = { annotations: annotated };
    const objects = manifests.map((manifest, document) => ({ manifest: { ...manifest as Manifest, metadata }, origin: { document } }));
    const options = { profile: EVERYTHING, inlineWaivers: true, evidence: Evidence.NONE.with(TODAY, '2027-01-01'), waiverFiles: [readWaiverFile(data), readWaiverFile({ waivers: data })] };
    expect(() => checkObjects(objects, options)).not.toThrow();
  }), { numRuns: 500 });
});

test('10,000 levels are no trouble', () => {
  for (const wrap of [(inner: unknown) => ({ spec: inner }), (inner: unknown) => [inner], (inner: unknown) => ({ containers: [inner] })]) {
    let deep: unknown = {};
    for (let i = 0; i < 10_000; i++) deep = wrap(deep);
    for (const kind of ['Pod', 'Secret', 'Widget']) {
      const manifest = { apiVersion: kind === 'Widget' ? 'example.com/v1' : 'v1', kind, metadata: { name: 'x' }, spec: deep, data: deep };
      const found = judge.findings([judged(manifest)]);
      expect(found.filter(({ message }) => message.includes('could not read this'))).toEqual([]);
      expect(() => filler.fill(manifest, PROFILE)).not.toThrow();
    }
  }
});
