import { selectorMatches } from './label-selector';
import { Manifest, stringMap } from './manifest';
import { elementsOf, isObject } from './pointer';

/** A direction of traffic, as `policyTypes` names it. */
export type PolicyType = 'Ingress' | 'Egress';

/** Both directions. */
export const DIRECTIONS: readonly PolicyType[] = ['Ingress', 'Egress'];

const specOf = ({ spec }: Manifest): Record<string, unknown> => (isObject(spec) ? spec : {});

/** The directions that a policy restricts. Without `policyTypes` the API server reads them off the rules: ingress always, egress where it has some. */
export function directionsOf(policy: Manifest): readonly PolicyType[] {
  const { policyTypes, egress } = specOf(policy);
  const stated = elementsOf(policyTypes);
  if (stated.length > 0) return DIRECTIONS.filter((direction) => stated.includes(direction));
  return elementsOf(egress).length > 0 ? DIRECTIONS : ['Ingress'];
}

/** Whether a policy is about pods with these labels; an empty selector is about all pods of the namespace. */
export function selectsPods(policy: Manifest, labels: unknown): boolean {
  return selectorMatches(specOf(policy).podSelector ?? {}, stringMap(labels));
}

/** Whether a policy is about every pod of its namespace, whatever its labels. */
export function selectsEveryPod(policy: Manifest): boolean {
  const selector = specOf(policy).podSelector ?? {};
  if (!isObject(selector)) return false;
  const { matchLabels, matchExpressions } = selector;
  return (matchLabels === undefined || matchLabels === null || (isObject(matchLabels) && Object.keys(matchLabels).length === 0))
    && (matchExpressions === undefined || matchExpressions === null || (Array.isArray(matchExpressions) && matchExpressions.length === 0));
}

/** Whether a policy has a rule for this direction that lets everything through, as `- {}` does. */
export function allowsEverything(policy: Manifest, direction: PolicyType): boolean {
  const [rules, peers] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  const isOpen = (rule: unknown): boolean => isObject(rule) && elementsOf(rule[peers]).length === 0 && elementsOf(rule.ports).length === 0;
  return elementsOf(specOf(policy)[rules]).some(isOpen);
}
