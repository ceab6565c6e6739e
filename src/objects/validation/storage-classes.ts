import { Forms, KindRule, NONE, oneOf, refusal, refusedForms, refusedText } from './refusal';
import { labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, descend, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

const RECLAIMED: Forms = { reclaimPolicy: oneOf('Delete', 'Retain') };
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

/** What a term selects, whatever the order of its parts. */
function selectionOf(term: Fields): string {
  const partOf = ({ key, values }: Fields): string => JSON.stringify([plainText(key), elementsOf(values).map(plainText).sort()]);
  return elementsOf(term.matchLabelExpressions).filter(isObject).map(partOf).sort().join();
}

/** Terms that select the same, or nothing: the API server compares with empty ones, too. */
function repeatedProblems(terms: readonly unknown[]): readonly Problem[] {
  const known = new Set(['']);
  return terms.flatMap((term, i) => {
    if (!isObject(term)) return NONE;
    const selection = selectionOf(term);
    const message = selection === '' ? 'the topology selects nothing; set `matchLabelExpressions`, or remove it' : known.has(selection) && 'two topologies are the same; remove one';
    known.add(selection);
    return refusal(descend('', ['allowedTopologies', i, 'matchLabelExpressions']), message);
  });
}

function parametersProblem(parameters: Fields): string | undefined {
  const keys = Object.keys(parameters);
  if (keys.includes('')) return 'a parameter has no name; name it, or remove it';
  if (keys.length > MOST_PARAMETERS) return `there are ${keys.length} parameters, must be ${MOST_PARAMETERS} or fewer`;
  const size = keys.reduce((sum, key) => sum + bytesIn(key) + bytesIn(parameters[key]), 0);
  return size > LARGEST_PARAMETERS ? `the parameters have ${size} bytes, must be ${LARGEST_PARAMETERS} or fewer` : undefined;
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/storage/validation/validation.go (ValidateStorageClass) */
export const storageClassRule: KindRule = ({ provisioner, parameters, allowedTopologies, reclaimPolicy }) => {
  return [
    ...refusedForms({ provisioner: typeof provisioner === 'string' ? provisioner.toLowerCase() : undefined }, '', { provisioner: labelKeyProblem }),
    ...refusal('/parameters', isObject(parameters) && parametersProblem(parameters)),
    ...refusedForms({ reclaimPolicy }, '', RECLAIMED), ...repeatedProblems(elementsOf(allowedTopologies)),
    ...elementsOf(allowedTopologies).flatMap((term, i) => (isObject(term) ? topologyProblems(term, childPointer('/allowedTopologies', i)) : NONE)),
  ];
};
