import { isObject } from '../../src/objects/pointer';
import { MergedField } from '../fields/merged-types';
import { OpenApiSchema } from '../fields/open-api';

const long = (length: number): string => 'x'.repeat(length);

/** Names of each form and just outside of it, paths, addresses, references to fields, shares. */
const TEXTS: readonly string[] = [
  '', 'x', 'X', 'a b', '-a', 'a-', 'a.b', 'a..b', 'a_b', '1a', '80', '*', '.', '..', '..a', 'a--b', '{', '\\', 'é', '$(A)', long(16), long(64), long(254), long(1025),
  'a/b', 'a/b/c', '/a', '/a/b', '../a', '/../a', 'a/../b', '/a:b', 'a:b', '/a//b', '/a?b', '/dev/termination-log',
  '10.0.0.1', '127.0.0.1', '169.254.1.1', '010.0.0.1', '300.0.0.1', '::1', 'fd00::1', '10.0.0.0/8', '10.0.0.1/8', '10.0.0.0/64', 'fd00::/8',
  'example.com', 'Example.com', '*.example.com', 'a.*.example.com', 'example.com/a', 'example.com/a b', 'kubernetes.io/x', 'https://example.com', 'http://example.com', 'https://example.com?a#b', 'https://u@example.com',
  '50%', '-1%', '101%', 'None', 'metadata.name', 'metadata.labels', 'metadata.labels[\'a\']', 'metadata.annotations[\'a b\']', 'spec.bogus', 'status.podIP',
  'limits.cpu', 'requests.memory', 'limits.bogus', 'limits.hugepages-2Mi', 'Local', 'Europe/Nowhere', '@daily', '60 * * * *', 'TZ=UTC 0 0 * * *', 'system-x', '0-1', '1-0', '5', 'a,b', 'v1', '/v1', 'v1/v1/v1',
];
const NUMBERS: readonly number[] = [
  -1, 0, 1, 2, 9, 10, 100, 101, 512, 600, 3600, 3601, 65535, 65536, 86400, 86401, 91 * 86400 + 1, 100001, 1_000_000_001, 2 ** 31 - 1,
];
const QUANTITIES: readonly string[] = ['0', '-1', '1', '1500m', '1n', '2Gi', '900Ti'];
const NUMBERS_OR_TEXTS: readonly unknown[] = [-1, 0, 1, 65535, 65536, '', '0%', '50%', '101%', '-1%', '80', 'http', 'Http', '-a', 'a--b', '5a5a-5', long(16)];
const KEYS: readonly string[] = ['', 'a b', '-a', 'a/b/c', 'UPPER.example.com/a', 'example.com/-a', 'kubernetes.io/x', 'a.b', '..a', '.', long(64), `${long(254)}/a`, long(254)];
const RESOURCES: readonly string[] = [
  'cpu', 'memory', 'ephemeral-storage', 'storage', 'pods', 'example.com/gpu', 'requests.example.com/gpu', 'hugepages-2Mi', 'hugepages-', 'unknown', 'kubernetes.io/x', 'requests.cpu',
  'limits.memory', 'count/pods', 'services.nodeports', 'a b', 'requests.hugepages-2Mi', 'gold.storageclass.storage.k8s.io/requests.storage', `example.com/${long(64)}`,
];
/** An element of so many characters is not repeated many times: an API server refuses requests of more than 3 MiB unread. */
const LARGE = 2000;
const VALUES: readonly string[] = ['', 'a b', '-a', long(64), long(300 * 1024)];

const QUANTITY = '#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity';
const NUMBER_OR_TEXT = '#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString';
const isQuantity = ({ $ref }: OpenApiSchema): boolean => $ref === QUANTITY;

/** Values of a type at and beyond what a validation may allow. */
export function valuesOf(schema: OpenApiSchema, value: unknown, values: MergedField['values']): readonly unknown[] {
  const { $ref, type, items, additionalProperties } = schema;
  if (values && type === 'string') return [...values.map((one) => one.value), 'Bogus', ''];
  if (type === 'string') return schema.format === 'date-time' ? [] : TEXTS;
  if (type === 'integer') return NUMBERS;
  if (type === 'boolean') return [true, false];
  if (isQuantity(schema)) return QUANTITIES;
  if ($ref === NUMBER_OR_TEXT) return NUMBERS_OR_TEXTS;
  if (items) return lists(items, Array.isArray(value) ? value : [], values);
  if (additionalProperties) return maps(additionalProperties, isObject(value) ? value : {});
  return isObject(value) ? [{}] : [];
}

function lists(items: OpenApiSchema, list: readonly unknown[], values: MergedField['values']): readonly unknown[][] {
  const [first] = list;
  const isText = items.type === 'string';
  return [
    [], ...(first === undefined ? [] : [[...list, first], [first]]),
    ...(first !== undefined && JSON.stringify(first).length < LARGE ? [Array.from({ length: 130 }, () => first)] : []),
    ...(list.length > 1 ? list.map((_, i) => list.filter((__, j) => j !== i)) : []),
    ...(isText ? (values?.map((one) => one.value) ?? TEXTS).flatMap((text) => [[text], ...(first === undefined ? [] : [[first, text]])]) : []),
    ...(items.type === 'integer' ? NUMBERS.map((number) => [number]) : []),
    ...(isText ? [Array.from({ length: 70 }, (_, i) => `a${i}.example.com`)] : []),
  ];
}

function maps(of: OpenApiSchema, map: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  const [key = 'a'] = Object.keys(map);
  if (isQuantity(of)) return [{}, ...QUANTITIES.map((value) => ({ ...map, [key]: value })), ...RESOURCES.flatMap((name) => ['1', '1500m'].map((value) => ({ ...map, [name]: value })))];
  const value = map[key] ?? (of.type === 'string' ? 'b' : {});
  return [
    {}, ...KEYS.map((one) => ({ ...map, [one]: value })), ...(of.type === 'string' && of.format !== 'byte' ? VALUES.map((one) => ({ ...map, [key]: one })) : []),
    Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`a${i}`, value])),
  ];
}
