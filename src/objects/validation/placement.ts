import { refusal, refusedNumber } from './refusal';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { PodView } from '../pod-template';
import { childPointer } from '../pointer';
import { Problem } from '../problem';

function tolerationProblems(toleration: Readonly<Record<string, unknown>>, pointer: string): readonly Problem[] {
  const { key, operator, value, effect, tolerationSeconds } = toleration;
  return [
    ...refusal(`${pointer}/operator`, isMissing(key) && operator !== 'Exists' && 'the toleration has no key; set `key`, or `operator: Exists` for every taint'),
    ...refusal(`${pointer}/value`, operator === 'Exists' && !isMissing(value) && 'the operator Exists takes no value; remove `value`, or write `operator: Equal`'),
    ...refusal(`${pointer}/effect`, typeof tolerationSeconds === 'number' && effect !== 'NoExecute' && 'tolerationSeconds needs `effect: NoExecute`; set that, or remove `tolerationSeconds`'),
  ];
}

/** What is wrong with how pods are placed. */
export function placementProblems({ spec, pointer }: PodView): Problem[] {
  return [
    ...entries(spec.tolerations, childPointer(pointer, 'tolerations')).flatMap((one) => tolerationProblems(one.value, one.pointer)),
    ...entries(spec.topologySpreadConstraints, childPointer(pointer, 'topologySpreadConstraints')).flatMap(({ value, pointer: at }) => [
      ...refusedNumber(value.maxSkew, `${at}/maxSkew`, 1), ...refusedNumber(value.minDomains, `${at}/minDomains`, 1),
    ]),
  ];
}
