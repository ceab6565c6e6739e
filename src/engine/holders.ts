import { keyOf } from '../objects/manifest';
import { EVERY_OBJECT, objectsAllowed, ResourceVerb, ruleAllows } from '../objects/policy-rule';
import { Grant, RbacGraph } from '../objects/rbac-graph';
import { EVERYBODY, RbacSubject, subjectsOf, userOfSubject } from '../objects/rbac-subject';

/** What somebody may do: a verb on a resource or on a path, with what limits the question. */
export type Question = ({ readonly verb: string; readonly path: string } | ResourceVerb & {
  /** False where the objects belong to no namespace; undefined where that is not known. */
  readonly namespaced: boolean | undefined;
  /** Only in this namespace. */
  readonly namespace?: string;
  /** Only the object of this name. */
  readonly name?: string;
});

/** A grant that allows what is asked. */
export interface Answer {
  readonly grant: Grant;
  /** The names that it is limited to; undefined for every object. */
  readonly names?: readonly string[];
}

/** Somebody who may do what is asked. */
export interface Holder extends Answer { readonly subject: RbacSubject }

/** Whether a grant allows what is asked; undefined where it does not. */
function answerOf(graph: RbacGraph, grant: Grant, question: Question): Answer | undefined {
  const rules = graph.rulesOf(grant) ?? [];
  if ('path' in question) return grant.clusterWide && rules.some((rule) => ruleAllows(rule, question)) ? { grant } : undefined;
  const { namespaced, namespace, name } = question;
  const isElsewhere = namespaced === false || (namespace !== undefined && namespace !== keyOf(grant.binding).namespace);
  if (!grant.clusterWide && isElsewhere) return undefined;
  const objects = rules.map((rule) => objectsAllowed(rule, question));
  if (objects.includes(EVERY_OBJECT)) return { grant };
  const limits = new Set(objects.flatMap((one) => (one === undefined || one === EVERY_OBJECT ? [] : one)));
  const names = [...limits].filter((one) => name === undefined || one === name);
  return names.length === 0 ? undefined : { grant, names };
}

/** The bindings by which a subject may do what is asked. */
export const answersFor = (graph: RbacGraph, subject: RbacSubject, question: Question): Answer[] =>
  graph.grantsTo(userOfSubject(subject)).flatMap((grant) => answerOf(graph, grant, question) ?? []);

/** Everybody who may do what is asked, by the bindings of the set; by those that Kubernetes brings as well where they are wanted. */
export const holdersOf = (graph: RbacGraph, question: Question, withBuiltIn: boolean): Holder[] =>
  [...graph.granted(), ...(withBuiltIn ? graph.builtIn() : [])].flatMap((grant) => {
    const answer = answerOf(graph, grant, question);
    return answer ? subjectsOf(grant.binding).map((subject) => ({ ...answer, subject })) : [];
  });

/** What a subject is granted, but for what Kubernetes grants to everybody. */
export function ownGrants(graph: RbacGraph, subject: RbacSubject): Grant[] {
  const toEverybody = new Set(graph.builtIn().filter(({ binding }) => subjectsOf(binding)
    .every(({ kind, name }) => kind === 'Group' && (EVERYBODY.includes(name) || name === 'system:serviceaccounts'))).map(({ binding }) => binding));
  return graph.grantsTo(userOfSubject(subject)).filter(({ binding }) => !toEverybody.has(binding));
}
