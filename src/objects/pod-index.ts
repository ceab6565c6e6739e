import { labelKey, selectorMatches } from './label-selector';
import { effectiveNamespace, groupKind, keyOf, Manifest, stringMap } from './manifest';
import { podsOf, PodView } from './pod-template';
import { elementsOf, isObject } from './pointer';
import { getOrInsert } from './remembered';
import { namespaceText, ObjectWithProfile, UnseenObjects } from './unseen-objects';

/** Equal pods, which one template of an object describes. */
export interface PodGroup {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: PodView;
}

/**
 * Labels that controllers put on pods, so that no template shows them.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const GIVEN_LABELS = new Set([
  'apps.kubernetes.io/pod-index', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index', 'batch.kubernetes.io/job-name',
  'controller-revision-hash', 'controller-uid', 'job-name', 'pod-template-generation', 'pod-template-hash', 'rollouts-pod-template-hash',
  'statefulset.kubernetes.io/pod-name', 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone',
]);

/** The selector without what only the cluster can know. */
function knowable(selector: unknown): unknown {
  if (!isObject(selector)) return selector;
  const { matchLabels: labels, matchExpressions: expressions } = selector;
  if (!Array.isArray(expressions) && isObject(labels) && !Object.keys(labels).some((key) => GIVEN_LABELS.has(key))) return selector;
  const ours = (key: unknown): boolean => typeof key !== 'string' || !GIVEN_LABELS.has(key);
  return {
    matchLabels: isObject(labels) ? Object.fromEntries(Object.entries(labels).filter(([key]) => ours(key))) : labels,
    matchExpressions: Array.isArray(expressions) ? expressions.filter((one: unknown) => !isObject(one) || ours(one.key)) : expressions,
  };
}

/** What tells selectors apart; undefined for one that the API does not accept. */
export function selectorKey(selector: unknown): string | undefined {
  if (!isObject(selector)) return undefined;
  const { matchLabels: labels = {}, matchExpressions: expressions = [] } = selector;
  if (!isObject(labels) || !Array.isArray(expressions)) return undefined;
  let key = '';
  for (const label of Object.keys(labels)) {
    const value = labels[label];
    if (typeof value !== 'string') return undefined;
    key += `${label.length} ${label}${value.length} ${value}`;
  }
  if (expressions.length === 0) return key;
  const parts = expressions.map((one: unknown) => (isObject(one) ? [one.key, one.operator, ...elementsOf(one.values)] : [undefined]));
  return parts.flat().every((part) => typeof part === 'string') ? key + JSON.stringify(parts) : undefined;
}

/** The pods of one namespace, by label. */
class LabelledPods {
  private readonly groups: PodGroup[] = [];
  private readonly byLabel = new Map<string, PodGroup[]>();

  public add(group: PodGroup): void {
    this.groups.push(group);
    for (const key of Object.keys(group.labels)) {
      const label = labelKey(key, group.labels[key]);
      getOrInsert(this.byLabel, label, () => []).push(group);
    }
  }

  /** Those that a selector picks, which need not be asked of all. */
  public search(selector: unknown): PodGroup[] {
    const pairs = isObject(selector) && isObject(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
    const lists = pairs.map(([key, value]) => (typeof value === 'string' && this.byLabel.get(labelKey(key, value))) || []);
    const candidates = lists.reduce((fewest, list) => (list.length < fewest.length ? list : fewest), this.groups);
    return candidates.filter(({ labels }) => selectorMatches(selector, labels));
  }
}

/** The pods that a set of objects runs, found by label. */
export class PodIndex {
  private readonly namespaces = new Map<string, LabelledPods>();
  private readonly found = new Map<string, readonly PodGroup[]>();
  private readonly foundWithin = new Map<string, readonly PodGroup[]>();
  private readonly unseen: UnseenObjects;

  constructor(objects: readonly ObjectWithProfile[]) {
    this.unseen = new UnseenObjects(objects);
    for (const { manifest, profile } of objects) {
      if (groupKind(manifest) === 'PodTemplate') continue; // which runs nothing by itself
      for (const pod of podsOf(manifest, profile?.customPodSpecs)) this.add(manifest, pod);
    }
  }

  /** The pods that a label selector picks for an object of this namespace. */
  public selected(selector: unknown, namespace: string): readonly PodGroup[] {
    return this.selectedBy(selectorKey(selector), selector, namespace);
  }

  /** The pods that a label selector picks in its own namespace, by what their templates show. */
  public selectedWithin(selector: unknown, namespace: string): readonly PodGroup[] {
    const own = effectiveNamespace(namespace);
    const key = selectorKey(selector);
    const search = (): PodGroup[] => this.selectedBy(key, selector, namespace)
      .filter((group) => effectiveNamespace(group.namespace) === own && selectorMatches(selector, group.labels));
    return key === undefined ? search() : getOrInsert(this.foundWithin, `${namespace} ${key}`, search);
  }

  private selectedBy(key: string | undefined, selector: unknown, namespace: string): readonly PodGroup[] {
    const search = (): PodGroup[] => this.search(selector, namespace);
    return key === undefined ? search() : getOrInsert(this.found, `${namespace} ${key}`, search);
  }

  /** Whether custom resources may run further pods in a namespace. */
  public mayHaveMore(namespace: string): boolean {
    return this.unseen.mayHavePods(namespace);
  }

  /**
   * Says that a selector picks nothing; undefined where it picks something, and where that cannot be told.
   *
   * What was checked is often one part of something larger. So there must be a sign that the pods should be in it: other pods of the namespace, or
   * such pods in a wrong one; and no custom resource that could bring them.
   */
  public missing(selector: unknown, namespace: string): string | undefined {
    if (this.mayHaveMore(namespace)) return undefined;
    if (this.selected(selector, namespace).length > 0) return undefined;
    const [matching] = this.selected(selector, ''); // anywhere
    if (matching) return `selects no pod of ${namespaceText(namespace)}, only some of namespace "${matching.namespace}"`;
    return this.namespaces.has(namespace) ? `selects no pod of ${namespaceText(namespace)} in what was checked` : undefined;
  }

  private add(manifest: Manifest, pod: PodView): void {
    const { namespace } = keyOf(manifest);
    const labels = stringMap(isObject(pod.metadata) ? pod.metadata.labels : undefined);
    getOrInsert(this.namespaces, namespace, () => new LabelledPods()).add({ manifest, namespace, labels, pod });
  }

  /** What names no namespace goes wherever it is applied. */
  private search(given: unknown, namespace: string): PodGroup[] {
    const selector = knowable(given);
    const near = namespace === '' ? [...this.namespaces.values()] : [namespace, ''].flatMap((one) => this.namespaces.get(one) ?? []);
    return near.flatMap((pods) => pods.search(selector));
  }
}
