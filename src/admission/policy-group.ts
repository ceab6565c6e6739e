import { lift, Lifted } from './lifting';
import { pathsOf, readsObject, readsOnlyMetadata } from './paths';
import { ADMITTED_KINDS, RESOURCES } from './resources';
import { isAlways, simplify } from './simplify';
import { Control } from '../controls/control';
import { Path, Expression } from '../controls/require';
import { POD_KINDS, PodLocation } from '../objects/pod-template';
import { pointerKeys } from '../objects/pointer';

/** A control as one policy states it. */
export interface Rule {
  readonly control: Control;
  readonly expression: Expression;
  readonly lifted: Lifted;
  /** Only these of the kinds of the policy. */
  readonly only?: readonly string[];
}

/** Kinds of which a policy can speak in one breath. */
export interface KindGroup {
  /** The part of the policy's name that says what it is about. */
  readonly name: string;
  readonly kinds: readonly string[];
  /** Where the kinds describe pods, if the rules are about them. */
  readonly location?: PodLocation;
}

/** What all policies of one group of kinds state. */
export interface PolicyGroup extends KindGroup { readonly rules: readonly Rule[] }

/** A control with what it requires under the profile. */
export interface Requirement { readonly control: Control; readonly expression: Expression }

/** The controls by the groups of kinds that they can be stated for, in the order of the catalogue. */
export function policyGroups(requirements: readonly Requirement[]): PolicyGroup[] {
  const groups = new Map<string, KindGroup & { rules: Rule[] }>();
  for (const { control, expression } of requirements) {
    for (const { only, ...group } of groupsFor(control, expression)) {
      const known = control.subject === 'object' && group.kinds.length === 1 ? simplify(expression, group.kinds[0].split('/').pop()!) : expression;
      if (isAlways(known)) continue;
      const lifted = lift(control, known, group.location);
      const found = groups.get(group.name) ?? { ...group, rules: [] };
      groups.set(group.name, { ...found, location: found.location ?? group.location });
      found.rules.push({ control, expression: known, lifted, only });
    }
  }
  return [...groups.values()];
}

type Placement = KindGroup & Pick<Rule, 'only'>;

function groupsFor(control: Control, expression: Expression): Placement[] {
  switch (control.subject) {
    case 'container':
    case 'pod': {
      const kinds = control.kinds ?? Object.keys(POD_KINDS);
      return readsObject(expression) ? kinds.map((kind) => ({ ...alone(kind), location: POD_KINDS[kind] })) : byLocation(kinds);
    }
    case 'policy-rule': return ['Role', 'ClusterRole'].map((kind) => alone(`rbac.authorization.k8s.io/${kind}`));
    default: {
      const kinds = ADMITTED_KINDS.filter((kind) => control.kinds?.includes(kind) ?? true);
      return kinds.length > 1 && readsOnlyMetadata(expression) ? byScope(control.id, kinds) : kinds.map(alone);
    }
  }
}

const alone = (kind: string): KindGroup => ({ name: RESOURCES[kind].resource, kinds: [kind] });

/** The kinds that keep their pods in the same place, which are all that the expressions of a pod can tell apart. */
function byLocation(kinds: readonly string[]): Placement[] {
  const locations = [...new Set(Object.values(POD_KINDS).map(({ spec }) => spec))];
  return locations.flatMap((spec) => {
    const alike = Object.keys(POD_KINDS).filter((kind) => POD_KINDS[kind].spec === spec);
    const only = alike.filter((kind) => kinds.includes(kind));
    if (only.length === 0) return [];
    const group = alike.length === 1 ? alone(alike[0]) : { name: 'workloads', kinds: alike };
    return [{ ...group, location: POD_KINDS[alike[0]], ...(only.length < alike.length ? { only } : {}) }];
  });
}

function byScope(name: string, kinds: readonly string[]): Placement[] {
  const [namespaced, cluster] = [false, true].map((wanted) => kinds.filter((kind) => (RESOURCES[kind].clusterScoped ?? false) === wanted));
  return [{ name, kinds: namespaced }, { name: `${name}-of-cluster`, kinds: cluster }].filter((group) => group.kinds.length > 0);
}

/** Whether the objects of a group belong to no namespace. */
export const isClusterGroup = ({ kinds }: KindGroup): boolean => kinds.every((kind) => RESOURCES[kind].clusterScoped);

/** The fields near the root that the rules read: an update that leaves them alone cannot change what the rules say. */
export function judgedFields({ location, rules }: PolicyGroup): string[] {
  const fields = rules.flatMap(({ control, expression }) => pathsOf(expression).flatMap((path) => fieldsOf(control, path, location)));
  return [...new Set(fields)];
}

function fieldsOf({ subject }: Control, { root, keys }: Path, location?: PodLocation): string[] {
  const pod = location === undefined ? [] : [topField(pointerKeys(location.spec))];
  switch (root) {
    case 'pod': return pod;
    case 'metadata': return [topField([...pointerKeys(location!.metadata), ...keys])];
    case 'object': return [topField(keys)];
    case 'subject': return subject === 'object' ? [topField(keys)] : subject === 'policy-rule' ? ['rules'] : pod;
    default: return [];
  }
}

/** Metadata changes all the time, so its parts are told apart. */
const topField = ([first, second]: readonly string[]): string => (first === 'metadata' && second !== undefined ? `metadata.?${second}` : first);
