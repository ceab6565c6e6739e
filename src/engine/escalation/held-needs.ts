import { Need, Technique } from './technique';
import { isObject } from '../../objects/pointer';
import { EVERY_OBJECT, names, objectsAllowed, ResourceVerb } from '../../objects/policy-rule';
import { Grant, RbacGraph } from '../../objects/rbac-graph';

/** The objects that a right is about. */
type Objects = typeof EVERY_OBJECT | ReadonlySet<string>;

/** How a need is met: by a grant for every object, or by grants for objects of some names. */
export interface Met {
  readonly every?: Grant;
  readonly named: ReadonlyMap<string, Grant>;
}

const joinedObjects = (one: Objects | undefined, other: Objects | undefined): Objects | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return one === EVERY_OBJECT || other === EVERY_OBJECT ? EVERY_OBJECT : new Set([...one, ...other]);
};

/** The requests of a right whose verb and API group a rule names. Most rules name neither, and every rule is compared with every need. */
function requestsNamed(rule: Readonly<Record<string, unknown>>, { apiGroups, resources, verbs }: Need['anyOf'][number]): ResourceVerb[] {
  const held = verbs.filter((verb) => names(rule.verbs, verb));
  const groups = held.length > 0 ? apiGroups.filter((group) => names(rule.apiGroups, group)) : [];
  return groups.flatMap((group) => resources.flatMap((resource) => held.map((verb) => ({ group, resource, verb }))));
}

function objectsOfRule(rule: unknown, { anyOf, named }: Need): Objects | undefined {
  if (!isObject(rule)) return undefined;
  let found: Objects | undefined;
  for (const right of anyOf) {
    for (const request of requestsNamed(rule, right)) {
      const objects = objectsAllowed(rule, request);
      if (objects === EVERY_OBJECT) return EVERY_OBJECT;
      if (objects && (named === undefined || objects.some((name) => named.includes(name)))) found = joinedObjects(found, new Set(objects));
    }
  }
  return found !== undefined && named !== undefined ? EVERY_OBJECT : found;
}

/** Which needs of all techniques the grants of somebody meet. What a role meets is found once, however many bindings name it. */
export class HeldNeeds {
  private readonly needs: readonly Need[];
  private readonly objectsOf: (grant: Pick<Grant, 'role'>) => readonly (Objects | undefined)[] | undefined;

  constructor(graph: RbacGraph, techniques: readonly Technique[]) {
    this.needs = [...new Set(techniques.flatMap(({ needs }) => needs))];
    const ofNeed = (need: Need, rules: readonly unknown[]) => rules
      .reduce<Objects | undefined>((sum, rule) => (sum === EVERY_OBJECT ? sum : joinedObjects(sum, objectsOfRule(rule, need))), undefined);
    const ofRules = (rules: readonly unknown[]) => this.needs.map((need) => ofNeed(need, rules));
    this.objectsOf = graph.summaries(ofRules, (one, other) => one.map((objects, i) => joinedObjects(objects, other[i])));
  }

  /** How the grants meet each need that they meet. */
  public metBy(grants: readonly Grant[]): ReadonlyMap<Need, Met> {
    const met = new Map<Need, { every?: Grant; named: Map<string, Grant> }>();
    for (const grant of grants) {
      this.objectsOf(grant)?.forEach((objects, i) => {
        if (objects === undefined) return;
        const need = this.needs[i];
        const known = met.get(need) ?? { named: new Map<string, Grant>() };
        met.set(need, known);
        if (objects === EVERY_OBJECT) known.every ??= grant;
        else objects.forEach((name) => known.named.has(name) || known.named.set(name, grant));
      });
    }
    return met;
  }
}

/** The grants that meet a need together with those of a wider scope. */
export function metTogether(one: Met | undefined, other: Met | undefined): Met | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return { every: one.every ?? other.every, named: new Map([...other.named, ...one.named]) };
}
