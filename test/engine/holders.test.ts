import { Chance } from '../../conformance/chance';
import { RandomWorlds } from '../../conformance/rbac/random-world';
import { answersFor, holdersOf, Question } from '../../src/engine/holders';
import { RbacGraph } from '../../src/objects/rbac-graph';
import { subjectOfUser, userOfSubject } from '../../src/objects/rbac-subject';

const MINOR = 37;

test('what a subject may do by its bindings is what the graph allows, which equals the answers of an API server', () => {
  const worlds = new RandomWorlds(new Chance(7));
  const { objects, users } = worlds.world('w0');
  const graph = new RbacGraph(objects, MINOR);
  let [allowed, asked] = [0, 0];
  for (const { name } of users) {
    const subject = subjectOfUser(name);
    const request = worlds.request();
    if (!('path' in request) && (request.namespace === '' || request.name === '')) continue; // a question without them is about any namespace and any name
    const question: Question = 'path' in request ? request : { ...request, namespaced: true };
    const isAllowed = answersFor(graph, subject, question).length > 0;
    expect([name, question, isAllowed]).toEqual([name, question, graph.allows(userOfSubject(subject), request)]);
    [allowed, asked] = [allowed + Number(isAllowed), asked + 1];
  }
  expect(asked).toBeGreaterThan(50);
  expect(allowed).toBeGreaterThan(5);
});

test('everybody who may is somebody who may by a question about them alone', () => {
  const worlds = new RandomWorlds(new Chance(8));
  const graph = new RbacGraph(worlds.world('w0').objects, MINOR);
  const question: Question = { verb: 'list', group: '', resource: 'secrets', namespaced: true };
  const holders = holdersOf(graph, question, true);
  expect(holders.length).toBeGreaterThan(5);
  for (const { subject } of holders) expect(answersFor(graph, subject, question)).not.toEqual([]);
});
