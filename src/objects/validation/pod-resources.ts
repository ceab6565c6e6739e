import { NONE, refusal } from './refusal';
import { isExtended, isHugePages } from './resource-names';
import { entries } from '../container-shape';
import { plainText } from '../plain-text';
import { PodView } from '../pod-template';
import { childPointer, Fields, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';
import { amountOf, compareQuantities, formatQuantity } from '../quantity';
import { podNeed } from '../resource-need';
import { mapOrEmpty } from '../value-types';

/** Amounts that a whole pod may state. https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#pod-level-resource-specification */
const OF_PODS = ['cpu', 'memory'];

const NOTHING = { nanos: 0n };

/** The containers of a pod request more together than the pod, or one of them may use more than the pod. */
function excessProblems({ spec, pointer }: PodView, requests: Fields, limits: Fields): readonly Problem[] {
  const need = podNeed({ spec: { ...spec, resources: undefined } }, new Map());
  const ofRequests = OF_PODS.flatMap((name) => {
    const [own, sum] = [amountOf(requests[name]), need.get(`requests.${name}`)];
    return refusal(`${pointer}/resources/requests/${name}`, own !== undefined && sum !== undefined && compareQuantities(sum, own) > 0
      && `the pod requests ${name} ${formatQuantity(own)}, and its containers ${formatQuantity(sum)} together; raise the request of the pod`);
  });
  const ofLimits = entries(spec.containers, `${pointer}/containers`).flatMap(({ value, pointer: at }) => Object.keys(limits).flatMap((name) => {
    const [own, limit] = [amountOf(limits[name]), amountOf(mapOrEmpty(valueAt(value, '/resources/limits'))[name])];
    return refusal(childPointer(`${at}/resources/limits`, name), own !== undefined && limit !== undefined && compareQuantities(limit, own) > 0
      && `container "${plainText(value.name)}" limits ${name} to ${formatQuantity(limit)}, more than the pod, which limits it to ${formatQuantity(own)}; raise the limit of the pod`);
  }));
  return [...ofRequests, ...ofLimits];
}

/** Huge pages are not shared, so the pod limits what it requests, and has at least what its containers have together. */
function pageProblems({ spec, pointer }: PodView, requests: Fields, limits: Fields): readonly Problem[] {
  const at = `${pointer}/resources`;
  const sum = (side: string, name: string): bigint => entries(spec.containers, '').reduce((all, { value }) => (
    all + (amountOf(mapOrEmpty(valueAt(value, `/resources/${side}`))[name]) ?? amountOf(mapOrEmpty(valueAt(value, '/resources/limits'))[name]) ?? NOTHING).nanos), 0n);
  const ofSides = Object.entries({ requests, limits }).flatMap(([side, amounts]) => Object.keys(amounts).filter(isHugePages).flatMap((name) => {
    const own = amountOf(amounts[name]);
    return refusal(childPointer(`${at}/${side}`, name), own && own.nanos < sum(side, name) && `the pod has fewer ${name} than its containers together; raise \`${side}\` of the pod`);
  }));
  const unlimited = Object.keys(requests).filter((name) => (isHugePages(name) || isExtended(name)) && limits[name] === undefined);
  return [...ofSides, ...unlimited.flatMap((name) => refusal(`${at}/limits`, `the pod requests ${name} without a limit, and they cannot be shared; set the same limit`))];
}

function foreignProblems(amounts: Fields, pointer: string): readonly Problem[] {
  const foreign = Object.keys(amounts).filter((name) => !OF_PODS.includes(name) && !isHugePages(name));
  return foreign.flatMap((name) => refusal(
    childPointer(pointer, name), `the pod has ${name}, and a whole pod can have ${OF_PODS.join(', ')} and huge pages alone; set it in a container`));
}

/** What is wrong with amounts of a whole pod. https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (validatePodResources) */
export function podResourceProblems(pod: PodView): readonly Problem[] {
  const { spec, pointer } = pod;
  const { resources, os } = spec;
  if (!isObject(resources)) return NONE;
  const at = childPointer(pointer, 'resources');
  if (isObject(os) && os.name === 'windows') return refusal(at, 'pods for Windows have no amounts of the whole pod; set those of its containers');
  const [requests, limits] = [mapOrEmpty(resources.requests), mapOrEmpty(resources.limits)];
  return [
    ...refusal(`${at}/claims`, Array.isArray(resources.claims) && 'claims are of containers; move them to `resources.claims` of a container'),
    ...foreignProblems(requests, `${at}/requests`), ...foreignProblems(limits, `${at}/limits`),
    ...excessProblems(pod, requests, limits), ...pageProblems(pod, requests, limits),
  ];
}
