import { Labels, labelKey, selectorMatches } from './label-selector';
import { Manifest, metadataOf, stringMap } from './manifest';
import { elementsOf, isObject, valueAt } from './pointer';
import { getOrInsert } from './remembered';
import { StrongComponents, strongComponentsOf } from './strong-components';

/** How many pairs of labels and selectors are compared. Only input that is made to be slow has more: the rest of its selectors counts as matching everything. */
const MOST_COMPARISONS = 500_000;

const selectorsOf = (role: Manifest): readonly unknown[] => elementsOf(valueAt(role, '/aggregationRule/clusterRoleSelectors'));

/** Gives equal things one number. */
class Numbers<T> {
  public readonly all: T[] = [];
  private readonly known = new Map<string, number>();

  /** The number of a thing, by a text that says what it is. */
  public of(text: string, one: T): number {
    return getOrInsert(this.known, text, () => this.all.push(one) - 1);
  }
}

/**
 * What ClusterRoles come to hold once the cluster has aggregated them.
 *
 * The controller replaces the rules of a role with an aggregation rule by those of the roles that its selectors match, itself left out. Where that brings
 * no rules, its own stay. Roles that aggregate each other end up with what the controller happened to read first, so that each of them counts as
 * holding the rules of all.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export class RoleAggregation {
  private readonly components: StrongComponents;
  /** By component: the rules that its roles have of their own, and the components that it takes more from. */
  private readonly own: (readonly unknown[])[] = [];
  private readonly from: (readonly number[])[] = [];
  private readonly places: ReadonlyMap<Manifest, number>;

  constructor(private readonly roles: readonly Manifest[]) {
    this.places = new Map(roles.map((role, i) => [role, i]));
    const edges = aggregationEdges(roles);
    this.components = strongComponentsOf(edges);
    const holdsRules: boolean[] = [];
    this.components.nodes.forEach((nodes, component) => {
      const from = [...new Set(nodes.flatMap((node) => edges[node].map((target) => this.components.of[target])))]
        .filter((other) => other !== component);
      const own = this.ownRules(nodes, from.some((other) => holdsRules[other]));
      this.own.push(own);
      this.from.push(from);
      holdsRules.push(own.length > 0 || from.some((other) => holdsRules[other]));
    });
  }

  /** The rules of a role, those that it aggregates included. */
  public rulesOf(role: Manifest): unknown[] {
    const seen = new Set([this.components.of[this.places.get(role)!]]);
    for (const component of seen) this.from[component].forEach((other) => seen.add(other)); // a set is walked in the order in which it grows
    return [...seen].flatMap((component) => this.own[component]);
  }

  /**
   * Says something about the rules of roles: of lists of rules, and of two such answers together. Each component is looked at once, when a role that
   * leads to it is asked about, so that asking about every role takes time that grows with the input alone.
   */
  public summaries<T>(of: (rules: readonly unknown[]) => T, join: (one: T, other: T) => T): (role: Manifest) => T {
    const known = new Map<number, T>();
    return (role) => {
      const wanted = this.components.of[this.places.get(role)!];
      const open = new Set(known.has(wanted) ? [] : [wanted]);
      for (const component of open) this.from[component].filter((other) => !known.has(other)).forEach((other) => open.add(other));
      // what a component leads to has a lower number
      for (const component of [...open].sort((a, b) => a - b)) {
        known.set(component, this.from[component].reduce((sum, other) => join(sum, known.get(other)!), of(this.own[component])));
      }
      return known.get(wanted)!;
    };
  }

  private ownRules(nodes: readonly number[], areReplaced: boolean): readonly unknown[] {
    const roles = nodes.filter((node) => node < this.roles.length).map((node) => this.roles[node]);
    if (roles.length === 0 || (roles.length === 1 && areReplaced && selectorsOf(roles[0]).length > 0)) return [];
    return roles.flatMap((role) => elementsOf(role.rules));
  }
}

/** A graph of roles, then distinct selectors, then distinct labels: so that roles which are alike do not multiply its edges. */
function aggregationEdges(roles: readonly Manifest[]): number[][] {
  const [selectors, labelSets] = [new Numbers<unknown>(), new Numbers<Labels>()];
  const wanted = roles.map((role) => selectorsOf(role).map((selector) => selectors.of(JSON.stringify(selector) ?? '', selector)));
  const labelled: number[][] = [];
  if (selectors.all.length > 0) {
    roles.forEach((role, i) => {
      const labels = stringMap(metadataOf(role).labels);
      const at = labelSets.of(JSON.stringify(Object.entries(labels).sort()), labels);
      (labelled[at] ??= []).push(i);
    });
  }
  const firstLabels = roles.length + selectors.all.length + 1; // behind the selectors stands one that matches everything
  const everything = firstLabels - 1;
  const matches = matchesOf(selectors.all, labelSets.all);
  return [
    ...wanted.map((list) => list.map((selector) => roles.length + selector)),
    ...matches.map((list) => list?.map((labels) => firstLabels + labels) ?? [everything]),
    labelSets.all.map((_, labels) => firstLabels + labels),
    ...labelled,
  ];
}

/** The labels that each selector matches; undefined for all of them. */
function matchesOf(selectors: readonly unknown[], labelSets: readonly Labels[]): (readonly number[] | undefined)[] {
  const byLabel = new Map<string, number[]>();
  labelSets.forEach((labels, i) => Object.entries(labels).forEach(([key, value]) => {
    getOrInsert(byLabel, labelKey(key, value), () => []).push(i);
  }));
  const every = labelSets.map((_, i) => i);
  let comparisons = 0;
  return selectors.map((selector) => {
    const [label] = isObject(selector) && isObject(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
    const candidates = label === undefined ? every : byLabel.get(labelKey(...label)) ?? [];
    comparisons += candidates.length;
    return comparisons > MOST_COMPARISONS ? undefined : candidates.filter((i) => selectorMatches(selector, labelSets[i]));
  });
}
