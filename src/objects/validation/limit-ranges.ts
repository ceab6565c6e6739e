import { KindRule, NONE, entriesAt, Forms, refusal, refusedForms } from './refusal';
import { containerResourceProblem, isExtended, isHugePages, resourceProblem } from './resource-names';
import { repeated } from '../container-shape';
import { labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, isObject } from '../pointer';
import { Problem } from '../problem';
import { amountOf, compareQuantities, ParsedQuantity, parseQuantity } from '../quantity';
import { filledText } from '../value-types';

const KINDS = ['Pod', 'Container', 'PersistentVolumeClaim'];
const TYPES: Forms = { type: (type) => labelKeyProblem(type) ?? (type.includes('/') || KINDS.includes(type) ? undefined : `must be one of ${KINDS.join(', ')}`) };

/** The fields of a limit in the order that they have to keep. */
const ASCENDING = ['min', 'defaultRequest', 'default', 'max'];

const ALL = [...ASCENDING, 'maxLimitRequestRatio'];
const ONE: Readonly<ParsedQuantity> = parseQuantity('1')!;

type AmountOf = (field: string, name: string) => ParsedQuantity | undefined;

/** A limit may not be allowed to be less than the request, nor to be more than the most is above the least. */
function ratioProblems({ maxLimitRequestRatio }: Fields, pointer: string, amount: AmountOf): readonly Problem[] {
  if (!isObject(maxLimitRequestRatio)) return NONE;
  return Object.keys(maxLimitRequestRatio).flatMap((name) => {
    const [ratio, least, most] = ['maxLimitRequestRatio', 'min', 'max'].map((field) => amount(field, name));
    const sign = least && least.nanos < 0n ? -1n : 1n;
    const isTooLarge = ratio && least && most && least.nanos !== 0n && sign * ratio.nanos * least.nanos > sign * most.nanos * ONE.nanos;
    const message = ratio && compareQuantities(ratio, ONE) < 0 ? 'is less than 1' : isTooLarge && 'is more than `max` divided by `min`';
    return refusal(childPointer(`${pointer}/maxLimitRequestRatio`, name), message && `the ratio of ${name} ${message}; change it`);
  });
}

/** What cannot be shared is requested as much as it is limited. */
function unequalDefaults({ defaultRequest }: Fields, pointer: string, amount: AmountOf): readonly Problem[] {
  if (!isObject(defaultRequest)) return NONE;
  return Object.keys(defaultRequest).filter((name) => isHugePages(name) || isExtended(name)).flatMap((name) => {
    const [request, limit] = [amount('defaultRequest', name), amount('default', name)];
    return refusal(childPointer(`${pointer}/defaultRequest`, name), request && limit && compareQuantities(request, limit) < 0 && `defaultRequest of ${name} is not \`default\`; write the same, since it cannot be shared`);
  });
}

function limitProblems(limit: Fields, pointer: string): Problem[] {
  const isOfPods = limit.type === 'Pod';
  const amount = (field: string, name: string): ParsedQuantity | undefined => (
    isObject(limit[field]) && Object.hasOwn(limit[field], name) ? amountOf(limit[field][name]) : undefined);
  const forPods = (isOfPods ? ['default', 'defaultRequest'] : []).filter((field) => isObject(limit[field]) && Object.keys(limit[field]).length > 0);
  const judged = ASCENDING.filter((field) => isObject(limit[field]) && !forPods.includes(field));
  const wrong = judged.flatMap((smaller, i) => judged.slice(i + 1).flatMap((larger) => Object.keys(limit[smaller] as object).flatMap((name) => {
    const [a, b] = [amount(smaller, name), amount(larger, name)];
    const message = `${smaller} of ${name} is more than ${larger}; lower it, or raise \`${larger}\``;
    return refusal(childPointer(`${pointer}/${smaller === 'min' && larger !== 'max' ? larger : smaller}`, name), a && b && compareQuantities(a, b) > 0 && message);
  })));
  const storage = ['min', 'max'].every((field) => amount(field, 'storage') === undefined);
  const problemOf = limit.type === 'Pod' || limit.type === 'Container' ? containerResourceProblem : resourceProblem;
  const given = ALL.filter((field) => !forPods.includes(field));
  const names = given.flatMap((field) => (isObject(limit[field]) ? Object.keys(limit[field]).map((name) => ({ field, name })) : []));
  return [
    ...refusedForms(limit, pointer, TYPES),
    ...names.flatMap(({ field, name }) => {
      const problem = problemOf(name);
      return refusal(childPointer(`${pointer}/${field}`, name), problem && `the resource "${name}" ${problem}`);
    }),
    ...refusal(pointer, limit.type === 'PersistentVolumeClaim' && storage && 'limits of claims need the least or the most `storage`; set `min` or `max`'),
    ...ratioProblems(limit, pointer, amount), ...unequalDefaults(limit, pointer, amount),
    ...forPods.flatMap((field) => refusal(`${pointer}/${field}`, `${field} is not for limits of type Pod; remove it, or move it to type Container`)), ...wrong,
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidateLimitRange) */
export const limitRangeRule: KindRule = (manifest) => {
  const limits = entriesAt(manifest, '/spec/limits');
  return [
    ...limits.flatMap(({ value, pointer }) => limitProblems(value, pointer)),
    ...repeated(limits, ({ value }) => filledText(value.type)).flatMap(({ value, pointer }) => refusal(`${pointer}/type`, `the range has two limits of type ${plainText(value.type)}; write one`)),
  ];
};
