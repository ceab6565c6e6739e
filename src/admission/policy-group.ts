import { isWholeObject, lift, Lifted, reachable } from './lifting';
import { pathsOf, readsObject, readsOnlyMetadata } from './paths';
import { ADMITTED_KINDS, RESOURCES } from './resources';
import { isAlways, simplify } from './simplify';
import { Control } from '../controls/control';
import { Path, Expression } from '../controls/require';
import { bareKind } from '../objects/manifest';
import { POD_KINDS, PodLocation } from '../objects/pod-template';
import { pointerKeys } from '../objects/pointer';

/** A control in a policy. */
export interface Statement {
  readonly control: Control;
  readonly expression: Expression;
  readonly lifted: Lifted;
  /** Only these of the kinds of the policy. */
  readonly only?: readonly string[];
}

/** Kinds that share one policy. */
export interface KindGroup {
  /** The part of the policy's name that says what it is about. */
  readonly name: string;
  readonly kinds: readonly string[];
  /** Where the kinds hold their pods, if the statements are about pods. */
  readonly location?: PodLocation;
}

/** The statements of all policies for one group of kinds. */
export interface PolicyGroup extends KindGroup { readonly statements: readonly Statement[] }

/** A control with what it requires under the profile. */
export interface ControlRequirement { readonly control: Control; readonly expression: Expression }

/** The controls by the groups of kinds that they can be stated for, in the order of the catalogue. */
export function policyGroups(requirements: readonly ControlRequirement[]): PolicyGroup[] {
  const groups = new Map<string, KindGroup & { statements: Statement[] }>();
  for (const { control, expression } of requirements) {
    for (const { only, ...group } of targetsOf(control, expression)) {
      const known = isWholeObject(control) && group.kinds.length === 1 ? simplify(expression, bareKind(group.kinds[0])) : expression;
      if (isAlways(known)) continue;
      const lifted = lift(control, known, group.location);
      const found = groups.get(group.name) ?? { ...group, statements: [] };
      groups.set(group.name, { ...found, location: found.location ?? group.location });
      found.statements.push({ control, expression: known, lifted, only });
    }
  }
  return [...groups.values()];
}

type Target = KindGroup & Pick<Statement, 'only'>;

/** The kinds that a control is about, as far as the API server stores them. */
export const admittedKinds = ({ kinds, subject }: Control): readonly string[] =>
  ADMITTED_KINDS.filter((kind) => subject.isIn(kind) && (kinds?.includes(kind) ?? true));

function targetsOf(control: Control, expression: Expression): Target[] {
  const kinds = admittedKinds(control);
  const isInPods = reachable(control).holder === undefined;
  if (isInPods) return readsObject(expression) ? kinds.map((kind) => ({ ...alone(kind), location: POD_KINDS[kind] })) : byLocation(kinds);
  return isWholeObject(control) && kinds.length > 1 && readsOnlyMetadata(expression) ? byScope(control.id, kinds) : kinds.map(alone);
}

const alone = (kind: string): KindGroup => ({ name: RESOURCES[kind].resource, kinds: [kind] });

/** Groups of the kinds that hold their pods at the same place: expressions about pods differ by nothing else. */
function byLocation(kinds: readonly string[]): Target[] {
  const locations = [...new Set(Object.values(POD_KINDS).map(({ spec }) => spec))];
  return locations.flatMap((spec) => {
    const alike = Object.keys(POD_KINDS).filter((kind) => POD_KINDS[kind].spec === spec);
    const only = alike.filter((kind) => kinds.includes(kind));
    if (only.length === 0) return [];
    const group = alike.length === 1 ? alone(alike[0]) : { name: 'workloads', kinds: alike };
    return [{ ...group, location: POD_KINDS[alike[0]], ...(only.length < alike.length ? { only } : {}) }];
  });
}

function byScope(name: string, kinds: readonly string[]): Target[] {
  const [namespaced, cluster] = [false, true].map((wanted) => kinds.filter((kind) => RESOURCES[kind].clusterScoped === wanted));
  return [{ name, kinds: namespaced }, { name: `${name}-of-cluster`, kinds: cluster }].filter((group) => group.kinds.length > 0);
}

/** Whether the objects of a group belong to no namespace. */
export const isClusterGroup = ({ kinds }: KindGroup): boolean => kinds.every((kind) => RESOURCES[kind].clusterScoped);

/** The fields near the root that the statements read: an update that leaves them alone cannot change a verdict. */
export function judgedFields({ location, statements }: PolicyGroup): string[] {
  const fields = statements.flatMap(({ control, expression }) => pathsOf(expression).flatMap((path) => fieldsOf(control, path, location)));
  return [...new Set(fields)];
}

function fieldsOf(control: Control, { root, keys }: Path, location?: PodLocation): string[] {
  const below = (pointer: string): string[] => [topField([...pointerKeys(pointer), ...keys])];
  switch (root) {
    case 'pod': return below(location!.spec);
    case 'metadata': return below(location!.metadata);
    case 'object': return below('');
    case 'subject': return below(reachable(control).holder ?? location!.spec);
    default: return [];
  }
}

/** Metadata changes all the time, so its parts are told apart. */
const topField = ([first, second]: readonly string[]): string => (first === 'metadata' && second !== undefined ? `metadata.?${second}` : first);
