import { readsOnlyMetadata } from './paths';
import { NamedExpression } from './policy';
import { CelRoots, toCel } from '../controls/cel';
import { Control } from '../controls/control';
import { Expression } from '../controls/require';
import { CONTAINER_LISTS } from '../objects/container';
import { PodLocation } from '../objects/pod-template';
import { pointerKeys } from '../objects/pointer';

/** What the expressions of a policy call the spec of the pods that an object describes. */
const POD = 'variables.pod';

/** The few lists that the API server writes even where they are missing hold null then. */
function listOrNull(root: string, field: string): string {
  return `dyn(${root}).?${field}.orValue(null) == null ? [] : ${root}.${field}`;
}

/** The variables of a policy about objects that describe pods. */
export function podVariables({ spec }: PodLocation): NamedExpression[] {
  return [
    { name: 'pod', expression: ['object', ...pointerKeys(spec)].join('.') },
    ...CONTAINER_LISTS.map(({ field, role }) => ({ name: field, expression: role === 'main' ? listOrNull(POD, field) : `${POD}.?${field}.orValue([])` })),
  ];
}

/** The variables of a policy about roles. A role without rules holds null, and where it is aggregated it has none at first. */
export const RULE_VARIABLES: readonly NamedExpression[] = [
  { name: 'rules', expression: listOrNull('object', 'rules') },
];

/** What a control says in the language of the API server. */
export interface Lifted {
  /** True where the object satisfies the control. */
  readonly expression: string;
  /** Names the parts at fault, as in `container main, sidecar`. */
  readonly culprits?: string;
}

/** The text of a control for objects of one kind, or of several that keep their pods in the same place: its statement, said of every subject. */
export function lift(control: Control, expression: Expression, location?: PodLocation): Lifted {
  const roots = rootsFor(control, expression, location);
  switch (control.subject) {
    case 'container': return liftedContainers(control, toCel(expression, { ...roots, subject: 'c' }));
    case 'pod': return { expression: toCel(expression, { ...roots, subject: POD }) };
    case 'policy-rule': return liftedRules(toCel(expression, { ...roots, subject: 'r' }));
    default: return { expression: toCel(expression, { ...roots, subject: roots.object }) };
  }
}

function rootsFor(control: Control, expression: Expression, location?: PodLocation): CelRoots {
  const object = hasManyShapes(control) && !readsOnlyMetadata(expression) ? 'dyn(object)' : 'object';
  return location ? { ...podRoots(location), object } : { object };
}

/** What the expressions about the pods of an object start from. */
export function podRoots({ metadata }: PodLocation): CelRoots {
  const [last, ...parents] = pointerKeys(metadata).reverse();
  return { object: 'object', pod: POD, metadata: ['object', ...parents.reverse(), `?${last}`].join('.') };
}

/** Kinds have different fields, and one that any of them lacks fails its type check. Of those of a single kind the check knows them all. */
const hasManyShapes = ({ subject, kinds = [] }: Control): boolean => subject === 'object' && kinds.length > 1;

function liftedContainers({ containers }: Control, holds: string): Lifted {
  const lists = CONTAINER_LISTS.filter(({ role }) => !containers || containers.includes(role)).map(({ field }) => `variables.${field}`);
  const names = lists.map((list) => `${list}.filter(c, !(${holds})).map(c, c.name)`);
  return {
    expression: lists.map((list) => `${list}.all(c, ${holds})`).join(' && '),
    culprits: `"container " + ${names.length === 1 ? names[0] : `(${names.join(' + ')})`}.join(", ")`,
  };
}

function liftedRules(holds: string): Lifted {
  const rules = 'variables.rules';
  const granted = 'r.?verbs.orValue([]).join(",") + " on " + (r.?resources.orValue([]) + r.?nonResourceURLs.orValue([])).join(",")';
  return {
    expression: `${rules}.all(r, ${holds})`,
    culprits: `"rule " + ${rules}.filter(r, !(${holds})).map(r, ${granted}).join("; ")`,
  };
}
