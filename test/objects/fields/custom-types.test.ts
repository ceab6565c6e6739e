import { CustomTypes } from '../../../src/objects/fields/custom-types';
import { fieldProblems } from '../../../src/objects/fields/manifest-fields';

type Json = Record<string, any>;

const definition = (schema: Json, rest: Json = {}): Json => ({
  apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com', scope: 'Namespaced', names: { plural: 'widgets', kind: 'Widget' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema }, ...rest }],
  },
});
const ofSpec = (spec: Json): Json => definition({ type: 'object', properties: { spec: { type: 'object', ...spec } } });
const widget = (spec: unknown, rest: Json = {}): Json => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'web' }, spec, ...rest });
const found = (schema: Json, object: Json, minor = 36) =>
  fieldProblems(object, minor, { custom: CustomTypes.NONE.with([schema]).get(object) }).map(({ pointer, message }) => `${pointer}: ${message}`);

const SPEC = {
  required: ['size'],
  properties: {
    size: { type: 'string', enum: ['s', 'm'] },
    color: { type: 'string', pattern: '^[a-z]+$', minLength: 2, maxLength: 5 },
    count: { type: 'integer', minimum: 1, maximum: 5 },
    share: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: true },
    port: { 'x-kubernetes-int-or-string': true },
    parts: { 'type': 'array', 'maxItems': 2, 'items': { type: 'object', properties: { name: { type: 'string' } } }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    open: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true, 'properties': { known: { type: 'boolean' } } },
    empty: { type: 'object' },
    object: { 'type': 'object', 'x-kubernetes-embedded-resource': true },
    untyped: { 'x-kubernetes-preserve-unknown-fields': true },
  },
};

test.each<[string, unknown]>([
  ['what is required', { size: 's' }],
  ['null for what may be missing', { size: 's', color: null, parts: null }],
  ['all of it', {
    size: 'm', color: 'red', count: 5, share: 0.5, port: 'http', parts: [{ name: 'a' }, { name: 'b' }], labels: { a: 'b' }, open: { known: true, other: 1 }, empty: {},
    object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }, untyped: [1],
  }],
])('accepts %s', (_, spec) => expect(found(ofSpec(SPEC), widget(spec))).toEqual([]));

test.each<[unknown, string]>([
  [{}, '/spec/size: Widget: spec.size is missing, and required'],
  [{ size: 's', colour: 'red' }, '/spec/colour: Widget: spec has no field "colour"; did you mean "color"?'],
  [{ size: 'l' }, '/spec/size: Widget: spec.size is "l", must be "s" or "m"'],
  [{ size: 's', color: 'RED' }, '/spec/color: Widget: spec.color must match the pattern ^[a-z]+$'],
  [{ size: 's', color: 'x' }, '/spec/color: Widget: spec.color must have at least 2 characters'],
  [{ size: 's', color: 'orange' }, '/spec/color: Widget: spec.color must have at most 5 characters'],
  [{ size: 's', color: 5 }, '/spec/color: Widget: spec.color is a number, must be a text; put it in quotes'],
  [{ size: 's', count: 0 }, '/spec/count: Widget: spec.count must be at least 1'],
  [{ size: 's', count: 6 }, '/spec/count: Widget: spec.count must be at most 5'],
  [{ size: 's', share: 0 }, '/spec/share: Widget: spec.share must be more than 0'],
  [{ size: 's', share: 1 }, '/spec/share: Widget: spec.share must be less than 1'],
  [{ size: 's', port: true }, '/spec/port: Widget: spec.port is true, must be a whole number or a text'],
  [{ size: 's', parts: [{}, {}, {}] }, '/spec/parts: Widget: spec.parts must have at most 2 elements'],
  [{ size: 's', parts: [{ name: 'a' }, { name: 'a' }] }, '/spec/parts/1/name: Widget: spec.parts[1] has the name of an element before it; remove one of them'],
  [{ size: 's', labels: { a: 1 } }, '/spec/labels/a: Widget: spec.labels.a is a number, must be a text; put it in quotes'],
  [{ size: 's', open: { known: 'x' } }, '/spec/open/known: Widget: spec.open.known is "x", must be true or false, without quotes'],
  [{ size: 's', empty: { a: 1 } }, '/spec/empty/a: Widget: spec.empty has no field "a"'],
])('finds what the schema refuses: %#', (spec, problem) => expect(found(ofSpec(SPEC), widget(spec))).toEqual([problem]));

test('an empty text is there, and what has a default is not missed', () => {
  expect(found(ofSpec({ required: ['a'], properties: { a: { type: 'string' } } }), widget({ a: '' }))).toEqual([]);
  expect(found(ofSpec({ required: ['a'], properties: { a: { type: 'string', default: 'x' } } }), widget({}))).toEqual([]);
});

test('a pattern that engines read in different ways is left out', () => {
  expect(found(ofSpec({ properties: { a: { type: 'string', pattern: '^\\w+$' } } }), widget({ a: '!' }))).toEqual([]);
});

test('metadata is that of every object, and status is not judged', () => {
  expect(found(ofSpec({}), widget({}, { status: { anything: true } }))).toEqual([]);
  expect(found(ofSpec({}), widget({}, { metadata: { name: 'web', label: {} } }))).toEqual(['/metadata/label: Widget: metadata has no field "label"; did you mean "labels"?']);
  expect(found(ofSpec({}), widget({}, { spce: {} }))).toEqual(['/spce: Widget has no field "spce"; did you mean "spec"?']);
});

test('the version of Kubernetes changes nothing', () => {
  const expected = ['/spec/a: Widget: spec has no field "a"'];
  for (const minor of [20, 36, 99]) expect(found(ofSpec({}), widget({ a: 1 }), minor)).toEqual(expected);
});

test('a kind, a version or a group of another name is not described', () => {
  const types = CustomTypes.NONE.with([ofSpec({})]);
  expect(types.get(widget({}))).toBeDefined();
  for (const other of [{ kind: 'Gadget' }, { apiVersion: 'example.com/v2' }, { apiVersion: 'example.org/v1' }]) expect(types.get({ ...widget({}), ...other })).toBeUndefined();
});

test('rules that are not evaluated are counted', () => {
  const schema = { properties: { a: { 'type': 'string', 'x-kubernetes-validations': [{ rule: 'true' }, { rule: 'true' }] }, b: { type: 'array', items: { not: { enum: ['x'] } } } }, oneOf: [{ required: ['a'] }] };
  expect(CustomTypes.NONE.with([ofSpec(schema)]).get(widget({}))?.otherRules).toBe(4);
  expect(CustomTypes.NONE.with([ofSpec(SPEC)]).get(widget({}))?.otherRules).toBe(0);
});

test('a definition that lets any field of the object or of its spec pass says so', () => {
  const open = { 'x-kubernetes-preserve-unknown-fields': true };
  const isOpen = (schema: object): boolean | undefined => CustomTypes.NONE.with([ofSpec(schema)]).get(widget({}))?.isOpen;
  expect([{ type: 'object', ...open }, { type: 'object', additionalProperties: true }, open].map(isOpen)).toEqual([true, true, true]);
  expect([SPEC, { properties: { values: { type: 'object', ...open } } }].map(isOpen)).toEqual([false, false]);
});

test.each<[string, unknown]>([
  ['no spec', undefined], ['a text', 'x'], ['no group', { names: { kind: 'Widget' } }], ['no versions', { group: 'example.com', names: { kind: 'Widget' } }],
  ['a version that is a text', { group: 'example.com', names: { kind: 'Widget' }, versions: ['v1', { name: 'v1', schema: 'x' }] }],
])('a definition with %s describes nothing', (_, spec) => {
  expect(CustomTypes.NONE.with([{ ...ofSpec({}), spec } as never]).get(widget({}))).toBeUndefined();
});

test.each<Json>([{ type: 'unheard-of' }, { type: ['string'] }, { items: 5, type: 'array' }, { type: 'object', properties: 'x', required: 'y' }, { type: 'string', pattern: '(', enum: 'x' }])(
  'a schema that is none lets everything through: %#', (schema) => {
    expect(() => found(ofSpec({ properties: { a: schema } }), widget({ a: 'x' }))).not.toThrow();
  });
