import { KindRule, NONE, refusal, refusedForms, refusedText } from './refusal';
import { labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

const MOST_PARAMETERS = 512;
const LARGEST_PARAMETERS = 256 * 1024;
const bytesIn = (text: unknown): number => (typeof text === 'string' ? new TextEncoder().encode(text).length : 0);

function topologyProblems(term: Fields, pointer: string): readonly Problem[] {
  const keys = new Set<unknown>();
  const at = childPointer(pointer, 'matchLabelExpressions');
  return elementsOf(term.matchLabelExpressions).flatMap((expression, i) => {
    if (!isObject(expression)) return NONE;
    const where = childPointer(at, i);
    const { key, values } = expression;
    const list = elementsOf(values);
    return [
      ...refusal(`${where}/values`, list.length === 0 ? 'the expression has no values; set `values`' : new Set(list).size < list.length && 'the expression has a value twice; remove one'),
      ...refusedText(key, `${where}/key`, 'the label key', labelKeyProblem),
      ...refusal(`${where}/key`, keys.size === keys.add(key).size && `two expressions have the key "${plainText(key)}"; write one`),
    ];
  });
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/storage/validation/validation.go (ValidateStorageClass) */
export const storageClassRule: KindRule = ({ provisioner, parameters, allowedTopologies }) => {
  const keys = isObject(parameters) ? Object.keys(parameters) : [];
  const size = isObject(parameters) ? keys.reduce((sum, key) => sum + bytesIn(key) + bytesIn(parameters[key]), 0) : 0;
  return [
    ...refusedForms({ provisioner: typeof provisioner === 'string' ? provisioner.toLowerCase() : undefined }, '', { provisioner: labelKeyProblem }),
    ...refusal('/parameters', keys.includes('') ? 'a parameter has no name; name it, or remove it'
      : keys.length > MOST_PARAMETERS ? `there are ${keys.length} parameters, must be ${MOST_PARAMETERS} or fewer` : size > LARGEST_PARAMETERS && `the parameters have ${size} bytes, must be ${LARGEST_PARAMETERS} or fewer`),
    ...refusal('/allowedTopologies', new Set(elementsOf(allowedTopologies).map((term) => JSON.stringify(term))).size < elementsOf(allowedTopologies).length && 'two topologies are the same; remove one'),
    ...elementsOf(allowedTopologies).flatMap((term, i) => (isObject(term) ? topologyProblems(term, childPointer('/allowedTopologies', i)) : NONE)),
  ];
};
