import { KindRule, NONE, refusal } from './refusal';
import { labelSelectorProblems } from './selectors';
import { entries } from '../container-shape';
import { childPointer, elementsOf, isObject } from '../pointer';

const PEERS: Readonly<Record<string, string>> = { ingress: 'from', egress: 'to' };
const DIRECTIONS = 2;

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/networking/validation/validation.go (ValidateNetworkPolicySpec) */
export const networkPolicyRule: KindRule = ({ spec }) => {
  if (!isObject(spec)) return NONE;
  return [
    ...labelSelectorProblems(spec.podSelector, '/spec/podSelector'),
    ...refusal('/spec/policyTypes', elementsOf(spec.policyTypes).length > DIRECTIONS && 'policyTypes has more than the two directions; write each once'),
    ...Object.keys(PEERS).flatMap((direction) => entries(spec[direction], `/spec/${direction}`).flatMap((rule) => (
      entries(rule.value[PEERS[direction]], childPointer(rule.pointer, PEERS[direction])).flatMap(({ value, pointer }) => [
        ...labelSelectorProblems(value.podSelector, `${pointer}/podSelector`), ...labelSelectorProblems(value.namespaceSelector, `${pointer}/namespaceSelector`),
      ])))),
  ];
};
