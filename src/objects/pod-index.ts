import { selectorMatches } from './label-selector';
import { groupKind, keyOf, Manifest, stringMap } from './manifest';
import { podsOf, PodView } from './pod-template';
import { isObject } from './pointer';
import { mayShareNamespace, namespaceText, UnseenObjects } from './unseen-objects';

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

const labelKey = (key: string, value: unknown): string => `${key}\n${String(value)}`;

/** The selector without what only the cluster can know. */
function knowable(selector: unknown): unknown {
  if (!isObject(selector)) return selector;
  const { matchLabels, matchExpressions } = selector;
  return {
    ...(isObject(matchLabels) ? { matchLabels: Object.fromEntries(Object.entries(matchLabels).filter(([key]) => !GIVEN_LABELS.has(key))) } : { matchLabels }),
    matchExpressions: Array.isArray(matchExpressions)
      ? matchExpressions.filter((one: unknown) => !isObject(one) || !GIVEN_LABELS.has(String(one.key))) : matchExpressions,
  };
}

/** The pods that a set of objects runs, found by label. */
export class PodIndex {
  private readonly groups: PodGroup[] = [];
  private readonly byLabel = new Map<string, PodGroup[]>();
  private readonly namespaces = new Set<string>();
  private readonly unseen: UnseenObjects;

  constructor(manifests: readonly Manifest[]) {
    this.unseen = new UnseenObjects(manifests);
    for (const manifest of manifests.filter((one) => groupKind(one) !== 'PodTemplate')) { // which runs nothing by itself
      podsOf(manifest).forEach((pod) => this.add(manifest, pod));
    }
  }

  /** The pods that a label selector picks for an object of this namespace. */
  public selected(selector: unknown, namespace: string): readonly PodGroup[] {
    return this.matching(selector).filter((group) => mayShareNamespace(group.namespace, namespace));
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
    const matching = this.matching(selector);
    if (matching.some((group) => mayShareNamespace(group.namespace, namespace))) return undefined;
    if (matching.length > 0) return `selects no pod of ${namespaceText(namespace)}, only some of namespace "${matching[0].namespace}"`;
    return this.namespaces.has(namespace) ? `selects no pod of ${namespaceText(namespace)} in what was checked` : undefined;
  }

  private add(manifest: Manifest, pod: PodView): void {
    const { namespace } = keyOf(manifest);
    const labels = stringMap(isObject(pod.metadata) ? pod.metadata.labels : undefined);
    const group = { manifest, namespace, labels, pod };
    this.groups.push(group);
    this.namespaces.add(namespace);
    for (const [key, value] of Object.entries(labels)) {
      const known = this.byLabel.get(labelKey(key, value));
      if (known) known.push(group); else this.byLabel.set(labelKey(key, value), [group]);
    }
  }

  private matching(given: unknown): PodGroup[] {
    const selector = knowable(given);
    const pairs = isObject(selector) && isObject(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
    const lists = pairs.map(([key, value]) => this.byLabel.get(labelKey(key, value)) ?? []);
    const candidates = lists.reduce((fewest, list) => (list.length < fewest.length ? list : fewest), this.groups);
    return candidates.filter(({ labels }) => selectorMatches(selector, labels));
  }
}
