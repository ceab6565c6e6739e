import * as vm from 'vm';
import { ApiObject, App, Chart, IResolver, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as fc from 'fast-check';
import '../../property-seed';
import { renderByDefault, rendersByDefault } from '../../../src/constructs/synthesis/default-rendering';

const { IntOrString, Quantity } = kplus.k8s;

/** An object of a plain app, which cdk8s itself renders. */
function object(fields: object = {}, metadata: object = {}, app = new App()): ApiObject {
  return new ApiObject(new Chart(app, 'c', { labels: { team: 'shop' } }), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', ...metadata }, ...fields });
}

/** The text of what is rendered, so that the order of keys counts, or why it is not. */
function outcome(render: () => unknown): string {
  try {
    return JSON.stringify(render(), (_, value) => (value === undefined ? 'undefined' : value));
  } catch (error) {
    return (error as Error).message;
  }
}

function expectSame(one: ApiObject): void {
  expect(rendersByDefault(one)).toBe(true);
  const theirs = outcome(() => one.toJson());
  expect(outcome(() => renderByDefault(one))).toBe(theirs);
}

class Widget { constructor(public readonly size: number) {} }
class Port { constructor(private readonly port: unknown) {} public resolve(): unknown { return this.port; } }

const leaf = fc.oneof(
  fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constantFrom<unknown>(null, undefined, IntOrString.fromNumber(80), IntOrString.fromString('25%'), Quantity.fromString('1Gi')),
);
const key = fc.oneof(fc.string(), fc.constantFrom('b', 'a', '10', '9', 'B', 'value', 'name')).filter((name) => name !== '__proto__');
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true }, leaf,
    fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    tie('value').map((value) => Lazy.any({ produce: () => value })), tie('value').map((value) => new Port(value)),
  ),
})).value;
const fields = fc.dictionary(key.filter((name) => !['metadata', 'kind', 'apiVersion'].includes(name)), anything, { maxKeys: 4 });

describe('an object is rendered as cdk8s renders it', () => {
  test('for any fields and any metadata', () => {
    fc.assert(fc.property(fields, fields, (some, more) => { expectSame(object({ spec: some, ...some }, { ...more, name: 'config' })); }), { numRuns: 1_000 });
  });

  test.each<[string, object, object]>([
    ['a class that is no value', { spec: new Widget(1) }, {}],
    ['a date', { spec: { at: new Date(0) } }, {}],
    ['a map without a prototype', { spec: Object.create(null) }, {}],
    ['a function', { spec: { call: Object.assign(() => 1, { value: 'text' }) } }, {}],
    ['lists with holes and nulls', { spec: [, null, [undefined, {}], {}] }, { custom: [, null, [undefined, {}, []], {}] }], // eslint-disable-line no-sparse-arrays
    ['a key that JavaScript takes for the prototype', { data: JSON.parse('{"b": "2", "__proto__": {"a": "1"}}') }, {}],
    ['a map of another realm, whose late values stay', { spec: vm.runInNewContext('({ b: 1, a: { c: [{}] } })') }, {}],
    ['a late value in a map of another realm', { spec: Object.assign(vm.runInNewContext('({})'), { late: Lazy.any({ produce: () => 1 }) }) }, {}],
    ['a late value that cannot be made', { spec: { late: Lazy.any({ produce: () => { throw new Error('not yet known'); } }) } }, {}],
    ['metadata with all that it may have', {}, {
      name: Lazy.any({ produce: () => 'late' }), labels: { z: '1', a: Lazy.any({ produce: () => 'late' }) }, annotations: {}, finalizers: ['a.example.com/b'], generateName: 'c-',
      ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: '1' }], managedFields: [{ fieldsV1: {} }], empty: { deep: { er: [] } },
    }],
  ])('for %s', (_, some, metadata) => { expectSame(object(some, metadata)); });

  test('after patches, whose order of fields stays', () => {
    const one = object({ data: { b: '1', a: '2' }, extra: true });
    one.addJsonPatch(JsonPatch.add('/data/0', 'zero'), JsonPatch.remove('/extra'), JsonPatch.remove('/apiVersion'), JsonPatch.add('/metadata/annotations', { z: 1, a: 2 }));
    one.metadata.addLabel('added', 'later');
    one.metadata.addFinalizers('a.example.com/b');
    one.metadata.add('another', 'field');
    expectSame(one);
    expect(renderByDefault(one)).not.toHaveProperty('apiVersion');
  });

  test('making values that are known late in the same order, each once', () => {
    const made: string[] = [];
    const late = (name: string): unknown => Lazy.any({ produce: () => { made.push(name); return made.length; } });
    const one = object({ z: late('z'), spec: { y: late('y'), b: [late('b')] }, a: late('a') }, { zone: late('zone'), annotations: { n: late('n') }, age: late('age') });
    one.toJson();
    const theirs = made.splice(0);
    renderByDefault(one);
    expect(made).toEqual(theirs);
    expect(made).toHaveLength(7);
  });
});

describe('is left to cdk8s', () => {
  const refusing: IResolver = { resolve: () => undefined };

  test('what a resolver of the user may change', () => {
    expect(rendersByDefault(object({}, {}, new App({ resolvers: [refusing] })))).toBe(false);
  });

  test('what is not to be sorted', () => {
    process.env.CDK8S_DISABLE_SORT = '1';
    try {
      expect(rendersByDefault(object())).toBe(false);
    } finally {
      delete process.env.CDK8S_DISABLE_SORT;
    }
  });

  test('metadata that renders itself', () => {
    const one = object();
    one.metadata.toJson = () => ({ name: 'other' });
    expect(rendersByDefault(one)).toBe(false);
  });

  test.each(['props', 'patches'])('an object of a version of cdk8s that has no field %s', (field) => {
    expect(rendersByDefault(Object.assign(object(), { [field]: undefined }))).toBe(false);
  });

  test.each(['_additionalAttributes', 'annotations', 'labels', 'finalizers', 'ownerReferences'])('an object of a version of cdk8s whose metadata has no field %s', (field) => {
    const one = object();
    Object.assign(one.metadata, { [field]: undefined });
    expect(rendersByDefault(one)).toBe(false);
  });
});
