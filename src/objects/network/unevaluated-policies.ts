import { Labels, selectorMatches } from '../label-selector';
import { groupKind, keyOf, Manifest } from '../manifest';
import { elementsOf, isObject, valueAt } from '../pointer';

/** Whether a policy selects pods with some labels; where they are undefined, every pod. */
type Selects = (policy: Manifest, labels: Labels | undefined) => boolean;

/** A key of Cilium may start with the source of the label. https://docs.cilium.io/en/stable/network/kubernetes/policy/ */
const withoutSource = (key: string): string => key.replace(/^(k8s|any)[:.]/, '');

function plainSelector(selector: unknown): unknown {
  if (!isObject(selector)) return undefined;
  const { matchLabels: labels, matchExpressions } = selector;
  return {
    matchLabels: isObject(labels) ? Object.fromEntries(Object.entries(labels).map(([key, value]) => [withoutSource(key), value])) : labels,
    matchExpressions: Array.isArray(matchExpressions)
      ? matchExpressions.map((one: unknown) => (isObject(one) && typeof one.key === 'string' ? { ...one, key: withoutSource(one.key) } : one)) : matchExpressions,
  };
}

const selectsWithLabels: Selects = (policy, labels) => [valueAt(policy, '/spec'), ...elementsOf(valueAt(policy, '/specs'))]
  .some((spec) => selectorMatches(plainSelector(valueAt(spec, '/endpointSelector')), labels ?? {}));

/** The selectors of Calico are a language of their own, of which only the ones for everything are read here: any other may select the pods. */
const selectsByExpression: Selects = (policy, labels) => {
  const selector = valueAt(policy, '/spec/selector');
  return labels !== undefined || selector === undefined || selector === null || (typeof selector === 'string' && /^\s*(all\(\)\s*)?$/.test(selector));
};

const CILIUM_READS = ['/spec/endpointSelector', '/specs/*/endpointSelector'];

const KINDS: Readonly<Record<string, { readonly selects: Selects; readonly reads: readonly string[]; readonly isOfCluster?: true }>> = {
  'cilium.io/CiliumNetworkPolicy': { selects: selectsWithLabels, reads: CILIUM_READS },
  'cilium.io/CiliumClusterwideNetworkPolicy': { selects: selectsWithLabels, reads: CILIUM_READS, isOfCluster: true },
  'crd.projectcalico.org/NetworkPolicy': { selects: selectsByExpression, reads: ['/spec/selector'] },
  'crd.projectcalico.org/GlobalNetworkPolicy': { selects: selectsByExpression, reads: ['/spec/selector'], isOfCluster: true },
  'projectcalico.org/NetworkPolicy': { selects: selectsByExpression, reads: ['/spec/selector'] },
  'projectcalico.org/GlobalNetworkPolicy': { selects: selectsByExpression, reads: ['/spec/selector'], isOfCluster: true },
};

/** The kinds of policies of network plugins that are named and not evaluated, with what is read of each. */
export const UNEVALUATED_POLICIES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(KINDS).map(([kind, { reads }]) => [kind, reads]),
);

/** Whether such a policy selects, or may select, pods with these labels in a namespace; without labels: every pod of the namespace. */
export function maySelect(policy: Manifest, namespace: string, labels?: Labels): boolean {
  const { selects, isOfCluster } = KINDS[groupKind(policy)];
  return (isOfCluster || keyOf(policy).namespace === namespace) && selects(policy, labels);
}
