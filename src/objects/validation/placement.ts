import { affinityProblems, matchedKeyProblems, ownLabels } from './affinity';
import { FieldsRule, refusal, refusedNumber, refusedText, ruledProblems } from './refusal';
import { labelSelectorProblems, selectedLabelsProblems } from './selectors';
import { entries, repeated } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { labelKeyProblem, labelValueProblem } from '../names';
import { plainText } from '../plain-text';
import { PodView } from '../pod-template';
import { childPointer } from '../pointer';
import { Problem } from '../problem';

const isWholeNumber = (text: string): boolean => /^(?:0|-?[1-9]\d{0,18})$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);

function tolerationProblems(toleration: Readonly<Record<string, unknown>>, pointer: string): readonly Problem[] {
  const { key, operator, value, effect, tolerationSeconds } = toleration;
  return [
    ...refusedText(key, `${pointer}/key`, 'the key', labelKeyProblem),
    ...(isMissing(operator) || operator === 'Equal' ? refusedText(value, `${pointer}/value`, 'the value', labelValueProblem) : []),
    ...refusal(`${pointer}/value`, (operator === 'Lt' || operator === 'Gt') && typeof value === 'string' && !isWholeNumber(value) && `the operator ${operator} compares whole numbers; write one as \`value\``),
    ...refusal(`${pointer}/operator`, isMissing(key) && operator !== 'Exists' && 'the toleration has no key; set `key`, or `operator: Exists` for every taint'),
    ...refusal(`${pointer}/value`, operator === 'Exists' && !isMissing(value) && 'the operator Exists takes no value; remove `value`, or write `operator: Equal`'),
    ...refusal(`${pointer}/effect`, typeof tolerationSeconds === 'number' && effect !== 'NoExecute' && 'tolerationSeconds needs `effect: NoExecute`; set that, or remove `tolerationSeconds`'),
  ];
}

function spreadProblems(spread: Readonly<Record<string, unknown>>, pointer: string, labels: unknown): readonly Problem[] {
  const { maxSkew, minDomains, whenUnsatisfiable, labelSelector } = spread;
  return [
    ...refusedNumber(maxSkew, `${pointer}/maxSkew`, 1), ...refusedNumber(minDomains, `${pointer}/minDomains`, 1),
    ...refusal(`${pointer}/minDomains`, typeof minDomains === 'number' && whenUnsatisfiable !== 'DoNotSchedule' && 'minDomains needs `whenUnsatisfiable: DoNotSchedule`; set that, or remove `minDomains`'),
    ...labelSelectorProblems(labelSelector, childPointer(pointer, 'labelSelector')),
    ...matchedKeyProblems(spread, pointer, labels),
  ];
}

function spreadsProblems(pod: PodView): Problem[] {
  const spreads = entries(pod.spec.topologySpreadConstraints, childPointer(pod.pointer, 'topologySpreadConstraints'));
  return [
    ...repeated(spreads, ({ value }) => `${plainText(value.topologyKey)} ${plainText(value.whenUnsatisfiable)}`).flatMap((one) => (
      refusal(one.pointer, 'two constraints have one topologyKey and whenUnsatisfiable; write one'))),
    ...spreads.flatMap((one) => spreadProblems(one.value, one.pointer, ownLabels(pod))),
  ];
}

const RULES: readonly FieldsRule<PodView>[] = [
  { fields: ['tolerations'], problems: ({ spec, pointer }) => entries(spec.tolerations, childPointer(pointer, 'tolerations')).flatMap((one) => tolerationProblems(one.value, one.pointer)) },
  { fields: ['nodeSelector'], problems: ({ spec, pointer }) => selectedLabelsProblems(spec.nodeSelector, childPointer(pointer, 'nodeSelector')) },
  { fields: ['affinity'], problems: affinityProblems },
  { fields: ['topologySpreadConstraints'], problems: spreadsProblems },
];

/** What is wrong with how pods are placed. */
export const placementProblems = (pod: PodView): readonly Problem[] => ruledProblems(pod.spec, RULES, pod);
