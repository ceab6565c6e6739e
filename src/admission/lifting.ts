import { readsOnlyMetadata } from './paths';
import { CelRoots, toCel } from '../controls/cel';
import { Control } from '../controls/control';
import { Expression } from '../controls/require';
import { POD } from '../controls/subjects/pod';
import { SubjectInCel, SubjectLists } from '../controls/subjects/subject';
import { PodLocation } from '../objects/pod-template';
import { pointerKeys } from '../objects/pointer';

/** A control in the language of the API server. */
export interface Lifted {
  /** True where the object satisfies the control. */
  readonly expression: string;
  /** Names the violating parts, as in `container main, sidecar`. */
  readonly culprits?: string;
}

/** The CEL text of a control for objects of one kind, or of several that hold their pods at the same place: its requirement for every subject. */
export function lift(control: Control, expression: Expression, location?: PodLocation): Lifted {
  const { name, lists } = reachable(control);
  const roots = rootsFor(control, expression, location);
  const holds = toCel(expression, { ...roots, subject: name ?? roots.object });
  return name !== undefined && lists ? liftedLists(control, name, lists, holds) : { expression: holds };
}

/** How policies reach the subjects of a control. */
export function reachable({ id, subject }: Control): SubjectInCel {
  if (subject.cel) return subject.cel;
  throw new Error(`cannot state ${id} in CEL: no policy reaches the subject "${subject.name}"; give the control a reason with notEnforceable()`);
}

/** Whether the subject of a control is the whole object. */
export const isWholeObject = (control: Control): boolean => reachable(control).holder === '';

function rootsFor(control: Control, expression: Expression, location?: PodLocation): CelRoots {
  const object = hasManyShapes(control) && !readsOnlyMetadata(expression) ? 'dyn(object)' : 'object';
  return location ? { ...podRoots(location), object } : { object };
}

/** The roots of expressions about the pods of an object. */
export function podRoots({ metadata }: PodLocation): CelRoots {
  const [last, ...parents] = pointerKeys(metadata).reverse();
  return { object: 'object', pod: POD, metadata: ['object', ...parents.reverse(), `?${last}`].join('.') };
}

/** Kinds have different fields, and the type check of a policy fails for a field that any of its kinds lacks. Those of a single kind are all known. */
const hasManyShapes = (control: Control): boolean => isWholeObject(control) && (control.kinds ?? []).length > 1;

function liftedLists(control: Control, name: string, { variables, noun, label, separator }: SubjectLists, holds: string): Lifted {
  const lists = variables(control).map((variable) => `variables.${variable}`);
  const labels = lists.map((list) => `${list}.filter(${name}, !(${holds})).map(${name}, ${label})`);
  return {
    expression: lists.map((list) => `${list}.all(${name}, ${holds})`).join(' && '),
    culprits: `"${noun} " + ${labels.length === 1 ? labels[0] : `(${labels.join(' + ')})`}.join("${separator}")`,
  };
}
