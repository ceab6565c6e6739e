import { elementsOf, isObject } from '../pointer';

/** The values that a label may have: these, or all but these; and whether it may be missing. */
interface LabelValues {
  readonly values: ReadonlySet<unknown>;
  readonly isComplement: boolean;
  readonly mayBeMissing: boolean;
}

/** What a selector demands of one label. */
interface LabelDemand extends LabelValues { readonly label: string }

/** What is demanded of the labels of one thing, such as a pod and its namespace; all of it must hold. */
export type Demands = readonly LabelDemand[];

/** The label that the API server puts on every namespace, with its name. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
const NAME_LABEL = `namespace ${NAMESPACE_NAME}`;

function demandOf(label: string, operator: unknown, values: readonly unknown[]): LabelDemand | undefined {
  switch (operator) {
    case 'In': return { label, values: new Set(values), isComplement: false, mayBeMissing: false };
    case 'NotIn': return { label, values: new Set(values), isComplement: true, mayBeMissing: true };
    case 'Exists': return { label, values: new Set(), isComplement: true, mayBeMissing: false };
    case 'DoesNotExist': return { label, values: new Set(), isComplement: false, mayBeMissing: true };
    default: return undefined;
  }
}

function demandsIn(selector: unknown, owner: 'namespace' | 'pod'): Demands | undefined {
  if (!isObject(selector)) return undefined;
  const { matchLabels, matchExpressions } = selector;
  if ((matchLabels ?? undefined) !== undefined && !isObject(matchLabels)) return undefined;
  if ((matchExpressions ?? undefined) !== undefined && !Array.isArray(matchExpressions)) return undefined;
  const equal = Object.entries(matchLabels ?? {}).map(([key, value]) => demandOf(`${owner} ${key}`, 'In', [value]));
  const others = elementsOf(matchExpressions).map((one) => (
    isObject(one) && typeof one.key === 'string' ? demandOf(`${owner} ${one.key}`, one.operator, elementsOf(one.values)) : undefined));
  const demands = [...equal, ...others];
  return demands.every((demand) => demand !== undefined) ? demands : undefined;
}

/** What a pair of selectors demands of a pod and its namespace; undefined where one of them selects nothing, as the API server would refuse it. */
export function demandsOf(namespaces: unknown, pods: unknown): Demands | undefined {
  const [ofNamespace, ofPod] = [demandsIn(namespaces, 'namespace'), demandsIn(pods, 'pod')];
  return ofNamespace && ofPod ? [...ofNamespace, ...ofPod] : undefined;
}

/** The selector of the namespaces of a name. */
export function namespaceNamed(name: string): { readonly matchLabels: Readonly<Record<string, string>> } {
  return { matchLabels: { [NAMESPACE_NAME]: name } };
}

function negated({ values, isComplement, mayBeMissing }: LabelValues): LabelValues {
  return { values, isComplement: !isComplement, mayBeMissing: !mayBeMissing };
}

function common(one: LabelValues, other: LabelValues): LabelValues {
  const mayBeMissing = one.mayBeMissing && other.mayBeMissing;
  if (one.isComplement && other.isComplement) return { values: new Set([...one.values, ...other.values]), isComplement: true, mayBeMissing };
  const [listed, test] = one.isComplement ? [other, one] : [one, other];
  return { values: new Set([...listed.values].filter((value) => test.values.has(value) !== test.isComplement)), isComplement: false, mayBeMissing };
}

const isPossible = ({ values, isComplement, mayBeMissing }: LabelValues): boolean => mayBeMissing || isComplement || values.size > 0;

/** Whether a demand fails for what has no labels; the API server puts the name of a namespace on it as a label, and there is always another name. */
const failsUnlabeled = ({ label, isComplement, mayBeMissing }: LabelDemand): boolean => (label === NAME_LABEL ? !isComplement : !mayBeMissing);

/** Whether some of the selectors picks what has no labels. Where none does, neither these selectors nor a part of them pick everything. */
export function mayCoverEverything(selectors: readonly Demands[]): boolean {
  return selectors.some((demands) => !demands.some(failsUnlabeled));
}

/** How many steps the search may take: each selector that demands more than one label multiplies them. */
const MOST_STEPS = 20_000;

/**
 * Whether some selectors together pick everything that there can be, whatever its labels. Each of them fails where one of its demands does, so this
 * looks for labels with which all of them fail. Where that takes too long, the answer is no.
 */
export function coverEverything(selectors: readonly Demands[]): boolean {
  if (selectors.some((demands) => demands.length === 0)) return true;
  if (!mayCoverEverything(selectors)) return false;
  const ordered = [...selectors].sort((one, other) => one.length - other.length);
  const known = new Map<string, LabelValues>([[NAME_LABEL, { values: new Set(), isComplement: true, mayBeMissing: false }]]);
  let steps = 0;
  const escapes = (i: number): boolean => {
    if (i === ordered.length || ++steps > MOST_STEPS) return true;
    return ordered[i].some(({ label, ...demand }) => {
      const before = known.get(label);
      const now = before ? common(before, negated(demand)) : negated(demand);
      if (!isPossible(now)) return false;
      known.set(label, now);
      const found = escapes(i + 1);
      if (before) known.set(label, before);
      else known.delete(label);
      return found;
    });
  };
  return !escapes(0);
}
