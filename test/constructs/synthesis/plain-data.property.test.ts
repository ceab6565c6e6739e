import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, Chart, JsonPatch, Lazy, Testing, Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { plainData } from '../../../src/constructs/synthesis/plain-data';
import { runs } from '../../property-seed';
import { app, Json, POD } from '../fixtures';

beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

/** Whether all of it is plain: maps of this realm without accessors, dense lists, and no methods. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === null || ['string', 'number', 'boolean'].includes(typeof value);
  if (![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as object)) return false;
  return Object.values(Object.getOwnPropertyDescriptors(value)).every((property) => 'value' in property && isPlain(property.value));
}

type Disguise = (values: readonly [unknown, unknown]) => unknown;

/** Values that are one thing when they are first read, and another one afterwards. */
const DISGUISES: Record<string, Disguise> = {
  'a method toJSON': (values) => { let i = 0; return { toJSON: () => values[Math.min(i++, 1)] }; },
  'a method toJSON beside data': ([first, then]) => ({ ...(then as object), toJSON: () => first }),
  'an inherited toJSON': (values) => { let i = 0; return Object.create({ toJSON: () => values[Math.min(i++, 1)] }); },
  'a Proxy': ([first, then]) => {
    const reads = new Map<PropertyKey, number>();
    return new Proxy(first as object, {
      get: (target, key) => {
        reads.set(key, (reads.get(key) ?? 0) + 1);
        return Reflect.get(reads.get(key) === 1 ? target : then as object, key) as unknown;
      },
    });
  },
  'getters': ([first, then]) => Object.defineProperties({}, Object.fromEntries(Object.entries(first as object).map(([key, value]) => {
    let reads = 0;
    return [key, { enumerable: true, get: () => ((reads += 1) === 1 ? value as unknown : (then as Json)[key]) }];
  }))),
};

const GOOD = POD.spec.containers[0].securityContext;
const BAD = { ...GOOD, privileged: true };

const pod = (securityContext: unknown): Json => ({ ...POD, spec: { ...POD.spec, containers: [{ ...POD.spec.containers[0], securityContext }] } });

class Rendered extends ApiObject {
  constructor(chart: Chart, private readonly manifest: () => unknown) {
    super(chart, 'p', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } });
  }
  public toJson(): unknown { return this.manifest(); }
}

/** Where a value of the user can come into a manifest as it is. */
const WAYS: Record<string, (chart: Chart, value: unknown) => void> = {
  'returned by an overridden toJson': (chart, value) => { new Rendered(chart, () => pod(value)); },
  'put in by a JSON patch': (chart, value) => {
    new ApiObject(chart, 'p', pod({}) as any).addJsonPatch(JsonPatch.replace('/spec/containers/0/securityContext', value));
  },
  'made late': (chart, value) => { new ApiObject(chart, 'p', pod(Lazy.any({ produce: () => value })) as any); },
};

/** What a synth writes about the pod, or the controls that stop it. */
function synthesized(way: (chart: Chart) => void): { readonly written?: Json; readonly refused: string } {
  const subject = app();
  way(new Chart(subject, 'c', { namespace: 'shop' }));
  try {
    subject.synth();
  } catch (error) {
    return { refused: (error as Error).message };
  }
  const [written] = Yaml.load(path.join(subject.outdir, 'c.k8s.yaml')) as Json[];
  fs.rmSync(path.dirname(subject.outdir), { recursive: true });
  return { written, refused: '' };
}

const privileged = (manifest: Json | undefined): unknown => manifest?.spec.containers[0].securityContext?.privileged;

describe.each(Object.entries(WAYS))('what is written is what was judged, where a value is %s', (_, way) => {
  test.each(Object.entries(DISGUISES))('as %s', (__, disguise) => {
    for (const values of [[GOOD, BAD], [BAD, GOOD]] as const) {
      const { written, refused } = synthesized((chart) => way(chart, disguise(values)));
      if (written) expect(privileged(written)).not.toBe(true);
      else expect(refused).toMatch(/^\d findings stop .* (no-privileged|drop-all-capabilities) |can't render non-simple object/s);
    }
  });
});

test.each(Object.entries(DISGUISES))('what an overridden toJson returns is what it is at its first reading: as %s', (_, disguise) => {
  const by = (values: readonly [unknown, unknown]) => synthesized((chart) => WAYS['returned by an overridden toJson'](chart, disguise(values)));
  expect(privileged(by([GOOD, BAD]).written)).toBe(false);
  expect(by([BAD, GOOD]).refused).toMatch(/^\d findings stop .* no-privileged /s);
});

test('a value that is made anew each time is written as it was judged', () => {
  let count = 0;
  const { written } = synthesized((chart) => new ApiObject(chart, 'p', pod(Lazy.any({ produce: () => ({ ...GOOD, privileged: (count += 1) > 1 }) })) as any));
  expect(privileged(written)).toBe(false);
});

test('Testing.synth returns what was judged, though the object renders otherwise the next time', () => {
  let count = 0;
  const chart = new Chart(app(), 'c');
  new Rendered(chart, () => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'p', namespace: 'shop' }, data: { count: String(count += 1) } }));
  expect(Testing.synth(chart)[0].data).toEqual({ count: '1' });
});

describe('a chart class', () => {
  test('cannot change what is written by changing what it is shown', () => {
    class Changing extends Chart {
      public toJson(): any[] {
        const shown = super.toJson();
        const honest = JSON.parse(JSON.stringify(shown)) as any[];
        shown.forEach((manifest) => { manifest.data = { changed: 'yes' }; });
        return honest;
      }
    }
    const subject = app();
    new ApiObject(new Changing(subject, 'c'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace: 'shop' } });
    subject.synth();
    expect(fs.readFileSync(path.join(subject.outdir, 'c.k8s.yaml'), 'utf8')).not.toContain('changed');
  });

  test('cannot return one thing to be compared and another one to be written', () => {
    class Changing extends Chart {
      private calls = 0;
      public toJson(): any[] { return (this.calls += 1) === 1 ? super.toJson() : [pod(BAD)]; }
    }
    const subject = app();
    new ApiObject(new Changing(subject, 'c'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace: 'shop' } });
    subject.synth();
    expect(fs.readFileSync(path.join(subject.outdir, 'c.k8s.yaml'), 'utf8')).not.toContain('privileged');
  });
});

const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' }, fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('toJSON', '__proto__', 'constructor')), tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** A value with the plain data that it is when it is first read. */
type Disguised = readonly [value: unknown, data: unknown];
const disguised = fc.letrec<{ value: Disguised }>((tie) => {
  const map = fc.dictionary(fc.constantFrom('a', 'b', 'toJSON', '10', 'constructor'), tie('value'), { maxKeys: 3 });
  const both = (entries: Readonly<Record<string, Disguised>>, i: 0 | 1): Json =>
    Object.fromEntries(Object.entries(entries).map(([key, pair]) => [key, pair[i]]));
  return {
    value: fc.oneof(
      { depthSize: 'medium' },
      plain.map((value): Disguised => [value, value]),
      fc.array(tie('value'), { maxLength: 3 }).map((items): Disguised => [items.map(([value]) => value), items.map(([, data]) => data)]),
      map.map((entries): Disguised => [both(entries, 0), both(entries, 1)]),
      fc.tuple(fc.constantFrom(...Object.values(DISGUISES)), map, plain).map(([disguise, entries, other]): Disguised =>
        [disguise([both(entries, 0), typeof other === 'object' && other ? other : {}]), both(entries, 1)]),
    ),
  };
}).value;

describe('plainData', () => {
  test('copies plain data as it is, in the order of its keys', () => {
    fc.assert(fc.property(plain, (value) => {
      const copy = plainData(value, 'here');
      expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
      expect(isPlain(copy)).toBe(true);
    }), { numRuns: runs(1_000) });
  });

  test('reads each property once, so that what answers differently afterwards is what it was', () => {
    fc.assert(fc.property(disguised, ([value, data]) => {
      const copy = plainData(value, 'here');
      expect(JSON.stringify(copy)).toBe(JSON.stringify(data));
      expect(isPlain(copy)).toBe(true);
    }), { numRuns: runs(1_000) });
  });

  test('writes what is undefined as cdk8s does', () => {
    const value = { list: [undefined, , 1], nothing: undefined }; // eslint-disable-line no-sparse-arrays
    expect(Yaml.stringify(plainData(value, 'here'))).toBe(Yaml.stringify(value));
  });

  test('keeps a value that stands twice one value, which is written as an alias', () => {
    const shared = { a: [1] };
    expect(Yaml.stringify(plainData({ x: shared, y: shared }, 'here'))).toBe(Yaml.stringify({ x: shared, y: shared }));
  });

  test('leaves an inherited property behind, which is not written', () => {
    expect(plainData(Object.create({ privileged: false }), 'here')).toEqual({});
  });

  test('calls toJSON with the key that the value stands under, as JSON.stringify does', () => {
    const named = () => ({ toJSON: (key: string) => key });
    const value = { 'app.kubernetes.io/name': named(), 'a~b': [named()] };
    expect(plainData(value, 'here')).toEqual(JSON.parse(JSON.stringify(value)));
  });

  const itself: Json = {};
  itself.a = [itself];
  test.each<[string, unknown, string]>([
    ['a function', { a: { b: () => 1 } }, 'here: /a/b is a function, which is no JSON data; make it a map, list, string, number, boolean or null'],
    ['a symbol', [Symbol('x')], 'here: /0 is a symbol'],
    ['a bigint', { a: 1n }, 'here: /a is a bigint'],
    ['a Map', { a: new Map() }, 'here: /a is a Map'],
    ['a Set', new Set(), 'here: the manifest is a Set'],
    ['a value that contains itself', itself, 'here: /a/0 is a value that contains itself'],
  ])('fails for %s', (_, value, message) => {
    expect(() => plainData(value, 'here')).toThrow(message);
  });
});

test.each([undefined, 'text', null])('fails for an object whose toJson returns %p', (manifest) => {
  expect(synthesized((chart) => new Rendered(chart, () => manifest)).refused).toMatch(/^cannot synthesize "c\/p": its `toJson` returns .* instead of a manifest; return a map/);
});
