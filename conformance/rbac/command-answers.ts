import { parseQuestion } from '../../src/cli/access/question-text';
import { parseSubject, subjectText } from '../../src/cli/access/subject-text';
import { answersFor, holdersOf, Question } from '../../src/engine/holders';
import { AccessRequest } from '../../src/objects/policy-rule';
import { RbacGraph } from '../../src/objects/rbac-graph';
import { AUTHENTICATED, RbacSubject, subjectOfUser, User } from '../../src/objects/rbac-subject';

/** What the command `rbac` says of a request: of the subject, and of everybody who may do it. */
export interface CommandAnswer {
  readonly subject: boolean;
  readonly whoCan: boolean;
}

/** The question as `--can`, `--namespace` and `--name` put it; put directly where the command takes no such verb or resource from people. */
function questionOf(request: AccessRequest): Question {
  if ('path' in request) return { verb: request.verb, path: request.path };
  const { verb, group, resource, namespace = '', name = '' } = request;
  const limits = { ...(namespace === '' ? {} : { namespace }), ...(name === '' ? {} : { name }) };
  const direct = { verb, group, resource, namespaced: namespace === '' ? false : undefined, ...limits };
  try {
    const [plural, subresource] = resource.split('/');
    const text = `${plural}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
    const asked = parseQuestion(verb, text, limits);
    // without a namespace people ask about any of them, and the API server about all
    return 'path' in asked || asked.group !== group || asked.resource !== resource ? direct : { ...asked, namespaced: namespace === '' ? false : asked.namespaced };
  } catch {
    return direct;
  }
}

/** A request that creates an object, or deletes many, names none, so that the command says nothing of one that does. */
const isAsked = (request: AccessRequest): boolean =>
  'path' in request || (request.name ?? '') === '' || request.resource.includes('/') || !['create', 'deletecollection', '*'].includes(request.verb);

const isUser = (subject: RbacSubject, { name, groups }: User): boolean => {
  switch (subject.kind) {
    case 'Group': return groups.includes(subject.name);
    case 'User': return subject.name === name;
    case 'ServiceAccount': return `system:serviceaccount:${subject.namespace}:${subject.name}` === name;
  }
};

/** What the command answers; undefined for what it cannot be asked: about somebody who has not signed in, or about the name of an object to come. */
export function commandAnswer(graph: RbacGraph, user: User, request: AccessRequest): CommandAnswer | undefined {
  if (!user.groups.includes(AUTHENTICATED) || !isAsked(request)) return undefined;
  const known = subjectOfUser(user.name);
  const subject = parseSubject(subjectText(known), known.kind === 'User' ? user.groups : []);
  const question = questionOf(request);
  const name = 'path' in request ? '' : request.name ?? '';
  const holds = ({ names }: { readonly names?: readonly string[] }): boolean => names === undefined || names.includes(name);
  return {
    subject: answersFor(graph, subject, question).some(holds),
    whoCan: holdersOf(graph, question, true).some((holder) => holds(holder) && isUser(holder.subject, user)),
  };
}
