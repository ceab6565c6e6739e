import { NONE, refusal } from './refusal';
import { containerResourceProblem, isDivisible, isExtended, isHugePages, isWhole, OF_CONTAINERS } from './resource-names';
import { plainText } from '../plain-text';
import { childPointer, isObject } from '../pointer';
import { Problem } from '../problem';
import { amountOf, compareQuantities } from '../quantity';

/** What is wrong with the requests and limits of a container. That a request exceeds its limit is reported by another rule. */
export function containerResourceProblems(resources: unknown, pointer: string, called: string): readonly Problem[] {
  if (!isObject(resources)) return NONE;
  const limits = isObject(resources.limits) ? resources.limits : {};
  const requests = isObject(resources.requests) ? resources.requests : {};
  if ([...Object.keys(limits), ...Object.keys(requests)].every((name) => OF_CONTAINERS.includes(name))) return NONE; // as in nearly all containers
  const all = Object.entries({ requests, limits }).flatMap(([list, amounts]) => (
    Object.keys(amounts).map((name) => ({ name, value: amounts[name], at: childPointer(`${pointer}/${list}`, name) }))));
  const needsMore = all.some(({ name }) => isHugePages(name)) && !all.some(({ name }) => name === 'cpu' || name === 'memory');
  return [
    ...refusal(pointer, needsMore && `${called} has huge pages alone; request \`cpu\` or \`memory\`, too`),
    ...all.flatMap(({ name, value, at }) => {
      const problem = containerResourceProblem(name);
      if (problem) return refusal(at, `the resource "${name}" of ${called} ${problem}`);
      if (isHugePages(name) && !isDivisible(name, value)) return refusal(at, `${called} has ${plainText(value)} of ${name}, must be a multiple of the size of a page`);
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
