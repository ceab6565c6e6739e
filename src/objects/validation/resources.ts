import { KindRule, NONE, entriesAt, refusal } from './refusal';
import { labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { childPointer, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';
import { compareQuantities, parseQuantity, ParsedQuantity } from '../quantity';

const NANOS_PER_ONE = 1_000_000_000n;
const NATIVE = 'kubernetes.io/';
const OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage'];
const COUNTED = [
  'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers',
];
const OF_QUOTAS = [
  ...OF_CONTAINERS, ...OF_CONTAINERS.map((name) => `requests.${name}`), ...OF_CONTAINERS.map((name) => `limits.${name}`), 'requests.storage', ...COUNTED,
];

const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
/** A device or the like: it is counted, and nothing else can use it at the same time. https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources */
const isExtended = (name: string): boolean => name.includes('/') && !name.includes(NATIVE) && !name.startsWith('requests.') && labelKeyProblem(`requests.${name}`) === undefined;

const amountOf = (value: unknown): ParsedQuantity | undefined => (typeof value === 'string' || typeof value === 'number' ? parseQuantity(plainText(value)) : undefined);
const isWhole = (value: unknown): boolean => (amountOf(value)?.nanos ?? 0n) % NANOS_PER_ONE === 0n;

/** What is wrong with the requests and limits of a container. That a request exceeds its limit is reported by another rule. */
export function containerResourceProblems(resources: unknown, pointer: string, called: string): Problem[] {
  if (!isObject(resources)) return [];
  const limits = isObject(resources.limits) ? resources.limits : {};
  const requests = isObject(resources.requests) ? resources.requests : {};
  const all = Object.entries({ requests, limits }).flatMap(([list, amounts]) => (
    Object.keys(amounts).map((name) => ({ name, value: amounts[name], at: childPointer(`${pointer}/${list}`, name) }))));
  return [
    ...all.flatMap(({ name, value, at }) => {
      const isUnknown = name.includes('/') ? !name.includes(NATIVE) && !isExtended(name) : !OF_CONTAINERS.includes(name) && !isHugePages(name);
      if (isUnknown) return refusal(at, `${called} has the resource "${name}", which does not exist; containers have ${OF_CONTAINERS.join(', ')}, hugepages-<size> and devices such as "example.com/gpu"`);
      return refusal(at, isExtended(name) && !isWhole(value) && `${called} has ${plainText(value)} of ${name}, must be a whole number`);
    }),
    ...Object.keys(requests).filter((name) => isExtended(name) || isHugePages(name)).flatMap((name) => {
      const [request, limit] = [amountOf(requests[name]), amountOf(limits[name])];
      const at = childPointer(`${pointer}/requests`, name);
      if (!Object.hasOwn(limits, name)) return refusal(at, `${called} requests ${name} without a limit; set the same limit`);
      return refusal(at, request && limit && compareQuantities(request, limit) < 0 && `${called} requests less ${name} than its limit; the two must be equal, since it cannot be shared`);
    }),
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidateResourceQuotaSpec) */
export const quotaRule: KindRule = (manifest) => {
  const hard = valueAt(manifest, '/spec/hard');
  if (!isObject(hard)) return NONE;
  return Object.keys(hard).flatMap((name) => {
    const at = childPointer('/spec/hard', name);
    const isKnown = name.includes('/') || OF_QUOTAS.includes(name) || isHugePages(name) || name.startsWith('requests.hugepages-');
    if (!isKnown) return refusal(at, `a quota cannot limit "${name}"; it can limit ${OF_QUOTAS.join(', ')}, and "count/<resource>.<group>" of objects`);
    const problem = labelKeyProblem(name);
    if (problem) return refusal(at, `the resource "${name}" ${problem}`);
    const isCounted = COUNTED.includes(name) || isExtended(name);
    return refusal(at, isCounted && !isWhole(hard[name]) && `the quota of ${name} is ${plainText(hard[name])}, must be a whole number`);
  });
};

/** The fields of a limit in the order that they have to keep. */
const ASCENDING = ['min', 'defaultRequest', 'default', 'max'];

function limitProblems(limit: Readonly<Record<string, unknown>>, pointer: string): Problem[] {
  const isOfPods = limit.type === 'Pod';
  const amount = (field: string, name: string): ParsedQuantity | undefined => (
    isObject(limit[field]) && Object.hasOwn(limit[field], name) ? amountOf(limit[field][name]) : undefined);
  const forPods = (isOfPods ? ['default', 'defaultRequest'] : []).filter((field) => isObject(limit[field]) && Object.keys(limit[field]).length > 0);
  const judged = ASCENDING.filter((field) => isObject(limit[field]) && !forPods.includes(field));
  const wrong = judged.flatMap((smaller, i) => judged.slice(i + 1).flatMap((larger) => Object.keys(limit[smaller] as object).flatMap((name) => {
    const [a, b] = [amount(smaller, name), amount(larger, name)];
    const message = `${smaller} of ${name} is more than ${larger}; lower it, or raise \`${larger}\``;
    return refusal(childPointer(`${pointer}/${smaller}`, name), a && b && compareQuantities(a, b) > 0 && message);
  })));
  return [...forPods.flatMap((field) => refusal(`${pointer}/${field}`, `${field} is not for limits of type Pod; remove it, or move it to type Container`)), ...wrong];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidateLimitRange) */
export const limitRangeRule: KindRule = (manifest) => entriesAt(manifest, '/spec/limits').flatMap(({ value, pointer }) => limitProblems(value, pointer));
